<?xml version="1.0" encoding="UTF-8"?>
<!-- A flat ODD as XML Schema 1.0: groups for classes and macros, types for datatypes. -->
<xsl:package name="urn:tei-edition:odd:xsd" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:tei-edition:odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="odd" expand-text="yes">
  <xsl:use-package name="urn:tei-edition:odd:model" package-version="1.0"/>
  <xsl:output indent="yes" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="particle" on-no-match="fail"/>
  <xsl:mode name="type" on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="(//schemaSpec)[1]"/>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element()">
    <xsl:variable name="namespace" as="xs:string" select="string((@ns, 'http://www.tei-c.org/ns/1.0')[1])"/>
    <xs:schema targetNamespace="{$namespace}" elementFormDefault="qualified">
      <xsl:namespace name="t" select="$namespace"/>
      <xsl:comment> Compiled from the ODD by “tei-edition schema compile”; edit the ODD, not this file. </xsl:comment>
      <xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>
      <xsl:apply-templates select="dataSpec, macroSpec, classSpec, elementSpec"/>
    </xs:schema>
  </xsl:template>

  <xsl:template match="dataSpec" as="element()">
    <xs:simpleType name="{@ident}">
      <xsl:apply-templates select="content/*" mode="type"/>
    </xs:simpleType>
  </xsl:template>

  <xsl:template match="macroSpec" as="element()">
    <xs:group name="{@ident}">
      <xs:sequence>
        <xsl:apply-templates select="content/*" mode="particle"/>
      </xs:sequence>
    </xs:group>
  </xsl:template>

  <xsl:template match="classSpec[@type = 'model']" as="element()">
    <xs:group name="{@ident}">
      <xs:choice>
        <xsl:apply-templates select="odd:direct-members(.)" mode="member"/>
      </xs:choice>
    </xs:group>
  </xsl:template>

  <xsl:template match="classSpec[@type = 'atts']" as="element()">
    <xs:attributeGroup name="{@ident}">
      <xsl:apply-templates select="attList//attDef[not(@mode = 'delete')]" mode="attribute"/>
    </xs:attributeGroup>
  </xsl:template>

  <xsl:template match="elementSpec" as="element()">
    <xs:element name="{@ident}">
      <xs:annotation>
        <xs:documentation>{normalize-space(desc[1])}</xs:documentation>
      </xs:annotation>
      <xs:complexType>
        <xsl:if test="odd:has-text(content)">
          <xsl:attribute name="mixed" select="'true'"/>
        </xsl:if>
        <xsl:where-populated>
          <xs:sequence>
            <xsl:apply-templates select="content/*" mode="particle"/>
          </xs:sequence>
        </xsl:where-populated>
        <xsl:apply-templates select="odd:attribute-parts(.)" mode="attribute"/>
      </xs:complexType>
    </xs:element>
  </xsl:template>

  <!-- an element that holds one value and nothing else -->
  <xsl:template match="elementSpec[content/dataRef[@key]]" as="element()">
    <xs:element name="{@ident}">
      <xs:annotation>
        <xs:documentation>{normalize-space(desc[1])}</xs:documentation>
      </xs:annotation>
      <xs:complexType>
        <xs:simpleContent>
          <xs:extension base="t:{content/dataRef/@key}">
            <xsl:apply-templates select="odd:attribute-parts(.)" mode="attribute"/>
          </xs:extension>
        </xs:simpleContent>
      </xs:complexType>
    </xs:element>
  </xsl:template>

  <!-- members of a class -->

  <xsl:mode name="member" on-no-match="fail"/>

  <xsl:template match="elementSpec" mode="member" as="element()">
    <xs:element ref="t:{@ident}"/>
  </xsl:template>

  <xsl:template match="classSpec" mode="member" as="element()?">
    <xsl:if test="odd:members(.)">
      <xs:group ref="t:{@ident}"/>
    </xsl:if>
  </xsl:template>

  <!-- particles -->

  <xsl:template match="sequence" mode="particle" as="element()?">
    <xsl:where-populated>
      <xs:sequence>
        <xsl:sequence select="odd:occurrence(.)"/>
        <xsl:apply-templates select="*" mode="particle"/>
      </xs:sequence>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="alternate" mode="particle" as="element()?">
    <xsl:where-populated>
      <xs:choice>
        <xsl:sequence select="odd:occurrence(.)"/>
        <xsl:apply-templates select="*" mode="particle"/>
      </xs:choice>
    </xsl:where-populated>
  </xsl:template>

  <!-- elements that a customization has taken away leave no trace -->
  <xsl:template match="elementRef" mode="particle" as="element()?">
    <xsl:if test="odd:spec(.)">
      <xs:element ref="t:{@key}">
        <xsl:sequence select="odd:occurrence(.)"/>
      </xs:element>
    </xsl:if>
  </xsl:template>

  <xsl:template match="macroRef" mode="particle" as="element()">
    <xs:group ref="t:{@key}">
      <xsl:sequence select="odd:occurrence(.)"/>
    </xs:group>
  </xsl:template>

  <xsl:template match="classRef" mode="particle" as="element()?">
    <xsl:if test="odd:admitted(.)">
      <xs:group ref="t:{@key}">
        <xsl:sequence select="odd:occurrence(.)"/>
      </xs:group>
    </xsl:if>
  </xsl:template>

  <xsl:template match="classRef[@include | @except]" mode="particle" as="element()?">
    <xsl:where-populated>
      <xs:choice>
        <xsl:sequence select="odd:occurrence(.)"/>
        <xsl:apply-templates select="odd:admitted(.)" mode="member"/>
      </xs:choice>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template match="classRef[@expand = 'sequenceOptional']" mode="particle" priority="2" as="element()*">
    <xsl:for-each select="odd:admitted(.)">
      <xs:element ref="t:{@ident}" minOccurs="0"/>
    </xsl:for-each>
  </xsl:template>

  <!-- text is said by mixed="true" -->
  <xsl:template match="textNode | empty" mode="particle"/>

  <xsl:function name="odd:occurrence" as="attribute()*">
    <xsl:param name="said" as="element()"/>
    <xsl:sequence select="$said/(@minOccurs, @maxOccurs)[. ne '1']"/>
  </xsl:function>

  <!-- attributes -->

  <xsl:mode name="attribute" on-no-match="fail"/>

  <xsl:template match="classSpec" mode="attribute" as="element()">
    <xs:attributeGroup ref="t:{@ident}"/>
  </xsl:template>

  <xsl:template match="attDef[starts-with(@ident, 'xml:')]" mode="attribute" as="element()">
    <xs:attribute ref="{@ident}">
      <xsl:sequence select="odd:use(.)"/>
    </xs:attribute>
  </xsl:template>

  <xsl:template match="attDef" mode="attribute" as="element()">
    <xs:attribute name="{@ident}">
      <xsl:sequence select="odd:use(.)"/>
      <xs:simpleType>
        <xsl:apply-templates select="datatype" mode="type"/>
      </xs:simpleType>
    </xs:attribute>
  </xsl:template>

  <xsl:function name="odd:use" as="attribute()?">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:for-each select="$attribute[@usage = 'req']">
      <xsl:attribute name="use" select="'required'"/>
    </xsl:for-each>
  </xsl:function>

  <!-- types -->

  <xsl:template match="datatype" mode="type" as="element()">
    <xsl:apply-templates select="odd:values(.)" mode="type"/>
  </xsl:template>

  <xsl:template match="datatype[@maxOccurs ne '1']" mode="type" as="element()">
    <xs:restriction>
      <xs:simpleType>
        <xs:list>
          <xs:simpleType>
            <xsl:apply-templates select="odd:values(.)" mode="type"/>
          </xs:simpleType>
        </xs:list>
      </xs:simpleType>
      <xs:minLength value="{(@minOccurs, 1)[1]}"/>
      <xsl:for-each select="@maxOccurs[. ne 'unbounded']">
        <xs:maxLength value="{.}"/>
      </xsl:for-each>
    </xs:restriction>
  </xsl:template>

  <!-- a closed list says more than the datatype does -->
  <xsl:function name="odd:values" as="element()">
    <xsl:param name="datatype" as="element(datatype)"/>
    <xsl:sequence select="($datatype/../valList[@type = 'closed'], $datatype/*)[1]"/>
  </xsl:function>

  <xsl:template match="alternate" mode="type" as="element()">
    <xs:union>
      <xsl:for-each select="*">
        <xs:simpleType>
          <xsl:apply-templates select="." mode="type"/>
        </xs:simpleType>
      </xsl:for-each>
    </xs:union>
  </xsl:template>

  <xsl:template match="valList" mode="type" as="element()">
    <xs:restriction base="xs:token">
      <xsl:for-each select="valItem">
        <xs:enumeration value="{@ident}"/>
      </xsl:for-each>
    </xs:restriction>
  </xsl:template>

  <xsl:template match="dataRef" mode="type" as="element()">
    <xs:restriction base="{if (@name) then 'xs:' || @name else 't:' || @key}">
      <xsl:for-each select="@restriction">
        <xs:pattern value="{.}"/>
      </xsl:for-each>
      <xsl:for-each select="dataFacet">
        <xsl:element name="xs:{@name}">
          <xsl:attribute name="value" select="@value"/>
        </xsl:element>
      </xsl:for-each>
    </xs:restriction>
  </xsl:template>
</xsl:package>
