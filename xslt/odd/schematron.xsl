<?xml version="1.0" encoding="UTF-8"?>
<!-- A Schematron schema with nothing left to expand: abstract patterns filled in, the patterns of one phase. -->
<xsl:package name="urn:tei-edition:odd:schematron" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:fn="http://www.w3.org/2005/xpath-functions"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:s="urn:tei-edition:schematron"
    exclude-result-prefixes="xs map fn s">
  <xsl:output encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="s:filled" on-no-match="shallow-copy"/>

  <!-- the phase to run; empty: the one the schema names, else all -->
  <xsl:param name="phase" as="xs:string" select="''"/>

  <xsl:template match="sch:schema" as="element(sch:schema)">
    <xsl:variable name="name" as="xs:string" select="string(($phase[. ne ''], @defaultPhase, '#ALL')[1])"/>
    <xsl:variable name="chosen" as="element(sch:phase)?" select="sch:phase[@id = $name]"/>
    <xsl:copy>
      <xsl:apply-templates select="@*, sch:ns, $chosen/sch:let, node() except (sch:ns, sch:phase, sch:pattern)"/>
      <xsl:apply-templates select="sch:pattern[empty($chosen) or @id = $chosen/sch:active/@pattern]"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:pattern[@abstract = 'true']"/>

  <!-- a pattern that only gives the parameters of an abstract one -->
  <xsl:template match="sch:pattern[@is-a]" as="element(sch:pattern)">
    <xsl:variable name="given" as="map(xs:string, xs:string)"
      select="map:merge(sch:param ! map { string(@name): string(@value) })"/>
    <xsl:copy>
      <xsl:copy-of select="@id, @role"/>
      <xsl:apply-templates select="//sch:pattern[@abstract = 'true'][@id = current()/@is-a]/node()" mode="s:filled">
        <xsl:with-param name="given" as="map(xs:string, xs:string)" tunnel="yes" select="$given"/>
      </xsl:apply-templates>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="@test | @context | @value | @select | @path" mode="s:filled" as="attribute()">
    <xsl:param name="given" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" select="
      string-join(analyze-string(., '\$([\i-[:]][\c-[:]]*)')/* ! string(($given(string(fn:group)), .)[1]))"/>
  </xsl:template>
</xsl:package>
