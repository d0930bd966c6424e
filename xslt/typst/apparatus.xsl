<?xml version="1.0" encoding="UTF-8"?>
<!-- The textual apparatus: what differs between the page and the transcript, or is in doubt, keyed to its line. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:t="urn:tei-edition:typst"
  xpath-default-namespace="urn:tei-edition:reading" exclude-result-prefixes="#all">

  <!-- the words of an entry; empty = no entry -->
  <xsl:mode name="t:reading" on-no-match="shallow-skip" use-accumulators="t:lemmas t:calls"/>

  <xsl:accumulator name="t:lemmas" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="(alternative | inline | note)[t:is-lemma(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- THE table of what the apparatus records -->
  <xsl:function name="t:is-lemma" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[
        self::alternative[. is t:printed(..)][t:is-recorded(..)]
        or self::inline[@kind = 'unclear']
        or self::inline[@kind = 'surplus'][not(@before or @after)]
        or self::inline[@kind = 'gap'][@reason = ('illegible', 'lost', 'withheld', 'omitted')]
        or self::inline[@kind = 'add'][@place]
        or self::inline[@kind = ('person', 'place', 'organization')][@doubt or @cert = 'low']
        or self::note[@kind = 'stamp'][@place][t:is-block(.)]][ancestor::*:body])"/>
  </xsl:function>

  <xsl:function name="t:is-recorded" as="xs:boolean">
    <xsl:param name="alternate" as="element(alternate)"/>
    <xsl:sequence select="$alternate/@kind != 'abbreviation' and count($alternate/alternative) gt 1 and not($alternate/alternative/@before)"/>
  </xsl:function>

  <xsl:function name="t:key" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="t:page($element) || '-a' || $element/accumulator-before('t:lemmas')"/>
  </xsl:function>

  <xsl:function name="t:apparatus" as="element()?">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="lemmas" as="element()*" select="$document/*:body//*[t:is-lemma(.)]"/>
    <xsl:if test="$lemmas">
      <apparatus title="{t:word('textual-notes')}">
        <xsl:for-each select="$lemmas">
          <entry key="{t:key(.)}">
            <xsl:sequence select="t:in-note(.)"/>
            <lemma><xsl:value-of select="t:lemma(.)"/></lemma>
            <reading><xsl:apply-templates select="." mode="t:reading"/></reading>
          </entry>
        </xsl:for-each>
      </apparatus>
    </xsl:if>
  </xsl:function>

  <!-- what stands in a note has no line of its own: the note is named instead -->
  <xsl:function name="t:in-note" as="attribute(at)?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/ancestor::note[t:is-called(.)][last()]">
      <xsl:attribute name="at" select="t:word('note') || '&#xA0;' || accumulator-before('t:calls')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- ==== lemma ==== -->

  <xsl:function name="t:lemma" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(t:words-of($element))"/>
    <xsl:sequence select="if (count($words) gt 4) then $words[1] || ' … ' || $words[last()] else string-join($words, ' ')"/>
  </xsl:function>

  <!-- a comma alone says nothing: the word before it comes with it -->
  <xsl:function name="t:words-of" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="normalize-space(t:plain($element))"/>
    <xsl:sequence select="if ($element/self::inline[@kind = 'surplus']) then t:word-before($element)
        else if (matches($text, '[\p{L}\p{N}]') or $element/self::inline) then $text else t:word-before($element) || $text"/>
  </xsl:function>

  <xsl:function name="t:plain" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(t:lemma-of($element))[normalize-space()] || $element/@shown[not(normalize-space($element))]"/>
  </xsl:function>

  <xsl:function name="t:word-before" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="before" as="xs:string?" select="($element/preceding::text()[normalize-space()][not(ancestor::alternative[@role != 'edited'])])[last()]"/>
    <xsl:sequence select="string(tokenize($before)[last()])"/>
  </xsl:function>

  <!-- ==== what is said of it ==== -->

  <xsl:template match="alternative" mode="t:reading" as="node()*">
    <xsl:for-each select="../alternative[not(. is current())]">
      <xsl:if test="position() gt 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:apply-templates select="." mode="t:witness"/>
    </xsl:for-each>
    <xsl:sequence select="t:resp(@resp)"/>
  </xsl:template>

  <xsl:mode name="t:witness" on-no-match="fail" use-accumulators="t:lemmas t:calls"/>
  <xsl:template match="alternative" mode="t:witness" as="node()*">
    <i><xsl:value-of select="t:word('transcript')"/></i>
    <xsl:text> </xsl:text>
    <xsl:value-of select="(normalize-space()[.], t:word('nothing'))[1]"/>
  </xsl:template>
  <xsl:template match="alternative[@wit]" mode="t:witness" as="node()*">
    <xsl:value-of select="normalize-space()"/>
    <xsl:text> </xsl:text>
    <i><xsl:value-of select="@wit"/></i>
  </xsl:template>
  <xsl:template match="alternative[@role = 'comment']" mode="t:witness" as="node()*">
    <i><xsl:value-of select="normalize-space()"/></i>
  </xsl:template>

  <xsl:function name="t:resp" as="node()*">
    <xsl:param name="resp" as="attribute()?"/>
    <xsl:variable name="name" as="xs:string?" select="$resp/root()//fact[@name = 'responsibility'][@id = tokenize($resp)][1]/normalize-space()"/>
    <xsl:if test="$name"><xsl:text> </xsl:text><i><xsl:value-of select="'(' || $name || ')'"/></i></xsl:if>
  </xsl:function>

  <xsl:template match="inline[@kind = 'unclear']" mode="t:reading" as="element(Q{}i)">
    <i><xsl:value-of select="t:word('doubtful')"/></i>
  </xsl:template>

  <xsl:template match="inline[@kind = 'gap']" mode="t:reading" as="element(Q{}i)">
    <i><xsl:value-of select="@quantity, @quantity ! t:word('unit-' || ../@unit || (if (. = '1') then '' else 's')), t:word(@reason)" separator=" "/></i>
  </xsl:template>

  <xsl:template match="inline[@kind = 'surplus']" mode="t:reading" as="node()*">
    <i><xsl:value-of select="t:word('surplus')"/></i>
    <xsl:text> </xsl:text>
    <xsl:value-of select="normalize-space()"/>
  </xsl:template>

  <xsl:template match="inline[@kind = 'add']" mode="t:reading" as="element(Q{}i)">
    <i><xsl:value-of select="t:word('inserted'), t:place(@place)" separator=" "/></i>
  </xsl:template>

  <xsl:template match="inline[@kind = ('person', 'place', 'organization')]" mode="t:reading" as="element(Q{}i)" priority="-0.1">
    <i><xsl:value-of select="t:word('identification')"/></i>
  </xsl:template>

  <xsl:template match="note[@kind = 'stamp']" mode="t:reading" as="element(Q{}i)">
    <i><xsl:value-of select="t:word('stamp'), t:place(@place)" separator=" "/></i>
  </xsl:template>

  <!-- a place that the words do not know is named as the TEI names it -->
  <xsl:function name="t:place" as="xs:string">
    <xsl:param name="place" as="xs:string"/>
    <xsl:sequence select="replace(t:word('place-' || $place), '^place-', '')"/>
  </xsl:function>
</xsl:stylesheet>
