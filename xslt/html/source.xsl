<?xml version="1.0" encoding="UTF-8"?>
<!-- The TEI source, coloured: the characters of the file as they stand, line by line. -->
<xsl:package name="urn:tei-edition:html:source" package-version="1.0" version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:h="urn:tei-edition:html" xmlns:g="urn:tei-edition:page"
  xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">

  <xsl:output method="html" version="5.0" indent="no" encoding="UTF-8" include-content-type="no"/>
  <xsl:mode on-no-match="fail"/>

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
          <pre class="xml" tabindex="0"><code><xsl:apply-templates select="g:source/node()"/></code></pre>
        </main>
      </body>
    </html>
  </xsl:template>

  <!-- a line; what it is made of was told apart before -->
  <xsl:template match="g:line">
    <span class="sl"><xsl:apply-templates/><xsl:text>&#10;</xsl:text></span>
  </xsl:template>

  <xsl:template match="g:token">
    <span class="{@kind}">{.}</span>
  </xsl:template>

  <xsl:template match="text()">{.}</xsl:template>
</xsl:package>
