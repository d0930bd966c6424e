<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks: a paragraph, a caption of the form, a stamp, a copies list: each by its own name. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:t="urn:tei-edition:typst"
  xpath-default-namespace="urn:tei-edition:reading" exclude-result-prefixes="#all">

  <xsl:mode name="t:block" on-no-match="fail" use-accumulators="t:lemmas t:calls"/>
  <!-- a container of blocks: bare text between them becomes a paragraph -->
  <xsl:mode name="t:flow" on-no-match="fail" use-accumulators="t:lemmas t:calls"/>

  <xsl:variable name="t:blocks" as="xs:string+" select="'section', 'heading', 'paragraph', 'block', 'list', 'table', 'figure'"/>

  <xsl:function name="t:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="local-name($node) = $t:blocks or exists($node/self::note[t:stands-alone(.) or @kind = 'stamp'][not(parent::inline)] | $node/self::break[@kind = 'rule'] | $node/self::graphic)"/>
  </xsl:function>

  <!-- a note stands alone if what it stands in holds no bare text -->
  <xsl:function name="t:stands-alone" as="xs:boolean">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="parent" as="element()" select="$note/.."/>
    <xsl:sequence select="
        exists($parent[self::*:body or self::section or self::block[@kind = ('opener', 'closer', 'enclosed', 'plain', 'postscript')]])
        and not($parent/text()[normalize-space()] or $parent/inline)"/>
  </xsl:function>

  <xsl:template match="*" mode="t:flow" as="node()*">
    <xsl:for-each-group select="node()" group-adjacent="t:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="t:block"/></xsl:when>
        <xsl:otherwise><xsl:sequence select="t:run(current-group(), position() gt 1 and current-group()[normalize-space()])"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- text between blocks; a run of nothing but marks keeps its marks -->
  <xsl:function name="t:run" as="element()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="continued" as="xs:boolean"/>
    <xsl:variable name="content" as="node()*">
      <xsl:apply-templates select="$nodes" mode="t:inline"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="exists($content[normalize-space()]) or exists($content/self::note)">
        <p>
          <!-- the key is for a paragraph whose note may fall on another page -->
          <xsl:where-populated><xsl:attribute name="key" select="($content/descendant-or-self::*:note)[1]/@key"/></xsl:where-populated>
          <xsl:if test="$continued"><xsl:attribute name="flush" select="true()"/></xsl:if>
          <xsl:sequence select="$content"/>
        </p>
      </xsl:when>
      <xsl:when test="$content/self::*"><marks><xsl:sequence select="$content/self::*"/></marks></xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- ==== sections and headings ==== -->

  <xsl:template match="section" mode="t:block" as="element()*">
    <xsl:apply-templates select="." mode="t:flow"/>
  </xsl:template>

  <xsl:template match="section[@kind = 'processing']" mode="t:block" as="element()*">
    <office><xsl:apply-templates select="." mode="t:flow"/></office>
  </xsl:template>

  <xsl:template match="*[@id][t:is-target(t:page(.), @id)]" mode="t:block" as="element()*" priority="9">
    <marks><target id="{t:page(.)}#{@id}"/></marks>
    <xsl:next-match/>
  </xsl:template>

  <!-- a block in another language than what it stands in -->
  <xsl:template match="*[@lang][not(@lang = ancestor::*[@lang][1]/@lang)]" mode="t:block" as="element()*" priority="8">
    <xsl:variable name="made" as="element()*"><xsl:next-match/></xsl:variable>
    <xsl:variable name="lang" as="attribute()" select="@lang"/>
    <xsl:for-each select="$made">
      <xsl:copy><xsl:sequence select="$lang, @*, node()"/></xsl:copy>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="heading" mode="t:block" as="element(Q{}caption)">
    <caption kind="{@kind}"><xsl:apply-templates mode="t:inline"/></caption>
  </xsl:template>

  <xsl:template match="heading[@kind = 'heading']" mode="t:block" as="element(Q{}heading)">
    <heading level="{min((3, max((1, @depth - 1))))}"><xsl:apply-templates mode="t:inline"/></heading>
  </xsl:template>

  <!-- ==== paragraphs ==== -->

  <xsl:template match="paragraph" mode="t:block" as="element()*">
    <xsl:apply-templates select="." mode="t:flow"/>
  </xsl:template>

  <!-- a paragraph that the transcript writes as a heading: ## The ferry -->
  <xsl:template match="paragraph[tokenize(@rend) ! starts-with(., 'heading-') = true()]" mode="t:block" as="element(Q{}heading)">
    <heading level="{min((3, max((1, xs:integer(replace(@rend, '^.*heading-(\d).*$', '$1')) - 1))))}"><xsl:apply-templates mode="t:inline"/></heading>
  </xsl:template>

  <!-- items of a list without a number: one list -->
  <xsl:template match="paragraph[t:is-bullet(.)]" mode="t:block" as="element(Q{}list)?">
    <xsl:if test="not(t:is-bullet(preceding-sibling::*[1]))">
      <list kind="bulleted">
        <xsl:for-each select="., t:bullets-after(.)">
          <item><xsl:apply-templates mode="t:inline"/></item>
        </xsl:for-each>
      </list>
    </xsl:if>
  </xsl:template>

  <xsl:function name="t:is-bullet" as="xs:boolean">
    <xsl:param name="node" as="element()?"/>
    <xsl:sequence select="exists($node/self::paragraph[tokenize(@rend) = ('bullet', 'bullet-star')][not(@point)])"/>
  </xsl:function>

  <xsl:function name="t:bullets-after" as="element(paragraph)*">
    <xsl:param name="first" as="element(paragraph)"/>
    <xsl:variable name="end" as="element()?" select="$first/following-sibling::*[not(t:is-bullet(.))][1]"/>
    <xsl:sequence select="$first/following-sibling::paragraph[not($end) or . &lt;&lt; $end]"/>
  </xsl:function>

  <!-- who speaks stands before the first words, in small capitals -->
  <xsl:template match="block[@kind = 'speech']/block[@kind = 'speaker'][following-sibling::*[1][self::paragraph]]" mode="t:block" as="element()*" priority="2"/>

  <xsl:template match="block[@kind = 'speech']/paragraph[preceding-sibling::*[1][self::block[@kind = 'speaker']]]" mode="t:block" as="element()*" priority="2">
    <xsl:variable name="speaker" as="node()*"><xsl:apply-templates select="preceding-sibling::*[1]/node()" mode="t:inline"/></xsl:variable>
    <xsl:variable name="words" as="element()*"><xsl:next-match/></xsl:variable>
    <xsl:for-each select="$words">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:if test="position() = 1"><sc><xsl:sequence select="$speaker"/></sc><xsl:text> </xsl:text></xsl:if>
        <xsl:copy-of select="node()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="block[@kind = 'speaker']" mode="t:block" as="element(Q{}p)">
    <p><sc><xsl:apply-templates mode="t:inline"/></sc></p>
  </xsl:template>

  <xsl:template match="block[@kind = 'stage']" mode="t:block" as="element(Q{}p)">
    <p><i><xsl:apply-templates mode="t:inline"/></i></p>
  </xsl:template>

  <xsl:template match="block" mode="t:block" as="element()*">
    <xsl:apply-templates select="." mode="t:flow"/>
  </xsl:template>

  <xsl:template match="block[@kind = ('receipt', 'series', 'registry', 'office', 'deciphered', 'printed', 'copies', 'verified', 'forme-work', 'code')]" mode="t:block" as="element(Q{}routing)">
    <routing><xsl:apply-templates mode="t:inline"/></routing>
  </xsl:template>

  <xsl:template match="block[@kind = 'address']" mode="t:block" as="element()*">
    <address>
      <xsl:for-each-group select="node()" group-adjacent="if (self::block) then generate-id() else ''">
        <xsl:variable name="line" as="node()*"><xsl:apply-templates select="if (self::block) then node() else current-group()" mode="t:inline"/></xsl:variable>
        <xsl:if test="$line[normalize-space()]"><line><xsl:sequence select="$line"/></line></xsl:if>
      </xsl:for-each-group>
    </address>
  </xsl:template>

  <xsl:template match="block[@kind = 'address-line']" mode="t:block" as="element(Q{}address)">
    <address><line><xsl:apply-templates mode="t:inline"/></line></address>
  </xsl:template>

  <xsl:template match="block[@kind = 'salute']" mode="t:block" as="element(Q{}salute)">
    <salute><xsl:apply-templates mode="t:inline"/></salute>
  </xsl:template>

  <xsl:template match="block[@kind = ('signed', 'byline')]" mode="t:block" as="element(Q{}signature)">
    <signature><sc><xsl:apply-templates mode="t:inline"/></sc></signature>
  </xsl:template>

  <xsl:template match="block[@kind = 'dateline']" mode="t:block" as="element(Q{}dateline)">
    <dateline><xsl:apply-templates mode="t:inline"/></dateline>
  </xsl:template>

  <xsl:template match="block[@kind = ('quotation', 'citation', 'epigraph')]" mode="t:block" as="element(Q{}quotation)">
    <quotation><xsl:apply-templates select="." mode="t:flow"/></quotation>
  </xsl:template>

  <xsl:template match="block[@kind = 'enclosed'] | section[@kind = 'enclosure']" mode="t:block" as="element(Q{}enclosed)">
    <enclosed><xsl:apply-templates select="." mode="t:flow"/></enclosed>
  </xsl:template>

  <xsl:template match="block[@kind = 'stanza']" mode="t:block" as="element()*">
    <xsl:for-each-group select="node()" group-adjacent="if (self::block[@kind = 'verse']) then 'verse' else if (t:is-block(.)) then 'block' else 'text'">
      <xsl:choose>
        <xsl:when test="current-grouping-key() = 'verse'"><verse><xsl:apply-templates select="current-group()" mode="t:verse"/></verse></xsl:when>
        <xsl:when test="current-grouping-key() = 'block'"><xsl:apply-templates select="current-group()" mode="t:block"/></xsl:when>
        <xsl:otherwise><xsl:sequence select="t:run(current-group(), false())"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>
  <xsl:template match="block[@kind = 'verse']" mode="t:block" as="element(Q{}verse)">
    <verse><xsl:apply-templates select="." mode="t:verse"/></verse>
  </xsl:template>
  <xsl:mode name="t:verse" on-no-match="fail" use-accumulators="t:lemmas t:calls"/>
  <xsl:template match="block" mode="t:verse" as="element(Q{}line)">
    <line><xsl:apply-templates mode="t:inline"/></line>
  </xsl:template>

  <!-- ==== what the office and later hands put on the paper ==== -->

  <xsl:template match="note" mode="t:block" as="element(Q{}remark)">
    <remark><xsl:sequence select="t:label-and-words(.)"/></remark>
  </xsl:template>

  <xsl:template match="note[@kind = ('handwritten', 'marginal', 'resolution')]" mode="t:block" as="element(Q{}hand)">
    <hand><xsl:sequence select="t:label-and-words(.)"/></hand>
  </xsl:template>

  <xsl:template match="note[@kind = 'stamp']" mode="t:block" as="element(Q{}stamp)">
    <stamp><xsl:sequence select="t:label-and-words(.)"/></stamp>
  </xsl:template>

  <!-- said of the layout, not of the text -->
  <xsl:template match="note[@kind = 'layout']" mode="t:block" as="element()*"/>

  <xsl:function name="t:label-and-words" as="element()+">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="label" as="element()?" select="$note/inline[@kind = 'label'][1]"/>
    <xsl:if test="$label"><label><xsl:apply-templates select="$label" mode="t:inline"/></label></xsl:if>
    <words>
      <xsl:apply-templates select="$note/node() except $label" mode="t:inline"/>
      <xsl:sequence select="t:end($note)"/>
    </words>
  </xsl:function>

  <!-- ==== lists, tables, pictures ==== -->

  <xsl:template match="list" mode="t:block" as="element()*">
    <list kind="{@kind}"><xsl:call-template name="t:items"/></list>
  </xsl:template>

  <xsl:template match="list[@kind = 'copies']" mode="t:block" as="element(Q{}copies)">
    <copies>
      <xsl:if test="@inline = 'true'"><xsl:attribute name="run-in" select="true()"/></xsl:if>
      <xsl:call-template name="t:items"/>
    </copies>
  </xsl:template>

  <!-- a word and what it means, side by side -->
  <xsl:template match="list[@kind = 'gloss'][item[@kind = 'term']]" mode="t:block" as="element()*">
    <xsl:apply-templates select="heading" mode="t:block"/>
    <signs>
      <xsl:for-each-group select="* except heading" group-starting-with="item[@kind = 'term']">
        <sign>
          <form><xsl:apply-templates select="self::item[@kind = 'term']/node()" mode="t:inline"/></form>
          <meaning><xsl:apply-templates select="(current-group() except self::item[@kind = 'term'])/node()" mode="t:inline"/></meaning>
        </sign>
      </xsl:for-each-group>
    </signs>
  </xsl:template>

  <xsl:template name="t:items" as="element()*">
    <xsl:for-each select="heading">
      <head><xsl:apply-templates mode="t:inline"/></head>
    </xsl:for-each>
    <xsl:for-each select="* except heading">
      <xsl:variable name="content" as="node()*"><xsl:apply-templates select="if (self::item) then node() else ." mode="t:inline"/></xsl:variable>
      <xsl:if test="exists($content)">
        <item><xsl:copy-of select="@kind[. = 'term']"/><xsl:sequence select="$content"/></item>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="table" mode="t:block" as="element()*">
    <xsl:apply-templates select="heading" mode="t:block"/>
    <table>
      <xsl:apply-templates select="row" mode="t:row"/>
    </table>
    <xsl:apply-templates select="block | note[t:is-block(.)]" mode="t:block"/>
    <xsl:sequence select="t:run(note[not(t:is-block(.))], true())[exists(current()/note[not(t:is-block(.))])]"/>
  </xsl:template>

  <xsl:mode name="t:row" on-no-match="fail" use-accumulators="t:lemmas t:calls"/>
  <xsl:template match="row" mode="t:row" as="element(Q{}row)">
    <row><xsl:apply-templates select="*:cell" mode="t:row"/></row>
  </xsl:template>
  <xsl:template match="*:cell" mode="t:row" as="element(Q{}cell)">
    <cell>
      <xsl:copy-of select="@columns, @rows"/>
      <xsl:if test="(@label, ../@label) = 'true'"><xsl:attribute name="label" select="true()"/></xsl:if>
      <xsl:apply-templates mode="t:inline"/>
    </cell>
  </xsl:template>

  <xsl:template match="figure" mode="t:block" as="element()*">
    <xsl:apply-templates select="." mode="t:flow"/>
  </xsl:template>

  <xsl:template match="graphic" mode="t:block" as="element(Q{}p)">
    <p><described open="[" close="]"><xsl:value-of select="(@alt, t:word('picture'))[1]"/></described></p>
  </xsl:template>

  <xsl:template match="graphic[@file][not(@broken = 'true')]" mode="t:block" as="element(Q{}picture)">
    <picture file="{@file}" alt="{(@alt, t:word('picture'))[1]}"/>
  </xsl:template>

  <!-- said already: the alternative text of the picture -->
  <xsl:template match="figure[graphic]/block[@kind = 'description']" mode="t:block" as="element()*"/>

  <!-- the notes of the office bring a rule of their own -->
  <xsl:template match="break[@kind = 'rule']" mode="t:block" as="element(Q{}rule)?">
    <xsl:if test="not(following-sibling::*[1]/self::section[@kind = 'processing'])"><rule/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
