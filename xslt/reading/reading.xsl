<?xml version="1.0" encoding="UTF-8"?>
<!-- One TEI file → its reading tree: prepare, read, number. The order of the steps stands in the last template. -->
<xsl:package name="urn:tei-edition:reading" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:p="urn:tei-edition:prepare" xmlns:r="urn:tei-edition:reading" xmlns="urn:tei-edition:reading"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:use-package name="urn:tei-edition:prepare:space" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:prepare:pointers" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:reading:facts" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:reading:text" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:reading:header" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:reading:numbering" package-version="1.0"/>

  <xsl:output method="xml" indent="no" encoding="UTF-8" omit-xml-declaration="yes"/>

  <!-- the file's path in the edition folder, with / -->
  <xsl:param name="file" as="xs:string"/>
  <!-- every entry of the registers, parted by spaces: "persons#stalin places#korea" -->
  <xsl:param name="entries" as="xs:string" select="''"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="r:file" on-no-match="shallow-skip"/>

  <xsl:function name="r:stem" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="tokenize($path, '/')[last()] => replace('\.[^.]+$', '')"/>
  </xsl:function>

  <!-- the texts of a file that are documents: those that hold no others -->
  <xsl:function name="r:texts" as="element()*">
    <xsl:param name="tei" as="element()"/>
    <xsl:variable name="texts" as="element()*" select="$tei//text[not(group)][not(ancestor::floatingText)][not(ancestor::egXML)]"/>
    <xsl:sequence select="if ($texts) then $texts else $tei//sourceDoc"/>
  </xsl:function>

  <xsl:template match="TEI | teiCorpus" mode="r:file" as="element(r:reading)">
    <xsl:variable name="texts" as="element()*" select="r:texts(.)"/>
    <reading file="{$file}" id="{(@xml:id, r:stem($file))[1]}">
      <xsl:where-populated><xsl:attribute name="lang" select="@xml:lang"/></xsl:where-populated>
      <xsl:for-each select="$texts">
        <xsl:sequence select="r:document(., position(), last())"/>
      </xsl:for-each>
    </reading>
  </xsl:template>

  <xsl:function name="r:document" as="element(r:document)">
    <xsl:param name="text" as="element()"/>
    <xsl:param name="n" as="xs:integer"/>
    <xsl:param name="of" as="xs:integer"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$text/ancestor::*[teiHeader][1]/teiHeader"/>
    <xsl:variable name="metadata" as="element(r:metadata)" select="r:metadata($header, $text)"/>
    <xsl:variable name="stem" as="xs:string" select="r:stem($file)"/>
    <xsl:variable name="lang" as="xs:string?" select="$text/ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
    <document id="{($text/@xml:id, $stem || '-t' || $n)[1]}" file="{$file}" n="{$n}" of="{$of}"
      page="{if ($of = 1) then $stem else $stem || '-' || $n}">
      <xsl:copy-of select="$text/(@type, @subtype)"/>
      <xsl:if test="$lang">
        <xsl:attribute name="lang" select="$lang"/>
        <xsl:attribute name="dir" select="r:direction($lang)"/>
      </xsl:if>
      <!-- said of the whole text, wherever it is said -->
      <xsl:sequence select="($text/ancestor-or-self::*/r:writing(.), $text/body/r:writing(.), $text/body[count(*) = 1]/div/r:writing(.))[1]"/>
      <xsl:where-populated>
        <xsl:attribute name="when" select="$metadata/r:fact[@name = 'sent'][1]/(@when, @from, @not-before, @not-after, @to)[not(starts-with(., '--'))][1]"/>
      </xsl:where-populated>
      <xsl:sequence select="$metadata"/>
      <body>
        <!-- what the texts of a group share stands before the first and after the last -->
        <xsl:if test="$n = 1"><xsl:apply-templates select="$text/ancestor::text/front" mode="r:text"/></xsl:if>
        <xsl:apply-templates select="$text/parent::group/(node()[. &lt;&lt; $text] except text[. &lt;&lt; $text], if ($n = $of) then node()[. >> $text] except text else ())[not(preceding-sibling::text[. &lt;&lt; $text])]" mode="r:text"/>
        <xsl:apply-templates select="$text/node()" mode="r:text"/>
        <xsl:if test="$n = $of"><xsl:apply-templates select="$text/ancestor::text/back" mode="r:text"/></xsl:if>
      </body>
    </document>
  </xsl:function>

  <xsl:template match="/" as="element(r:reading)">
    <xsl:variable name="spaced" as="document-node()">
      <xsl:apply-templates select="." mode="p:space"/>
    </xsl:variable>
    <xsl:variable name="pointed" as="document-node()">
      <xsl:apply-templates select="$spaced" mode="p:pointers">
        <xsl:with-param name="file" select="$file" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="read" as="document-node()">
      <xsl:document><xsl:apply-templates select="$pointed" mode="r:file"/></xsl:document>
    </xsl:variable>
    <xsl:apply-templates select="$read/r:reading" mode="r:number">
      <xsl:with-param name="entries" select="map:merge(tokenize($entries) ! map {.: true()})" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:package>
