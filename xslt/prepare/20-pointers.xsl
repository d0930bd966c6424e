<?xml version="1.0" encoding="UTF-8"?>
<!-- Pointers: every relative one is written from the edition folder: registers/persons.xml#stalin. -->
<xsl:package name="urn:tei-edition:prepare:pointers" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepare" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="p:pointers" on-no-match="shallow-copy" visibility="public"/>

  <xsl:template match="@ref | @target | @url | @facs" mode="p:pointers" as="attribute()">
    <xsl:param name="file" as="xs:string" tunnel="yes"/>
    <xsl:attribute name="{local-name()}" select="tokenize(.) ! p:from-edition(., $file)"/>
  </xsl:template>

  <!-- a base that no pointer can mean; resolving is done on strings, nothing is fetched -->
  <xsl:variable name="p:root" as="xs:string" select="'http://edition/'"/>

  <xsl:function name="p:from-edition" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="file" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="starts-with($pointer, '#') or matches($pointer, '^[A-Za-z][A-Za-z0-9+.\-]*:')">
        <xsl:sequence select="$pointer"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:try select="substring-after(string(resolve-uri($pointer, $p:root || encode-for-uri($file) => replace('%2F', '/'))), $p:root)">
          <xsl:catch select="$pointer"/>
        </xsl:try>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:package>
