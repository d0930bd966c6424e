<?xml version="1.0" encoding="UTF-8"?>
<!-- The TEI source, coloured: the characters of the file as they stand, line by line. -->
<xsl:package name="urn:tei-edition:html:source" package-version="1.0" version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:tei-edition:html" xmlns:g="urn:tei-edition:page"
  xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">

  <xsl:output method="html" version="5.0" indent="no" encoding="UTF-8" include-content-type="no"/>
  <xsl:mode on-no-match="fail"/>

  <!-- what XML is made of -->
  <xsl:variable name="h:token" as="xs:string">(&lt;!--.*?-->|&lt;\?.*?\?>|&lt;!\[CDATA\[.*?\]\]>)|(&lt;/?[^\s>/]+)|(/?>)|(&amp;[^;\s]+;)</xsl:variable>
  <xsl:variable name="h:attribute" as="xs:string">([^\s=]+)(\s*=\s*)("[^"]*"|'[^']*')</xsl:variable>

  <xsl:template match="/">
    <xsl:apply-templates select="g:page"/>
  </xsl:template>

  <xsl:template match="g:page">
    <html lang="{@lang}" class="page-source">
      <head>
        <meta charset="UTF-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="robots" content="noindex"/>
        <title>{@title}</title>
        <link rel="icon" type="image/svg+xml" href="{@root}assets/icon.svg"/>
        <link rel="stylesheet" href="{@root}assets/edition.css"/>
        <script src="{@root}assets/edition.js" defer="defer"/>
      </head>
      <body>
        <main>
          <h1 class="quiet">{@title}</h1>
          <pre class="xml" tabindex="0"><code><xsl:sequence select="h:shown(string(g:source))"/></code></pre>
        </main>
      </body>
    </html>
  </xsl:template>

  <!-- a file longer than this is shown as it is: colours would make it several times as long -->
  <xsl:variable name="h:long" as="xs:integer" select="300000"/>

  <xsl:function name="h:shown" as="node()*">
    <xsl:param name="xml" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="string-length($xml) gt $h:long"><xsl:value-of select="$xml"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="h:lines(h:coloured($xml))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- tokens: text and spans, in order -->
  <xsl:function name="h:coloured" as="element()*">
    <xsl:param name="xml" as="xs:string"/>
    <xsl:analyze-string select="$xml" regex="{$h:token}" flags="s">
      <xsl:matching-substring>
        <span class="{if (regex-group(1)) then 'c' else if (regex-group(4)) then 'e' else 't'}">{.}</span>
      </xsl:matching-substring>
      <xsl:non-matching-substring>
        <xsl:sequence select="h:attributes(.)"/>
      </xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:function>

  <!-- between tags stands text, within them attributes; only these have the form name="value" without markup -->
  <xsl:function name="h:attributes" as="element()*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="matches($text, '^\s+[^\s=]+\s*=\s*[&quot;'']')">
        <xsl:analyze-string select="$text" regex="{$h:attribute}">
          <xsl:matching-substring><span class="a">{regex-group(1)}</span><span>{regex-group(2)}</span><span class="v">{regex-group(3)}</span></xsl:matching-substring>
          <xsl:non-matching-substring><span>{.}</span></xsl:non-matching-substring>
        </xsl:analyze-string>
      </xsl:when>
      <xsl:otherwise><span>{$text}</span></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- a token over several lines is one on each -->
  <xsl:function name="h:lines" as="element()*">
    <xsl:param name="tokens" as="element()*"/>
    <xsl:for-each-group select="h:split($tokens)" group-starting-with="*:br">
      <span class="sl"><xsl:sequence select="current-group()[not(self::*:br)]"/><xsl:text>&#10;</xsl:text></span>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="h:split" as="element()*">
    <xsl:param name="tokens" as="element()*"/>
    <xsl:for-each select="$tokens">
      <xsl:variable name="class" as="attribute()?" select="@class"/>
      <xsl:for-each select="tokenize(., '\n')">
        <xsl:if test="position() gt 1"><br/></xsl:if>
        <xsl:if test=". ne ''"><span><xsl:copy-of select="$class"/>{.}</span></xsl:if>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>
</xsl:package>
