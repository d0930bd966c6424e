<?xml version="1.0" encoding="UTF-8"?>
<!-- Schematron as an XSLT stylesheet that walks a document once and says what is wrong where.
     Each message carries the path to its element as child numbers from the root: 0/2/1. -->
<xsl:package name="urn:tei-edition:odd:rules" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:x="urn:tei-edition:written-as-xsl"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:said="urn:tei-edition:said"
    exclude-result-prefixes="sch xs" expand-text="yes">
  <xsl:namespace-alias stylesheet-prefix="x" result-prefix="xsl"/>
  <xsl:output indent="yes" encoding="UTF-8" suppress-indentation="said:message"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="message" on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="sch:schema"/>
  </xsl:template>

  <xsl:template match="sch:schema" as="element()">
    <x:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:for-each select="sch:ns">
        <xsl:namespace name="{@prefix}" select="@uri"/>
      </xsl:for-each>
      <xsl:comment> Compiled from Schematron by “tei-edition schema compile”; edit the ODD, not this file. </xsl:comment>
      <x:output indent="no"/>
      <x:mode name="said:rules" on-no-match="shallow-skip"/>
      <xsl:copy-of select="xsl:*" copy-namespaces="no"/>
      <xsl:apply-templates select="sch:let, sch:pattern[not(@abstract = 'true')]/sch:let"/>
      <x:template match="/">
        <said:messages>
          <x:apply-templates select="." mode="said:rules"/>
        </said:messages>
      </x:template>
      <!-- below all rules: go on to what the node holds, with a clean slate -->
      <x:template match="/ | element()" mode="said:rules" priority="-9">
        <x:apply-templates select="{if (exists(sch:pattern/sch:rule[said:is-about-attributes(.)])) then '@*, ' else ''}node()" mode="said:rules"/>
      </x:template>
      <xsl:apply-templates select="sch:pattern[not(@abstract = 'true')]"/>
      <x:function name="said:path" as="xs:string">
        <xsl:namespace name="xs" select="'http://www.w3.org/2001/XMLSchema'"/>
        <x:param name="node" as="node()"/>
        <x:sequence select="
          string-join($node/ancestor-or-self::*/string(count(preceding-sibling::*)), '/')
          || (if ($node instance of attribute()) then '/@' || name($node) else '')"/>
      </x:function>
    </x:stylesheet>
  </xsl:template>

  <xsl:function name="said:is-about-attributes" as="xs:boolean">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:sequence select="matches($rule/@context, '(^|/|\|)\s*(@|attribute::)[^\[/]*(\[[^\]]*\])?\s*(\||$)')"/>
  </xsl:function>

  <!-- the fate of a node in a pattern is decided by its first rule that fits -->
  <xsl:template match="sch:pattern" as="element()*">
    <xsl:variable name="name" as="xs:string" select="string((@id, generate-id())[1])"/>
    <xsl:variable name="number" as="xs:integer" select="count(preceding-sibling::sch:pattern) + 1"/>
    <xsl:apply-templates select="sch:rule[not(@abstract = 'true')]">
      <xsl:with-param name="pattern" as="xs:string" tunnel="yes" select="$name"/>
      <xsl:with-param name="place" as="xs:integer" tunnel="yes" select="$number"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="sch:rule" as="element()">
    <xsl:param name="place" as="xs:integer" tunnel="yes"/>
    <x:template match="{@context}" mode="said:rules" priority="{$place * 1000 - count(preceding-sibling::sch:rule)}">
      <xsl:call-template name="checks"/>
      <x:next-match/>
    </x:template>
  </xsl:template>

  <xsl:template match="sch:rule[preceding-sibling::sch:rule or following-sibling::sch:rule]" as="element()">
    <xsl:param name="pattern" as="xs:string" tunnel="yes"/>
    <xsl:param name="place" as="xs:integer" tunnel="yes"/>
    <x:template match="{@context}" mode="said:rules" priority="{$place * 1000 - count(preceding-sibling::sch:rule)}">
      <x:param name="said:fired" select="()"/>
      <x:if test="not($said:fired = '{$pattern}')">
        <xsl:call-template name="checks"/>
      </x:if>
      <x:next-match>
        <x:with-param name="said:fired" select="$said:fired, '{$pattern}'"/>
      </x:next-match>
    </x:template>
  </xsl:template>

  <xsl:template name="checks" as="element()*">
    <xsl:variable name="rule" as="element(sch:rule)" select="."/>
    <xsl:variable name="lent" as="element(sch:rule)*"
      select="//sch:rule[@abstract = 'true'][@id = $rule/sch:extends/@rule]"/>
    <xsl:apply-templates select="($lent, $rule)/sch:let, ($lent, $rule)/(sch:assert | sch:report)"/>
  </xsl:template>

  <xsl:template match="sch:let" as="element()">
    <x:variable name="{@name}" select="{@value}"/>
  </xsl:template>

  <xsl:template match="sch:let[not(@value)]" as="element()">
    <x:variable name="{@name}">
      <xsl:copy-of select="node()"/>
    </x:variable>
  </xsl:template>

  <xsl:template match="sch:report" as="element()">
    <x:if test="{@test}">
      <xsl:call-template name="message"/>
    </x:if>
  </xsl:template>

  <xsl:template match="sch:assert" as="element()">
    <x:if test="not({@test})">
      <xsl:call-template name="message"/>
    </x:if>
  </xsl:template>

  <xsl:template name="message" as="element(said:message)">
    <xsl:param name="pattern" as="xs:string" tunnel="yes"/>
    <said:message rule="{(@id, ancestor::sch:rule[1]/@id, $pattern)[1]}" role="{(@role, ../@role, ../../@role, 'error')[1]}" path="{{said:path(.)}}">
      <xsl:apply-templates mode="message"/>
    </said:message>
  </xsl:template>

  <xsl:template match="text()" mode="message" as="element()">
    <x:text>{.}</x:text>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="message" as="element()">
    <x:value-of select="{@select}"/>
  </xsl:template>

  <xsl:template match="sch:name" mode="message" as="element()">
    <x:value-of select="{(@path, 'name()')[1]}"/>
  </xsl:template>

  <xsl:template match="sch:emph | sch:span | sch:dir" mode="message" as="element()*">
    <xsl:apply-templates mode="message"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="message"/>
</xsl:package>
