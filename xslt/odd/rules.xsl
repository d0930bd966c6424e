<?xml version="1.0" encoding="UTF-8"?>
<!-- Schematron as an XSLT stylesheet that says what is wrong where.
     Each message carries the path to its element as child numbers from the root: 0/2/1. -->
<xsl:package name="urn:tei-edition:odd:rules" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:x="urn:tei-edition:written-as-xsl"
    xmlns:fn="http://www.w3.org/2005/xpath-functions"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:said="urn:tei-edition:said"
    exclude-result-prefixes="sch xs fn" expand-text="yes">
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
      <xsl:copy-of select="xsl:*" copy-namespaces="no"/>
      <xsl:apply-templates select="sch:let"/>
      <x:template match="/">
        <said:messages>
          <xsl:for-each select="sch:pattern[not(@abstract = 'true')]">
            <x:call-template name="said:{said:number(.)}"/>
          </xsl:for-each>
        </said:messages>
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

  <xsl:function name="said:number" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="'pattern-' || count($pattern/preceding-sibling::sch:pattern) + 1"/>
  </xsl:function>

  <xsl:template match="sch:pattern" as="element()">
    <x:template name="said:{said:number(.)}">
      <xsl:apply-templates select="sch:let, sch:rule[not(@abstract = 'true')]">
        <xsl:with-param name="pattern" as="xs:string" tunnel="yes" select="string((@id, said:number(.))[1])"/>
      </xsl:apply-templates>
    </x:template>
  </xsl:template>

  <!-- the fate of a node is decided by the first rule of a pattern that fits; selecting is faster than matching -->
  <xsl:template match="sch:rule" as="element()">
    <xsl:variable name="before" as="xs:string*"
      select="preceding-sibling::sch:rule[not(@abstract = 'true')]/@context ! said:nodes(.)"/>
    <x:for-each select="{said:nodes(@context)}{if (exists($before)) then ' except (' || string-join($before, ' | ') || ')' else ''}">
      <xsl:call-template name="checks"/>
    </x:for-each>
  </xsl:template>

  <!-- the nodes that a pattern matches, as a path from the root; the branches of a union are sought one by one, since
       a plain path costs a tenth of one in parentheses -->
  <xsl:function name="said:nodes" as="xs:string">
    <xsl:param name="context" as="xs:string"/>
    <xsl:variable name="branches" as="xs:string*" select="said:branches($context)"/>
    <xsl:sequence select="
      if (every $branch in $branches satisfies said:is-step($branch))
      then string-join($branches ! ('//' || .), ' | ')
      else '//(' || $context || ')'"/>
  </xsl:function>

  <!-- the branches of a union: a bar within predicates parts nothing -->
  <xsl:function name="said:branches" as="xs:string*">
    <xsl:param name="context" as="xs:string"/>
    <xsl:sequence select="
      analyze-string($context, '([^|\[\]]|\[([^\[\]]|\[([^\[\]]|\[[^\[\]]*\])*\])*\])+')/fn:match ! normalize-space()"/>
  </xsl:function>

  <!-- a path that begins with a name and has no parentheses or quotation marks outside its predicates -->
  <xsl:function name="said:is-step" as="xs:boolean">
    <xsl:param name="branch" as="xs:string"/>
    <xsl:variable name="path" as="xs:string" select="replace($branch, '\[.*\]', '')"/>
    <xsl:sequence select="matches($path, '^[\i*@]') and not(matches($path, '[()&quot;'']'))"/>
  </xsl:function>

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

  <!-- marks of emphasis, of Schematron's own or of another vocabulary -->
  <xsl:template match="*" mode="message" as="element()*" priority="-1">
    <xsl:apply-templates mode="message"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="message"/>
</xsl:package>
