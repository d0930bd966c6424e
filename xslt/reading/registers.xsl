<?xml version="1.0" encoding="UTF-8"?>
<!-- A register file → its entries in sorting order. -->
<xsl:package name="urn:tei-edition:reading:registers" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:p="urn:tei-edition:prepare" xmlns:r="urn:tei-edition:reading" xmlns="urn:tei-edition:reading"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:use-package name="urn:tei-edition:prepare:space" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:reading:text" package-version="1.0"/>

  <xsl:output method="xml" indent="no" encoding="UTF-8" omit-xml-declaration="yes"/>

  <!-- the file's stem -->
  <xsl:param name="name" as="xs:string"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="r:part" on-no-match="fail"/>

  <xsl:variable name="kinds" as="map(xs:string, xs:string)" select="
      map {'person': 'person', 'personGrp': 'person', 'place': 'place', 'org': 'organization'}"/>

  <xsl:template match="/" as="element(r:register)">
    <xsl:variable name="spaced" as="document-node()"><xsl:apply-templates select="." mode="p:space"/></xsl:variable>
    <xsl:variable name="entries" as="element()*" select="$spaced//(person | personGrp | place | org | nym)[@xml:id]"/>
    <register name="{$name}" kind="{($entries[1] ! $kinds(local-name()), 'name')[1]}">
      <title><xsl:value-of select="normalize-space(($spaced//titleStmt/title)[1])"/></title>
      <xsl:for-each select="$entries">
        <xsl:sort select="r:plain(r:main(.))" lang="en"/>
        <xsl:sequence select="r:register-entry(.)"/>
      </xsl:for-each>
    </register>
  </xsl:template>

  <xsl:function name="r:register-entry" as="element(r:entry)">
    <xsl:param name="entry" as="element()"/>
    <entry key="{$entry/@xml:id}" name="{r:main($entry)}" display="{r:display($entry)}">
      <xsl:copy-of select="$entry/@type"/>
      <xsl:where-populated><xsl:attribute name="geo" select="normalize-space(($entry//geo)[1])"/></xsl:where-populated>
      <xsl:where-populated><xsl:attribute name="lang" select="$entry/ancestor-or-self::*[@xml:lang][1]/@xml:lang"/></xsl:where-populated>
      <xsl:apply-templates select="r:names($entry)" mode="r:part"/>
      <!-- coordinates are a fact of the entry, not words about it -->
      <xsl:apply-templates select="$entry/(* except (r:names($entry), idno, location[normalize-space() = normalize-space(geo[1])])) except $entry/(person | place | org)" mode="r:part"/>
      <xsl:apply-templates select="$entry/idno" mode="r:part"/>
    </entry>
  </xsl:function>

  <xsl:function name="r:names" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(persName | placeName | geogName | orgName | name | form)"/>
  </xsl:function>

  <!-- the name that sorts: of type main, else the first -->
  <xsl:function name="r:main" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="r:names($entry)"/>
    <xsl:sequence select="normalize-space(string(($names[@type = 'main'], $names, $entry/@xml:id)[1]))"/>
  </xsl:function>

  <!-- the name that reads: of type display, else the main one with the forename before -->
  <xsl:function name="r:display" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="main" as="element()?" select="r:names($entry)[@type = 'main'][1]"/>
    <xsl:sequence select="
        if (r:names($entry)[@type = 'display']) then normalize-space(r:names($entry)[@type = 'display'][1])
        else if ($main/surname and $main/forename) then string-join(($main/forename, $main/surname) ! normalize-space(), ' ')
        else r:main($entry)"/>
  </xsl:function>

  <!-- sorts without marks: Édouard among the E -->
  <xsl:function name="r:plain" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="lower-case(replace(normalize-unicode($name, 'NFD'), '\p{Mn}', ''))"/>
  </xsl:function>

  <xsl:template match="persName | placeName | geogName | orgName | name | form" mode="r:part" as="element(r:form)">
    <form>
      <xsl:copy-of select="@type"/>
      <xsl:where-populated><xsl:attribute name="lang" select="@xml:lang"/></xsl:where-populated>
      <xsl:value-of select="normalize-space()"/>
    </form>
  </xsl:template>

  <!-- an authority: only addresses of the web become links -->
  <xsl:template match="idno" mode="r:part" as="element(r:authority)">
    <authority>
      <xsl:copy-of select="@type"/>
      <xsl:where-populated><xsl:attribute name="href" select="normalize-space(.[matches(., '^\s*https?://')])"/></xsl:where-populated>
      <xsl:value-of select="normalize-space()"/>
    </authority>
  </xsl:template>

  <xsl:template match="*" mode="r:part" as="element(r:detail)" priority="-1">
    <detail tei="{local-name()}">
      <xsl:where-populated><xsl:attribute name="when" select="(@when, @from, @notBefore)[1]"/></xsl:where-populated>
      <xsl:where-populated><xsl:attribute name="lang" select="@xml:lang"/></xsl:where-populated>
      <xsl:apply-templates mode="r:text"/>
    </detail>
  </xsl:template>
</xsl:package>
