<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of the interface, dates, and where the site begins: what the page says of itself. -->
<xsl:package name="urn:tei-edition:html:words" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:h="urn:tei-edition:html" xmlns:g="urn:tei-edition:page"
  exclude-result-prefixes="#all">

  <xsl:key name="h:words" match="g:word" use="@key"/>

  <!-- the way from this page to the root of the site: "", "../" -->
  <xsl:function name="h:root" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string(root($node)/g:page/@root)"/>
  </xsl:function>

  <xsl:function name="h:knows" as="xs:boolean" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="exists(key('h:words', $key, root($node)))"/>
  </xsl:function>

  <xsl:function name="h:say" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="h:say($node, $key, map {})"/>
  </xsl:function>

  <!-- a row of the catalogue with its facts filled in; the key itself if there is no such row -->
  <xsl:function name="h:say" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="facts" as="map(xs:string, item())"/>
    <xsl:variable name="row" as="xs:string" select="string((key('h:words', $key, root($node)), $key)[1])"/>
    <xsl:sequence select="fold-left(map:keys($facts), $row, function($said as xs:string, $name as xs:string) as xs:string {
        replace($said, '{' || $name || '}', string($facts($name)), 'q') })"/>
  </xsl:function>

  <!-- an ISO date as people write it -->
  <xsl:function name="h:date" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="iso" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(substring($iso, 1, 10), '-')"/>
    <xsl:sequence select="
        if (matches($iso, '^\d{4}-(0[1-9]|1[0-2])-\d\d'))
          then h:say($node, if (xs:integer($parts[3]) = 1) then 'date.first' else 'date.day', map {'d': xs:integer($parts[3]), 'm': h:say($node, 'month.' || xs:integer($parts[2])), 'n': xs:integer($parts[2]), 'y': xs:integer($parts[1])})
        else if (matches($iso, '^\d{4}-(0[1-9]|1[0-2])$'))
          then h:say($node, 'date.month', map {'m': h:say($node, 'nominative.' || xs:integer($parts[2])), 'n': xs:integer($parts[2]), 'y': xs:integer($parts[1])})
        else if (matches($iso, '^--(0[1-9]|1[0-2])-\d\d$'))
          then h:say($node, if (ends-with($iso, '01')) then 'date.first.yearless' else 'date.day.yearless', map {'d': xs:integer($parts[4]), 'm': h:say($node, 'month.' || xs:integer($parts[3])), 'n': xs:integer($parts[3])})
        else $iso"/>
  </xsl:function>
</xsl:package>
