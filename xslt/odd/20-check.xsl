<?xml version="1.0" encoding="UTF-8"?>
<!-- What is wrong with a flat ODD, with the line of each mistake. -->
<xsl:package name="urn:tei-edition:odd:check" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:tei-edition:odd"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">
  <xsl:use-package name="urn:tei-edition:odd:model" package-version="1.0"/>
  <xsl:output encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="shallow-skip"/>

  <xsl:template match="/" as="element(Q{}mistakes)">
    <mistakes>
      <xsl:apply-templates select="//schemaSpec"/>
    </mistakes>
  </xsl:template>

  <xsl:function name="odd:mistake" as="element(Q{}mistake)">
    <xsl:param name="place" as="element()"/>
    <xsl:param name="words" as="xs:string"/>
    <mistake xmlns="" line="{$place/ancestor-or-self::*[@odd:line][1]/@odd:line}"
        file="{$place/ancestor-or-self::*[@odd:file][1]/@odd:file}">{$words}</mistake>
  </xsl:function>

  <xsl:function name="odd:owner" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="string($node/ancestor-or-self::*[@ident][not(self::attDef)][1]/@ident)"/>
  </xsl:function>

  <xsl:template match="schemaSpec[not(@ident castable as xs:NCName)]" priority="2" as="element()*">
    <xsl:sequence select="odd:mistake(., 'schemaSpec needs an ident: the name of the files it compiles to')"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="schemaSpec" as="element()*">
    <xsl:variable name="schema" as="element()" select="."/>
    <xsl:for-each select="tokenize(@start)[not(. = $schema/elementSpec/@ident)]">
      <xsl:sequence select="odd:mistake($schema, 'start names the element “' || . || '”, which is not declared')"/>
    </xsl:for-each>
    <xsl:if test="empty(elementSpec)">
      <xsl:sequence select="odd:mistake(., 'no element is declared')"/>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="*[@mode = ('change', 'delete', 'replace')][parent::schemaSpec]" priority="5" as="element()*">
    <xsl:sequence select="odd:mistake(., '“' || @ident || '” is to be ' || @mode || 'd, but nothing of that name is imported')"/>
  </xsl:template>

  <!-- the same below a declaration: what is changed or deleted must be there -->

  <xsl:template match="attDef[@mode = ('change', 'delete')][not(@odd:known)][not(@ident = odd:attribute-classes(odd:owning(.))/attList//attDef/@ident)]" priority="3" as="element()">
    <xsl:sequence select="odd:mistake(., '“' || odd:owner(.) || '” has no attribute “' || @ident || '” to be ' || @mode || 'd')"/>
  </xsl:template>

  <xsl:template match="valItem[@mode = 'delete']" as="element()">
    <xsl:sequence select="odd:mistake(., 'the list of “' || ancestor::attDef/@ident || '” of “' || odd:owner(../..) || '” has no value “' || @ident || '” to be deleted')"/>
  </xsl:template>

  <xsl:template match="memberOf[@mode = 'delete']" priority="2" as="element()">
    <xsl:sequence select="odd:mistake(., '“' || odd:owner(.) || '” is no member of the class “' || @key || '”')"/>
  </xsl:template>

  <xsl:template match="constraintSpec[@mode = 'delete']" as="element()">
    <xsl:sequence select="odd:mistake(., '“' || odd:owner(..) || '” has no rule “' || @ident || '” to be deleted')"/>
  </xsl:template>

  <xsl:function name="odd:owning" as="element()">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:sequence select="$attribute/ancestor::*[self::elementSpec or self::classSpec][1]"/>
  </xsl:function>

  <!-- one name, one declaration; a rule is known by its name in the messages -->
  <xsl:template match="constraintSpec[@ident = preceding::constraintSpec/@ident]" priority="2" as="element()">
    <xsl:sequence select="odd:mistake(., 'the rule “' || @ident || '” is declared twice')"/>
  </xsl:template>

  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec" as="element()*">
    <xsl:if test="preceding-sibling::*[@ident = current()/@ident][not(self::constraintSpec)]">
      <xsl:sequence select="odd:mistake(., '“' || @ident || '” is declared twice')"/>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="elementSpec[not(content/*)]" priority="2" as="element()*">
    <xsl:sequence select="odd:mistake(., 'the element “' || @ident || '” has no content model; write content/empty for none')"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="memberOf[empty(odd:spec(.)[self::classSpec])]" as="element()">
    <xsl:sequence select="odd:mistake(., '“' || odd:owner(.) || '” is a member of the class “' || @key || '”, which is not declared')"/>
  </xsl:template>

  <xsl:template match="classRef[empty(odd:spec(.)[self::classSpec][@type = 'model'])]" as="element()">
    <xsl:sequence select="odd:mistake(., '“' || odd:owner(.) || '” refers to the class “' || @key || '”, which is not declared')"/>
  </xsl:template>

  <xsl:template match="macroRef[empty(odd:spec(.)[self::macroSpec])]" as="element()">
    <xsl:sequence select="odd:mistake(., '“' || odd:owner(.) || '” refers to the macro “' || @key || '”, which is not declared')"/>
  </xsl:template>

  <xsl:template match="dataRef[@key][empty(odd:spec(.)[self::dataSpec])]" as="element()">
    <xsl:sequence select="odd:mistake(., '“' || odd:owner(.) || '” refers to the datatype “' || @key || '”, which is not declared')"/>
  </xsl:template>

  <!-- an element that a customization has deleted may still be named; one that never was is a mistake -->
  <xsl:template match="elementRef[empty(odd:spec(.)[self::elementSpec])][not(ancestor::*[@odd:file][1]/@odd:file != (//schemaSpec)[1]/@odd:file)]" as="element()">
    <xsl:sequence select="odd:mistake(., '“' || odd:owner(.) || '” refers to the element “' || @key || '”, which is not declared')"/>
  </xsl:template>

  <xsl:template match="sequence[empty(*)] | alternate[empty(*)]" as="element()">
    <xsl:sequence select="odd:mistake(., 'an empty ' || local-name() || ' in the content of “' || odd:owner(.) || '”')"/>
  </xsl:template>

  <!-- what TEI's ODD has and this compiler does not: never passed over in silence -->
  <xsl:template match="content//*[not(self::sequence or self::alternate or self::elementRef or self::classRef or self::macroRef
      or self::textNode or self::empty or self::dataRef or self::dataFacet or self::valList or self::valItem or self::desc)]" as="element()">
    <xsl:sequence select="odd:mistake(., 'the content of “' || odd:owner(.) || '” has “' || name() || '”, which cannot be compiled; use sequence, alternate, elementRef, classRef, macroRef, textNode or empty')"/>
  </xsl:template>

  <xsl:template match="classRef[@expand[not(. = ('alternate', 'sequenceOptional'))]]" priority="2" as="element()">
    <xsl:sequence select="odd:mistake(., 'the content of “' || odd:owner(.) || '” has expand=&quot;' || @expand || '&quot;, which cannot be compiled; name the elements one by one')"/>
  </xsl:template>

  <xsl:template match="elementSpec[@ns[. ne string((//schemaSpec)[1]/@ns)]]" priority="4" as="element()*">
    <xsl:sequence select="odd:mistake(., 'the element “' || @ident || '” is to be in a namespace of its own, which cannot be compiled; leave ns away')"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- text between parts in a fixed order cannot be said in XML Schema -->
  <xsl:template match="textNode[parent::sequence]" as="element()">
    <xsl:sequence select="odd:mistake(., 'text stands in a sequence in the content of “' || odd:owner(.) || '”; put it into an alternate that repeats')"/>
  </xsl:template>

  <xsl:template match="attDef" as="element()*">
    <xsl:if test="preceding-sibling::attDef[@ident = current()/@ident]">
      <xsl:sequence select="odd:mistake(., 'the attribute “' || @ident || '” of “' || odd:owner(.) || '” is declared twice')"/>
    </xsl:if>
    <xsl:if test="empty(datatype/*) and not(@mode = 'delete')">
      <xsl:sequence select="odd:mistake(., 'the attribute “' || @ident || '” of “' || odd:owner(.) || '” has no datatype')"/>
    </xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="valList[empty(valItem)]" as="element()">
    <xsl:sequence select="odd:mistake(., 'a list of values of “' || odd:owner(.) || '” is empty')"/>
  </xsl:template>

  <!-- one attribute from two classes: which of them holds? -->
  <xsl:template match="elementSpec[odd:twice(.)]" priority="3" as="element()*">
    <xsl:sequence select="odd:mistake(., '“' || @ident || '” inherits the attribute “' || odd:twice(.)[1] || '” from two classes')"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:function name="odd:twice" as="xs:string*">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:variable name="names" as="xs:string*" select="odd:attributes($spec)/@ident ! string()"/>
    <xsl:sequence select="distinct-values($names)[count(index-of($names, .)) gt 1]"/>
  </xsl:function>

  <xsl:template match="exemplum | desc | remarks"/>
</xsl:package>
