<?xml version="1.0" encoding="UTF-8"?>
<!-- One document of a reading tree → print XML (schema/print.xsd). The volume around it is put together in Python. -->
<xsl:package name="urn:tei-edition:typst" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:t="urn:tei-edition:typst"
  xpath-default-namespace="urn:tei-edition:reading" exclude-result-prefixes="#all">

  <xsl:include href="inline.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="front.xsl"/>

  <xsl:output method="xml" indent="no" encoding="UTF-8" omit-xml-declaration="yes"/>

  <!-- document | chapter -->
  <xsl:param name="part" as="xs:string" select="'document'"/>
  <!-- the number of the document in the edition; empty for an introduction -->
  <xsl:param name="number" as="xs:string" select="''"/>
  <!-- the words the book adds, in its language: words/word[@key] -->
  <xsl:param name="words" as="document-node()"/>
  <!-- what a document must know of the others: edition/document[@page][@number], edition/answer[@to][@page],
       and edition/target[@id], the places that something points to, as page#id -->
  <xsl:param name="edition" as="document-node()"/>

  <xsl:mode on-no-match="fail" use-accumulators="t:lemmas t:calls"/>

  <xsl:key name="word" match="*:word" use="@key"/>
  <xsl:key name="document" match="*:document" use="@page"/>
  <xsl:key name="target" match="*:target" use="@id"/>
  <xsl:key name="answer" match="*:answer" use="@to"/>

  <xsl:function name="t:is-target" as="xs:boolean">
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="id" as="xs:string?"/>
    <xsl:sequence select="exists(key('target', $page || '#' || $id, $edition))"/>
  </xsl:function>

  <!-- a word of the book's language; the key itself shows a word that is missing -->
  <xsl:function name="t:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="string((key('word', $key, $words), $key)[1])"/>
  </xsl:function>

  <xsl:function name="t:page" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string($node/ancestor-or-self::document[1]/@page)"/>
  </xsl:function>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="document"/>
  </xsl:template>

  <xsl:template match="document" as="element()">
    <xsl:choose>
      <xsl:when test="$part = 'chapter'"><xsl:apply-templates select="." mode="t:chapter"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="t:document"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:mode name="t:document" on-no-match="fail" use-accumulators="t:lemmas t:calls"/>
  <xsl:template match="document" mode="t:document" as="element()">
    <document id="{@page}">
      <xsl:sequence select="t:head-facts(.), t:front(.)"/>
      <body>
        <xsl:copy-of select="@lang"/>
        <xsl:apply-templates select="body" mode="t:flow"/>
      </body>
      <xsl:sequence select="t:apparatus(.)"/>
    </document>
  </xsl:template>

  <!-- an introduction: its own headings, no lines, no apparatus -->
  <xsl:mode name="t:chapter" on-no-match="fail" use-accumulators="t:lemmas t:calls"/>
  <xsl:template match="document" mode="t:chapter" as="element()">
    <xsl:variable name="title" as="xs:string" select="t:title(.)"/>
    <chapter id="{@page}" title="{$title}" head-number="{t:short($title)}" head-title="{t:short($title)}">
      <xsl:copy-of select="@lang"/>
      <xsl:apply-templates select="body" mode="t:flow"/>
    </chapter>
  </xsl:template>
</xsl:package>
