<?xml version="1.0" encoding="UTF-8"?>
<!-- What each element may hold, as JSON: for the messages of validation. -->
<xsl:package name="urn:tei-edition:odd:allowed" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:tei-edition:odd"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">
  <xsl:use-package name="urn:tei-edition:odd:model" package-version="1.0"/>
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <!-- the digest of the ODD that this was compiled from: tells whether it has changed since -->
  <xsl:param name="digest" as="xs:string" select="''"/>

  <xsl:template match="/" as="text()">
    <xsl:variable name="rows" as="xs:string*">
      <xsl:for-each select="//elementSpec">
        <xsl:sort select="string(@ident)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <xsl:sequence select="odd:json(string(@ident)) || ': ' || odd:facts(.)"/>
      </xsl:for-each>
    </xsl:variable>
    <!-- one element a line, so that a change can be read -->
    <xsl:value-of select="
      '{&quot;odd&quot;: ' || odd:json($digest) || ',&#10;&quot;start&quot;: ' || odd:json(array { tokenize((//schemaSpec)[1]/@start) }) || ',&#10;&quot;datatypes&quot;: ' || odd:object(//dataSpec ! (odd:json(string(@ident)) || ': ' || odd:json(normalize-space(desc[1]))), ',&#10;')
      || ',&#10;&quot;elements&quot;: ' || odd:object($rows, ',&#10;') || '}&#10;'"/>
  </xsl:template>

  <xsl:function name="odd:json" as="xs:string">
    <xsl:param name="value" as="item()"/>
    <xsl:sequence select="serialize($value, map { 'method': 'json' })"/>
  </xsl:function>

  <!-- written member by member: the order of a map is nobody's promise -->
  <xsl:function name="odd:object" as="xs:string">
    <xsl:param name="members" as="xs:string*"/>
    <xsl:param name="between" as="xs:string"/>
    <xsl:sequence select="'{' || string-join($members, $between) || '}'"/>
  </xsl:function>

  <xsl:function name="odd:facts" as="xs:string">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:variable name="attributes" as="element(attDef)*" select="odd:attributes($spec)"/>
    <xsl:sequence select="odd:object((
      '&quot;about&quot;: ' || odd:json(normalize-space($spec/desc[1])),
      '&quot;text&quot;: ' || odd:json(odd:has-text($spec/content)),
      '&quot;children&quot;: ' || odd:json(array { sort(distinct-values(odd:children($spec/content)/@ident ! string())) }),
      '&quot;required&quot;: ' || odd:json(array { $attributes[@usage = 'req']/@ident ! string() }),
      '&quot;attributes&quot;: ' || odd:object($attributes ! (odd:json(string(@ident)) || ': ' || odd:json(odd:value-facts(.))), ', ')
    ), ', ')"/>
  </xsl:function>

  <!-- the values of a closed list, or what the datatype says of itself -->
  <xsl:function name="odd:value-facts" as="item()">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:variable name="datatype" as="element(dataSpec)?" select="$attribute/datatype/dataRef[@key] ! odd:spec(.)"/>
    <xsl:sequence select="
      if ($attribute/valList[@type = 'closed']) then array { $attribute/valList/valItem/@ident ! string() }
      else string(($datatype/@ident, $attribute/datatype/dataRef/@name)[1])"/>
  </xsl:function>
</xsl:package>
