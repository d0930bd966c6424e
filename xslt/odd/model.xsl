<?xml version="1.0" encoding="UTF-8"?>
<!-- What a flat ODD says about an element: its classes, its attributes, its members. -->
<xsl:package name="urn:tei-edition:odd:model" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:tei-edition:odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xsl:key name="spec" match="elementSpec | classSpec | macroSpec | dataSpec" use="@ident"/>
  <xsl:key name="member" match="elementSpec | classSpec[@type = 'model']" use="classes/memberOf/@key"/>

  <xsl:function name="odd:spec" as="element()?" visibility="public">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="key('spec', $reference/@key, root($reference))[1]"/>
  </xsl:function>

  <!-- elements and classes that name this model class, in the order of the ODD -->
  <xsl:function name="odd:direct-members" as="element()*" visibility="public">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:sequence select="key('member', $class/@ident, root($class))"/>
  </xsl:function>

  <xsl:function name="odd:members" as="element(elementSpec)*" visibility="public">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:sequence select="odd:direct-members($class) ! (if (self::classSpec) then odd:members(.) else .)"/>
  </xsl:function>

  <!-- the elements that a reference in a content model stands for -->
  <xsl:function name="odd:admitted" as="element(elementSpec)*" visibility="public">
    <xsl:param name="reference" as="element(classRef)"/>
    <xsl:variable name="only" as="xs:string*" select="tokenize($reference/@include)"/>
    <xsl:variable name="but" as="xs:string*" select="tokenize($reference/@except)"/>
    <xsl:sequence select="
      odd:spec($reference) ! odd:members(.)[not(@ident = $but)][empty($only) or @ident = $only]"/>
  </xsl:function>

  <!-- attribute classes, those above before those below -->
  <xsl:function name="odd:attribute-classes" as="element(classSpec)*" visibility="public">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="own" as="element(classSpec)*"
      select="$spec/classes/memberOf ! odd:spec(.)[self::classSpec][@type = 'atts']"/>
    <xsl:sequence select="($own ! odd:attribute-classes(.)) | $own"/>
  </xsl:function>

  <!-- what an element has: its own attributes first, then each class, whole if nothing of it is overridden -->
  <xsl:function name="odd:attribute-parts" as="element()*" visibility="public">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:variable name="own" as="element(attDef)*" select="$spec/attList//attDef"/>
    <xsl:sequence select="$own[not(@mode = 'delete')]"/>
    <xsl:for-each select="odd:attribute-classes($spec)">
      <xsl:variable name="attributes" as="element(attDef)*" select="attList//attDef"/>
      <xsl:sequence select="
        if ($attributes/@ident = $own/@ident) then $attributes[not(@ident = $own/@ident)] else .[$attributes]"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="odd:attributes" as="element(attDef)*" visibility="public">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:for-each select="odd:attribute-parts($spec) ! descendant-or-self::attDef">
      <xsl:sort select="string(@ident)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      <xsl:sequence select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- every element that a content model names, itself or through classes and macros -->
  <xsl:function name="odd:children" as="element(elementSpec)*" visibility="public">
    <xsl:param name="content" as="element(content)?"/>
    <xsl:sequence select="
      ($content//elementRef ! odd:spec(.))
      | ($content//classRef ! odd:admitted(.))
      | ($content//macroRef ! odd:spec(.)/content ! odd:children(.))"/>
  </xsl:function>

  <xsl:function name="odd:has-text" as="xs:boolean" visibility="public">
    <xsl:param name="content" as="element(content)?"/>
    <xsl:sequence select="
      exists($content//(textNode, dataRef))
      or (some $macro in $content//macroRef ! odd:spec(.) satisfies odd:has-text($macro/content))"/>
  </xsl:function>

  <xsl:function name="odd:is-list" as="xs:boolean" visibility="public">
    <xsl:param name="datatype" as="element(datatype)?"/>
    <xsl:sequence select="exists($datatype[@maxOccurs ne '1'])"/>
  </xsl:function>
</xsl:package>
