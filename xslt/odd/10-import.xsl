<?xml version="1.0" encoding="UTF-8"?>
<!-- An ODD with what it imports merged in: nothing changed, deleted or inherited is left to find out.
     A customization names ours as schemaSpec/@source, then adds, changes (mode="change") and deletes (mode="delete"). -->
<xsl:package name="urn:tei-edition:odd:import" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:odd="urn:tei-edition:odd"
    xmlns="http://www.tei-c.org/ns/1.0"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="xs">
  <xsl:output encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="shallow-copy"/>
  <xsl:mode name="change" on-no-match="shallow-copy"/>
  <xsl:mode name="clean" on-no-match="shallow-copy"/>

  <!-- the flat ODD that this one builds on -->
  <xsl:param name="base" as="document-node()?" select="()"/>

  <xsl:template match="schemaSpec" as="element(schemaSpec)">
    <xsl:variable name="own" as="element()*" select="descendant::*[odd:is-spec(.)]"/>
    <xsl:variable name="wanted" as="element(moduleRef)*" select="descendant::moduleRef[@key]"/>
    <xsl:variable name="kept" as="element()*" select="$base//schemaSpec/*[odd:is-spec(.)][odd:is-wanted(., $wanted)]"/>
    <xsl:copy>
      <xsl:copy-of select="($base//schemaSpec)[1]/(@start, @ns), @* except @source"/>
      <xsl:for-each select="$kept">
        <xsl:variable name="change" as="element()*" select="$own[node-name() = node-name(current())][@ident = current()/@ident]"/>
        <xsl:choose>
          <xsl:when test="$change/@mode = 'delete'"/>
          <xsl:when test="$change/@mode = 'replace'">
            <xsl:apply-templates select="$change[@mode = 'replace'][last()]" mode="clean"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="fold-left($change[@mode = 'change'], ., odd:changed#2)"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:apply-templates select="$own[not(@mode = ('change', 'delete', 'replace'))]" mode="clean"/>
      <!-- a change to nothing is a mistake, and is left for the check to find -->
      <xsl:apply-templates select="
        $own[@mode = ('change', 'delete', 'replace')]
          [not((node-name() ! string(.)) || '/' || @ident = $kept/((node-name() ! string(.)) || '/' || @ident))]"/>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="odd:is-spec" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="
      exists($node/(self::elementSpec | self::classSpec | self::macroSpec | self::dataSpec
        | self::constraintSpec[not(ancestor::elementSpec)][not(ancestor::classSpec)]))"/>
  </xsl:function>

  <!-- without moduleRef all is imported; with it, the elements of those modules and everything that is not an element -->
  <xsl:function name="odd:is-wanted" as="xs:boolean">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="modules" as="element(moduleRef)*"/>
    <xsl:sequence select="
      empty($modules) or not($spec/self::elementSpec)
      or (some $module in $modules[@key = $spec/@module] satisfies
        not($spec/@ident = tokenize($module/@except))
        and (not($module/@include) or $spec/@ident = tokenize($module/@include)))"/>
  </xsl:function>

  <!-- a declaration with one change made to it -->
  <xsl:function name="odd:changed" as="element()">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="change" as="element()"/>
    <xsl:for-each select="$spec">
      <xsl:copy>
        <xsl:copy-of select="@*, $change/(@* except @mode)"/>
        <xsl:sequence select="odd:either(desc, $change/desc), odd:classes(classes, $change/classes)"/>
        <xsl:sequence select="odd:either(content, $change/content)"/>
        <xsl:sequence select="odd:attributes(., $change/attList)"/>
        <xsl:sequence select="odd:constraints(constraintSpec, $change/constraintSpec)"/>
        <xsl:sequence select="odd:either(exemplum, $change/exemplum), odd:either(remarks, $change/remarks)"/>
        <xsl:sequence select="odd:either(constraint, $change/constraint)"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="odd:either" as="element()*">
    <xsl:param name="old" as="element()*"/>
    <xsl:param name="new" as="element()*"/>
    <xsl:sequence select="if ($new) then $new else $old"/>
  </xsl:function>

  <xsl:function name="odd:classes" as="element(classes)?">
    <xsl:param name="old" as="element(classes)?"/>
    <xsl:param name="new" as="element(classes)?"/>
    <xsl:choose>
      <xsl:when test="$new[@mode = 'change']">
        <classes>
          <xsl:copy-of select="$old/memberOf[not(@key = $new/memberOf/@key)], $new/memberOf[not(@mode = 'delete' and @key = $old/memberOf/@key)]"/>
        </classes>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:either($old, $new)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- an attribute deleted from an element stays as a mark, for it may be inherited from a class -->
  <xsl:function name="odd:attributes" as="element(attList)?">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="new" as="element(attList)?"/>
    <xsl:variable name="old" as="element(attDef)*" select="$spec/attList//attDef"/>
    <xsl:where-populated>
      <attList>
        <xsl:for-each select="$old">
          <xsl:variable name="change" as="element(attDef)?" select="$new//attDef[@ident = current()/@ident][last()]"/>
          <xsl:sequence select="if ($change) then odd:attribute(., $change) else ."/>
        </xsl:for-each>
        <xsl:for-each select="$new//attDef[not(@ident = $old/@ident)]">
          <xsl:variable name="inherited" as="element(attDef)?" select="odd:inherited($spec, @ident)"/>
          <xsl:sequence select="if ($inherited) then odd:attribute($inherited, .) else ."/>
        </xsl:for-each>
      </attList>
    </xsl:where-populated>
  </xsl:function>

  <!-- an attribute that a declaration has from a class, or from a class above it -->
  <xsl:function name="odd:inherited" as="element(attDef)?">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="classes" as="element(classSpec)*" select="$base//classSpec[@ident = $spec/classes/memberOf/@key]"/>
    <xsl:sequence select="($classes/attList//attDef[@ident = $name], $classes ! odd:inherited(., $name))[1]"/>
  </xsl:function>

  <!-- what was there is known: only a change to nothing keeps its mode, for the check to find -->
  <xsl:function name="odd:attribute" as="element(attDef)">
    <xsl:param name="old" as="element(attDef)"/>
    <xsl:param name="new" as="element(attDef)"/>
    <xsl:choose>
      <xsl:when test="$new/@mode = 'delete'">
        <attDef ident="{$old/@ident}" mode="delete" odd:known="true"/>
      </xsl:when>
      <xsl:when test="$new/@mode = 'change'">
        <attDef>
          <xsl:copy-of select="$old/(@* except @mode), $new/(@* except @mode)"/>
          <xsl:sequence select="odd:either($old/desc, $new/desc), odd:either($old/datatype, $new/datatype)"/>
          <xsl:sequence select="odd:values($old/valList, $new/valList)"/>
        </attDef>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$new" mode="clean"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:values" as="element(valList)?">
    <xsl:param name="old" as="element(valList)?"/>
    <xsl:param name="new" as="element(valList)?"/>
    <xsl:choose>
      <!-- without its list an attribute holds whatever its datatype allows -->
      <xsl:when test="$new/@mode = 'delete'"/>
      <xsl:when test="$new[@mode = ('change', 'add')] and $old">
        <valList>
          <xsl:copy-of select="$old/@*, $new/@type"/>
          <xsl:copy-of select="$old/valItem[not(@ident = $new/valItem/@ident)], $new/valItem[not(@mode = 'delete' and @ident = $old/valItem/@ident)]"/>
        </valList>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:either($old, $new)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:constraints" as="element(constraintSpec)*">
    <xsl:param name="old" as="element(constraintSpec)*"/>
    <xsl:param name="new" as="element(constraintSpec)*"/>
    <xsl:sequence select="$old[not(@ident = $new/@ident)], $new[not(@mode = 'delete' and @ident = $old/@ident)]"/>
  </xsl:function>

  <!-- prose, and the mode of what is simply added, are not the schema's -->
  <xsl:template match="@mode[. = ('add', 'replace')]" mode="clean"/>
  <xsl:template match="specGrp | specGrpRef | moduleRef"/>
</xsl:package>
