<?xml version="1.0" encoding="UTF-8"?>
<!-- Inside the line. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:t="urn:tei-edition:typst"
  xpath-default-namespace="urn:tei-edition:reading" exclude-result-prefixes="#all">

  <xsl:mode name="t:inline" on-no-match="fail" use-accumulators="t:lemmas t:calls"/>

  <!-- ==== text ==== -->

  <!-- marks follow the first word: before it they would stay on the line above -->
  <xsl:template match="text()" mode="t:inline" as="node()*">
    <xsl:variable name="marks" as="element()*" select="t:marks(.)"/>
    <xsl:variable name="text" as="xs:string" select="t:set(.)"/>
    <xsl:choose>
      <xsl:when test="$marks">
        <xsl:value-of select="replace($text, '^(\s*\S+).*$', '$1', 's')"/>
        <xsl:sequence select="$marks"/>
        <xsl:value-of select="replace($text, '^\s*\S+', '', 's')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what begins with this text: lemmas and names -->
  <xsl:function name="t:marks" as="element()*">
    <xsl:param name="text" as="text()"/>
    <xsl:if test="normalize-space($text)">
      <xsl:for-each select="$text/ancestor::*[self::inline or self::alternative or self::note][t:is-mention(.) or t:is-lemma(.)][t:first-text(.) is $text]">
        <xsl:sequence select="t:start(.)"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:function name="t:first-text" as="text()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="(t:lemma-of($element)//text()[normalize-space()])[1]"/>
  </xsl:function>

  <!-- what of an element its lemma quotes: of a stamp its words, not the label before them -->
  <xsl:function name="t:lemma-of" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/self::note/inline[@kind = 'stamp'], $element)[1]"/>
  </xsl:function>

  <xsl:function name="t:start" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="t:is-mention($element)"><mention key="{$element/@register}/{$element/@key}"/></xsl:if>
    <xsl:if test="t:is-lemma($element)"><lemma key="{t:key($element)}" at="start"/></xsl:if>
  </xsl:function>

  <xsl:function name="t:end" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="t:is-lemma($element)"><lemma key="{t:key($element)}" at="end"/></xsl:if>
  </xsl:function>

  <xsl:function name="t:is-mention" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::inline[@key][@known = 'true'])"/>
  </xsl:function>

  <!-- no line ends within 30 June; numbers with their abbreviations are kept together where all text passes -->
  <xsl:function name="t:set" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="
        if ($text/ancestor::inline[1][@kind = ('date', 'time')]) then replace($text, '(^|\s)(\d{1,2}) (\p{L})', '$1$2&#160;$3') else string($text)"/>
  </xsl:function>

  <!-- ==== inlines ==== -->

  <!-- most only say what they are; print shows their text -->
  <xsl:template match="inline" mode="t:inline" as="node()*">
    <xsl:value-of select="@before, @shown[not(normalize-space(current()))]" separator=""/>
    <xsl:if test="not(t:first-text(.))"><xsl:sequence select="t:start(.)"/></xsl:if>
    <xsl:apply-templates mode="t:inline"/>
    <xsl:value-of select="@after"/>
    <xsl:sequence select="t:end(.)"/>
  </xsl:template>

  <xsl:template match="inline[@lang][not(@lang = ancestor::*[@lang][1]/@lang)]" mode="t:inline" as="node()*" priority="5">
    <language code="{@lang}"><xsl:next-match/></language>
  </xsl:template>

  <xsl:template match="*[@id][t:is-target(t:page(.), @id)]" mode="t:inline" as="node()*" priority="9">
    <target id="{t:page(.)}#{@id}"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="inline[@kind = ('supplied', 'expansion')][@before or @after]" mode="t:inline" as="node()*">
    <supplied open="{@before}" close="{@after}"><xsl:apply-templates mode="t:inline"/></supplied>
    <xsl:sequence select="t:end(.)"/>
  </xsl:template>

  <!-- a description of what is not transcribed -->
  <xsl:template match="inline[@kind = 'gap'][normalize-space()]" mode="t:inline" as="node()*">
    <described open="{@before}" close="{@after}"><xsl:apply-templates mode="t:inline"/></described>
    <xsl:sequence select="t:end(.)"/>
  </xsl:template>

  <xsl:template match="inline[@kind = 'unclear'] | inline[@doubt or @cert = ('low', 'unknown')]" mode="t:inline" as="node()*" priority="2">
    <query><xsl:next-match/></query>
  </xsl:template>

  <!-- an odd bracket: its place is kept for the apparatus, the sign itself is not printed -->
  <xsl:template match="inline[@kind = 'surplus'][not(@before or @after)]" mode="t:inline" as="element()*">
    <lemma key="{t:key(.)}" at="start"/>
  </xsl:template>

  <xsl:template match="inline[@kind = 'add'][not(@before or @after)]" mode="t:inline" as="node()*">
    <inserted><xsl:apply-templates mode="t:inline"/></inserted>
    <xsl:sequence select="t:end(.)"/>
  </xsl:template>

  <xsl:template match="inline[@kind = 'del'][not(@before or @after)]" mode="t:inline" as="element(Q{}struck)">
    <struck><xsl:apply-templates mode="t:inline"/></struck>
  </xsl:template>

  <xsl:template match="inline[@kind = ('emphasis', 'foreign', 'title', 'stage')]" mode="t:inline" as="element(Q{}i)">
    <i><xsl:apply-templates mode="t:inline"/></i>
  </xsl:template>

  <!-- hi/@rend, one word of it at a time -->
  <xsl:variable name="t:renditions" as="map(xs:string, xs:string)" select="
      map {'sup': 'sup', 'superscript': 'sup', 'sub': 'sub', 'subscript': 'sub', 'bold': 'b', 'italic': 'i', 'italics': 'i',
           'underline': 'underlined', 'underlined': 'underlined', 'smallcaps': 'sc', 'small-caps': 'sc', 'spaced': 'spaced',
           'letterspaced': 'spaced', 'strikethrough': 'struck'}"/>

  <xsl:template match="inline[@kind = 'highlight']" mode="t:inline" as="node()*">
    <xsl:variable name="content" as="node()*"><xsl:apply-templates mode="t:inline"/></xsl:variable>
    <xsl:sequence select="fold-left(tokenize(@rend)[map:contains($t:renditions, .)], $content, t:rendered#2)"/>
  </xsl:template>

  <xsl:function name="t:rendered" as="node()*">
    <xsl:param name="content" as="node()*"/>
    <xsl:param name="rendition" as="xs:string"/>
    <xsl:element name="{$t:renditions($rendition)}"><xsl:sequence select="$content"/></xsl:element>
  </xsl:function>

  <!-- ==== alternates: the edited reading stands in the text, the rest in the apparatus ==== -->

  <xsl:template match="alternate" mode="t:inline" as="node()*">
    <xsl:apply-templates select="t:printed(.)" mode="t:inline"/>
  </xsl:template>

  <!-- a correction that the transcript itself gives: both stand there, and in print -->
  <xsl:template match="alternate[alternative/@before]" mode="t:inline" as="node()*">
    <xsl:for-each select="alternative">
      <xsl:if test="position() gt 1"><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="." mode="t:inline"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="alternative" mode="t:inline" as="node()*">
    <xsl:value-of select="@before"/>
    <xsl:if test="not(t:first-text(.))"><xsl:sequence select="t:start(.)"/></xsl:if>
    <xsl:apply-templates mode="t:inline"/>
    <xsl:value-of select="@after"/>
    <xsl:sequence select="t:end(.)"/>
  </xsl:template>

  <xsl:function name="t:printed" as="element(alternative)">
    <xsl:param name="alternate" as="element(alternate)"/>
    <xsl:sequence select="($alternate/alternative[@role = 'edited'], $alternate/alternative)[1]"/>
  </xsl:function>

  <!-- ==== notes, links, breaks ==== -->

  <xsl:variable name="t:foot-notes" as="xs:string+"
    select="'handwritten', 'marginal', 'resolution', 'footnote', 'editorial', 'translator', 'gloss', 'comment'"/>

  <!-- in print a note that stands among blocks is a block; only one inside a line is called by number -->
  <xsl:function name="t:is-called" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$note/@kind = $t:foot-notes and not(t:stands-alone($note))"/>
  </xsl:function>

  <!-- where a document speaks of another, number and page are the editor's words: a note has them -->
  <xsl:function name="t:is-reference" as="xs:boolean">
    <xsl:param name="link" as="element(link)"/>
    <xsl:sequence select="$part != 'chapter' and $link/@kind = 'document' and exists($link/ancestor::body)
      and not($link/ancestor::note) and normalize-space($link) != '' and exists(key('document', $link/@page, $edition))"/>
  </xsl:function>

  <xsl:accumulator name="t:calls" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="note[t:is-called(.)]" select="$value + 1"/>
    <xsl:accumulator-rule match="link[t:is-reference(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:template match="note[@kind = $t:foot-notes]" mode="t:inline" as="element(Q{}note)">
    <xsl:variable name="n" as="xs:integer" select="accumulator-before('t:calls')"/>
    <note key="{t:page(.)}-n{$n}" n="{$n}"><xsl:apply-templates mode="t:inline"/></note>
  </xsl:template>

  <!-- a note within a note keeps its words where it stands -->
  <xsl:template match="note//note[@kind = $t:foot-notes]" mode="t:inline" as="node()*" priority="2">
    <xsl:text> (</xsl:text><xsl:apply-templates mode="t:inline"/><xsl:text>)</xsl:text>
  </xsl:template>

  <xsl:template match="note[@kind = 'stamp']" mode="t:inline" as="element(Q{}described)">
    <described open="[" close="]"><xsl:apply-templates mode="t:inline"/></described>
  </xsl:template>

  <xsl:template match="note[@kind = 'layout'] | omit | anchor" mode="t:inline" as="node()*"/>

  <xsl:template match="link" mode="t:inline" as="node()*">
    <xsl:value-of select="@shown[not(normalize-space(current()))]"/>
    <xsl:apply-templates mode="t:inline"/>
  </xsl:template>

  <xsl:template match="link[@kind = 'external'][@href]" mode="t:inline" as="element(Q{}url)">
    <url href="{@href}">
      <xsl:value-of select="@shown[not(normalize-space(current()))]"/>
      <xsl:apply-templates mode="t:inline"/>
    </url>
  </xsl:template>

  <xsl:template match="link[@kind = 'document'][key('document', @page, $edition)]" mode="t:inline" as="node()*">
    <xsl:apply-templates mode="t:inline"/>
    <xsl:if test="normalize-space()"><xsl:value-of select="t:word('mark-open')"/></xsl:if>
    <xsl:sequence select="t:there(.)"/>
    <xsl:if test="normalize-space()"><xsl:value-of select="t:word('mark-close')"/></xsl:if>
  </xsl:template>

  <xsl:template match="link[t:is-reference(.)]" mode="t:inline" as="node()*" priority="2">
    <xsl:variable name="n" as="xs:integer" select="accumulator-before('t:calls')"/>
    <xsl:apply-templates mode="t:inline"/>
    <note key="{t:page(.)}-n{$n}" n="{$n}"><xsl:apply-templates select="t:there(.)" mode="t:sentence"/></note>
  </xsl:template>

  <!-- a note begins with a capital and ends with a stop -->
  <xsl:mode name="t:sentence" on-no-match="fail"/>
  <xsl:template match="Q{}see" mode="t:sentence" as="node()+">
    <see>
      <xsl:copy-of select="@*"/>
      <xsl:value-of select="upper-case(substring(., 1, 1)) || substring(., 2)"/>
    </see>
    <xsl:value-of select="t:word('mark-stop')"/>
  </xsl:template>

  <xsl:function name="t:there" as="element(Q{}see)?">
    <xsl:param name="link" as="element(link)"/>
    <xsl:variable name="place" as="xs:string?"
      select="$link/@target[not($link/@whole)][t:is-target($link/@page, .)] ! ($link/@page || '#' || .)"/>
    <xsl:sequence select="t:see($link/@page, $place)"/>
  </xsl:function>

  <xsl:template match="link[@kind = 'internal'][t:is-target(t:page(.), @target)]" mode="t:inline" as="element(Q{}see)">
    <see target="{t:page(.)}#{@target}" page="{t:word('page')}"><xsl:apply-templates mode="t:inline"/></see>
  </xsl:template>

  <!-- document 3, p. 12 -->
  <xsl:function name="t:see" as="element(Q{}see)?">
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="target" as="xs:string?"/>
    <xsl:variable name="document" as="element()?" select="key('document', $page, $edition)[1]"/>
    <xsl:if test="$document">
      <see target="{($target, $page)[1]}" page="{t:word('page')}">
        <xsl:value-of select="string-join((t:word('document'), $document/@number), '&#160;') || replace(t:word('mark-comma'), ' $', '')"/>
      </see>
    </xsl:if>
  </xsl:function>

  <xsl:template match="break" mode="t:inline" as="node()*"/>

  <!-- a line of the transcript is no line of the book -->
  <xsl:template match="break[@kind = 'line'][not(@within)]" mode="t:inline" as="text()">
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="(note[@kind = 'stamp'] | block[@kind = ('address', 'verse', 'stanza')])//break[@kind = 'line'][not(@within)]" mode="t:inline" as="element(Q{}turnover)?" priority="3">
    <xsl:if test="preceding-sibling::node()[normalize-space()] or not(parent::inline[@kind = 'stamp'])"><turnover/></xsl:if>
  </xsl:template>

  <xsl:template match="break[@kind = ('page', 'leaf')][@source-n or @shown]" mode="t:inline" as="node()*">
    <xsl:if test="not(@within)"><xsl:text> </xsl:text></xsl:if>
    <leaf n="{(@source-n, replace(@shown, '[\[\]]', ''))[1]}"/>
  </xsl:template>

  <xsl:template match="graphic" mode="t:inline" as="node()*">
    <described open="[" close="]"><xsl:value-of select="(@alt, t:word('picture'))[1]"/></described>
  </xsl:template>

  <!-- blocks inside a line: their words, one space apart -->
  <xsl:template match="paragraph | block | list | item | table | row | cell | figure | section | heading" mode="t:inline" as="node()*">
    <xsl:if test="preceding-sibling::node()"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates mode="t:inline"/>
    <xsl:if test="following-sibling::node()"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <!-- commas between the items of a list in one line belong to the list -->
  <xsl:template match="list[@inline = 'true']/item[following-sibling::item]" mode="t:inline" as="node()*" priority="2">
    <xsl:apply-templates mode="t:inline"/><xsl:text>, </xsl:text>
  </xsl:template>
</xsl:stylesheet>
