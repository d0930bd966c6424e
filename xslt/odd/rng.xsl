<?xml version="1.0" encoding="UTF-8"?>
<!-- A flat ODD as RELAX NG: one definition for each element, class, macro and datatype. -->
<xsl:package name="urn:tei-edition:odd:rng" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
    xmlns:odd="urn:tei-edition:odd"
    xmlns="http://relaxng.org/ns/structure/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">
  <xsl:use-package name="urn:tei-edition:odd:model" package-version="1.0"/>
  <xsl:output indent="yes" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="pattern" on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="(//schemaSpec)[1]"/>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element()">
    <grammar ns="{(@ns, 'http://www.tei-c.org/ns/1.0')[1]}"
        datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <xsl:comment> Compiled from the ODD by “tei-edition schema compile”; edit the ODD, not this file. </xsl:comment>
      <start>
        <choice>
          <xsl:for-each select="tokenize(@start)">
            <ref name="{.}"/>
          </xsl:for-each>
        </choice>
      </start>
      <xsl:apply-templates select="dataSpec, macroSpec, classSpec, elementSpec"/>
    </grammar>
  </xsl:template>

  <xsl:template match="dataSpec | macroSpec" as="element()">
    <define name="{@ident}">
      <xsl:sequence select="odd:or-empty(odd:patterns(content/*))"/>
    </define>
  </xsl:template>

  <xsl:template match="classSpec[@type = 'model']" as="element()">
    <define name="{@ident}">
      <xsl:sequence select="odd:choice(odd:direct-members(.)[odd:is-inhabited(.)] ! odd:ref(@ident))"/>
      <xsl:if test="not(odd:is-inhabited(.))">
        <notAllowed/>
      </xsl:if>
    </define>
  </xsl:template>

  <xsl:template match="classSpec[@type = 'atts']" as="element()">
    <define name="{@ident}">
      <xsl:sequence select="odd:or-empty(odd:patterns(attList//attDef[not(@mode = 'delete')]))"/>
    </define>
  </xsl:template>

  <xsl:template match="elementSpec" as="element()">
    <define name="{@ident}">
      <element name="{@ident}">
        <a:documentation>{normalize-space(desc[1])}</a:documentation>
        <xsl:sequence select="odd:attribute-parts(.) ! odd:attribute-pattern(.)"/>
        <xsl:sequence select="odd:or-empty(odd:patterns(content/*))"/>
      </element>
    </define>
  </xsl:template>

  <!-- patterns -->

  <xsl:function name="odd:patterns" as="element()*">
    <xsl:param name="nodes" as="element()*"/>
    <xsl:apply-templates select="$nodes" mode="pattern"/>
  </xsl:function>

  <xsl:function name="odd:or-empty" as="element()+">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:sequence select="$patterns"/>
    <xsl:if test="empty($patterns)">
      <empty/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="odd:ref" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <ref name="{$name}"/>
  </xsl:function>

  <xsl:function name="odd:choice" as="element()?">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:choose>
      <xsl:when test="count($patterns) le 1">
        <xsl:sequence select="$patterns"/>
      </xsl:when>
      <xsl:otherwise>
        <choice>
          <xsl:sequence select="$patterns"/>
        </choice>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:group" as="element()?">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:choose>
      <xsl:when test="count($patterns) le 1">
        <xsl:sequence select="$patterns"/>
      </xsl:when>
      <xsl:otherwise>
        <group>
          <xsl:sequence select="$patterns"/>
        </group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:is-inhabited" as="xs:boolean">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="$spec/self::elementSpec or exists($spec/self::classSpec ! odd:members(.))"/>
  </xsl:function>

  <!-- a pattern as often as @minOccurs and @maxOccurs say -->
  <xsl:function name="odd:repeated" as="element()*">
    <xsl:param name="pattern" as="element()?"/>
    <xsl:param name="said" as="element()"/>
    <xsl:variable name="least" as="xs:integer" select="xs:integer(($said/@minOccurs, 1)[1])"/>
    <xsl:variable name="most" as="xs:string" select="string(($said/@maxOccurs, '1')[1])"/>
    <xsl:choose>
      <xsl:when test="empty($pattern)"/>
      <xsl:when test="$most eq 'unbounded' and $least eq 0">
        <zeroOrMore>
          <xsl:sequence select="$pattern"/>
        </zeroOrMore>
      </xsl:when>
      <xsl:when test="$most eq 'unbounded'">
        <xsl:sequence select="(2 to $least) ! $pattern"/>
        <oneOrMore>
          <xsl:sequence select="$pattern"/>
        </oneOrMore>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="(1 to $least) ! $pattern"/>
        <xsl:for-each select="$least + 1 to xs:integer($most)">
          <optional>
            <xsl:sequence select="$pattern"/>
          </optional>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- content -->

  <xsl:template match="sequence" mode="pattern" as="element()*">
    <xsl:sequence select="odd:repeated(odd:group(odd:patterns(*)), .)"/>
  </xsl:template>

  <xsl:template match="alternate" mode="pattern" as="element()*">
    <xsl:sequence select="odd:repeated(odd:choice(odd:patterns(*)), .)"/>
  </xsl:template>

  <!-- elements that a customization has taken away leave no trace -->
  <xsl:template match="elementRef | macroRef" mode="pattern" as="element()*">
    <xsl:sequence select="odd:repeated(odd:spec(.) ! odd:ref(@ident), .)"/>
  </xsl:template>

  <xsl:template match="classRef" mode="pattern" as="element()*">
    <xsl:sequence select="odd:repeated(odd:spec(.)[odd:is-inhabited(.)] ! odd:ref(@ident), .)"/>
  </xsl:template>

  <xsl:template match="classRef[@include | @except]" mode="pattern" as="element()*">
    <xsl:sequence select="odd:repeated(odd:choice(odd:admitted(.) ! odd:ref(@ident)), .)"/>
  </xsl:template>

  <xsl:template match="classRef[@expand = 'sequenceOptional']" mode="pattern" priority="2" as="element()*">
    <xsl:for-each select="odd:admitted(.)">
      <optional>
        <ref name="{@ident}"/>
      </optional>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="textNode" mode="pattern" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="empty" mode="pattern" as="element()">
    <empty/>
  </xsl:template>

  <!-- attributes -->

  <xsl:function name="odd:attribute-pattern" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="if ($part/self::classSpec) then odd:ref($part/@ident) else odd:patterns($part)"/>
  </xsl:function>

  <xsl:template match="attDef" mode="pattern" as="element()">
    <optional>
      <xsl:sequence select="odd:attribute(.)"/>
    </optional>
  </xsl:template>

  <xsl:template match="attDef[@usage = 'req']" mode="pattern" as="element()">
    <xsl:sequence select="odd:attribute(.)"/>
  </xsl:template>

  <xsl:function name="odd:attribute" as="element()">
    <xsl:param name="definition" as="element(attDef)"/>
    <attribute name="{$definition/@ident}">
      <a:documentation>{normalize-space($definition/desc[1])}</a:documentation>
      <xsl:sequence select="odd:patterns($definition/datatype)"/>
    </attribute>
  </xsl:function>

  <xsl:template match="datatype" mode="pattern" as="element()">
    <xsl:sequence select="odd:values(.)"/>
  </xsl:template>

  <xsl:template match="datatype[@maxOccurs ne '1']" mode="pattern" as="element()">
    <list>
      <xsl:sequence select="odd:repeated(odd:values(.), .)"/>
    </list>
  </xsl:template>

  <xsl:function name="odd:values" as="element()">
    <xsl:param name="datatype" as="element(datatype)"/>
    <xsl:sequence select="odd:choice(odd:patterns(($datatype/../valList[@type = 'closed'], $datatype/*)[1]))"/>
  </xsl:function>

  <xsl:template match="valList" mode="pattern" as="element()+">
    <choice>
      <xsl:for-each select="valItem">
        <value>{@ident}</value>
      </xsl:for-each>
    </choice>
  </xsl:template>

  <xsl:template match="dataRef[@key]" mode="pattern" as="element()">
    <ref name="{@key}"/>
  </xsl:template>

  <xsl:template match="dataRef[@name]" mode="pattern" as="element()">
    <data type="{@name}">
      <xsl:for-each select="@restriction">
        <param name="pattern">{.}</param>
      </xsl:for-each>
      <xsl:for-each select="dataFacet">
        <param name="{@name}">{@value}</param>
      </xsl:for-each>
    </data>
  </xsl:template>
</xsl:package>
