<?xml version="1.0" encoding="UTF-8"?>
<!-- The rules of a flat ODD as one Schematron schema; the pattern's id is the rule's name. -->
<xsl:package name="urn:tei-edition:odd:sch" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">
  <xsl:output indent="yes" encoding="UTF-8" suppress-indentation="sch:assert sch:report"/>
  <xsl:mode on-no-match="shallow-copy"/>

  <xsl:template match="/" as="element(sch:schema)">
    <xsl:variable name="rules" as="element()*" select="//constraintSpec/constraint/(* except sch:rule)"/>
    <sch:schema queryBinding="xslt3">
      <xsl:comment> Compiled from the ODD by “tei-edition schema compile”; edit the ODD, not this file. </xsl:comment>
      <sch:title>Rules of {string((//schemaSpec)[1]/@ident)}</sch:title>
      <xsl:apply-templates select="$rules[self::sch:ns], $rules[self::xsl:*], $rules[self::sch:let]"/>
      <xsl:apply-templates select="//constraintSpec[constraint/(sch:rule | sch:pattern)]"/>
    </sch:schema>
  </xsl:template>

  <xsl:template match="constraintSpec" as="element(sch:pattern)+">
    <xsl:where-populated>
      <sch:pattern id="{@ident}">
        <xsl:apply-templates select="constraint/sch:rule"/>
      </sch:pattern>
    </xsl:where-populated>
    <xsl:for-each select="constraint/sch:pattern">
      <sch:pattern id="{../../@ident}">
        <xsl:apply-templates select="@* except @id, node()"/>
      </sch:pattern>
    </xsl:for-each>
  </xsl:template>

  <!-- the comments of the ODD are for its readers -->
  <xsl:template match="comment()"/>
</xsl:package>
