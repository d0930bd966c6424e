<?xml version="1.0" encoding="UTF-8"?>
<!-- Numbers and names that are decided once for all writers: notes, mentions, paragraphs without an id. -->
<xsl:package name="urn:tei-edition:reading:numbering" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:r="urn:tei-edition:reading" exclude-result-prefixes="#all">

  <xsl:mode name="r:number" on-no-match="shallow-copy" visibility="public" use-accumulators="r:notes r:mentions r:paragraphs"/>

  <!-- notes that stand at the foot, or in the margin with a number -->
  <xsl:variable name="r:numbered" as="xs:string+" select="
      'handwritten', 'marginal', 'footnote', 'editorial', 'translator', 'gloss', 'comment'"/>

  <xsl:accumulator name="r:notes" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="r:document" select="0"/>
    <xsl:accumulator-rule match="r:body//r:note[r:is-numbered(.)] | r:body//r:alternate[r:is-explained(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:accumulator name="r:mentions" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="r:document" select="0"/>
    <xsl:accumulator-rule match="r:body//r:inline[@key]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:accumulator name="r:paragraphs" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="r:document" select="0"/>
    <xsl:accumulator-rule match="r:body//r:paragraph" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:function name="r:is-numbered" as="xs:boolean">
    <xsl:param name="note" as="element(r:note)"/>
    <xsl:sequence select="$note/@kind = $r:numbered"/>
  </xsl:function>

  <!-- a correction that the transcript itself gives needs no note -->
  <xsl:function name="r:is-explained" as="xs:boolean">
    <xsl:param name="alternate" as="element(r:alternate)"/>
    <xsl:sequence select="
        $alternate/@kind = ('correction', 'apparatus', 'choice') and count($alternate/r:alternative) gt 1
        and not($alternate/r:alternative/@before)"/>
  </xsl:function>

  <xsl:template match="r:body//r:note[r:is-numbered(.)] | r:body//r:alternate[r:is-explained(.)]" mode="r:number" as="element()">
    <xsl:copy>
      <xsl:attribute name="n" select="accumulator-before('r:notes')"/>
      <xsl:apply-templates select="@*, node()" mode="r:number"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="r:inline[@key] | r:fact[@key]" mode="r:number" as="element()">
    <xsl:param name="entries" as="map(xs:string, xs:boolean)" tunnel="yes"/>
    <xsl:copy>
      <xsl:if test="ancestor::r:body"><xsl:attribute name="id" select="'m' || accumulator-before('r:mentions')"/></xsl:if>
      <xsl:attribute name="known" select="map:contains($entries, @register || '#' || @key)"/>
      <xsl:apply-templates select="@*, node()" mode="r:number"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="r:body//r:paragraph[not(@id)]" mode="r:number" as="element()">
    <xsl:copy>
      <xsl:attribute name="id" select="'p' || accumulator-before('r:paragraphs')"/>
      <xsl:apply-templates select="@*, node()" mode="r:number"/>
    </xsl:copy>
  </xsl:template>
  <!-- what no rule knew -->
  <xsl:template match="r:reading" mode="r:number" as="element(r:reading)">
    <xsl:copy>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
      <xsl:for-each-group select=".//(r:block | r:inline)[@kind = 'generic']" group-by="@tei">
        <xsl:sort select="current-grouping-key()"/>
        <r:unknown tei="{current-grouping-key()}" count="{count(current-group())}"
          words="{sum(current-group() ! count(tokenize(.)))}"/>
      </xsl:for-each-group>
    </xsl:copy>
  </xsl:template>
</xsl:package>
