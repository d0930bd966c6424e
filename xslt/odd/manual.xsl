<?xml version="1.0" encoding="UTF-8"?>
<!-- The encoding manual: the chapters of the ODD, a page for each element, a page of rules. -->
<xsl:package name="urn:tei-edition:odd:manual" package-version="1.0" version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:odd="urn:tei-edition:odd"
    xmlns:sch="http://purl.oclc.org/dsdl/schematron"
    xmlns:eg="http://www.tei-c.org/ns/Examples"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all" expand-text="yes">
  <xsl:use-package name="urn:tei-edition:odd:model" package-version="1.0"/>
  <xsl:output encoding="UTF-8" indent="no"/>
  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="page" on-no-match="fail"/>
  <xsl:mode name="prose" on-no-match="fail"/>

  <xsl:variable name="odd:codepoint" as="xs:string" select="'http://www.w3.org/2005/xpath-functions/collation/codepoint'"/>

  <!-- in which elements each element may stand, found once -->
  <xsl:variable name="odd:parents" as="map(xs:string, element(elementSpec)*)" select="
    map:merge(
      for $parent in //schemaSpec/elementSpec, $child in odd:children($parent/content)
        return map { string($child/@ident): $parent },
      map { 'duplicates': 'combine' })"/>

  <xsl:template match="/" as="element(pages)" xpath-default-namespace="">
    <pages>
      <xsl:apply-templates select="odd:parts(.)" mode="page"/>
    </pages>
  </xsl:template>

  <!-- what becomes a page: the whole, chapters, rules, elements -->
  <xsl:function name="odd:parts" as="element()*">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:sequence select="$odd//schemaSpec, odd:chapters($odd), $odd//schemaSpec/elementSpec"/>
  </xsl:function>

  <xsl:function name="odd:chapters" as="element(div)*">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:sequence select="$odd//body/div[@xml:id]"/>
  </xsl:function>

  <xsl:function name="odd:page" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="context" as="node()"/>
    <xsl:param name="content" as="element()*"/>
    <xsl:variable name="whole" as="xs:string" select="string((root($context)//titleStmt/title)[1])"/>
    <page name="{$name}.html" xmlns="">
      <html lang="en">
        <head>
          <meta charset="utf-8"/>
          <meta name="viewport" content="width=device-width, initial-scale=1"/>
          <title>{if ($title eq $whole) then $title else $title || ' · ' || $whole}</title>
          <link rel="stylesheet" href="manual.css"/>
        </head>
        <body>
          <header>
            <nav aria-label="Manual">
              <a href="index.html">{$whole}</a>
              <a href="index.html#elements">Elements</a>
              <a href="rules.html">Rules</a>
            </nav>
          </header>
          <main>
            <h1>{$title}</h1>
            <xsl:sequence select="$content"/>
          </main>
        </body>
      </html>
    </page>
  </xsl:function>

  <!-- the start page, and the page of rules -->

  <xsl:template match="schemaSpec" mode="page" as="element()+">
    <xsl:variable name="title" as="xs:string" select="string((root()//titleStmt/title)[1])"/>
    <xsl:variable name="start" as="element()*">
      <xsl:sequence select="odd:contents(root()), odd:elements(.)"/>
    </xsl:variable>
    <xsl:sequence select="odd:page('index', $title, ., $start)"/>
    <xsl:variable name="rules" as="element()*">
      <p xmlns="">What no content model can say; each is checked with every file.</p>
      <dl xmlns="" class="rules">
        <xsl:for-each select="root()//constraintSpec[constraint//(sch:assert | sch:report)]">
          <dt id="{@ident}"><code>{@ident}</code></dt>
          <dd>{normalize-space(desc[1])}</dd>
        </xsl:for-each>
      </dl>
    </xsl:variable>
    <xsl:sequence select="odd:page('rules', 'Rules', ., $rules)"/>
  </xsl:template>

  <xsl:function name="odd:contents" as="element()*">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:where-populated>
      <ol xmlns="" class="contents">
        <xsl:for-each select="odd:chapters($odd)">
          <li><a href="{@xml:id}.html">{normalize-space(head[1])}</a></li>
        </xsl:for-each>
      </ol>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="odd:elements" as="element()*">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <h2 xmlns="" id="elements">Elements</h2>
    <dl xmlns="" class="elements">
      <xsl:for-each select="$schema/elementSpec">
        <xsl:sort select="string(@ident)" collation="{$odd:codepoint}"/>
        <dt><a href="{@ident}.html"><code>{@ident}</code></a></dt>
        <dd>{normalize-space(desc[1])}</dd>
      </xsl:for-each>
    </dl>
  </xsl:function>

  <!-- a chapter -->

  <xsl:template match="div" mode="page" as="element()">
    <xsl:variable name="content" as="element()*">
      <xsl:apply-templates select="* except head[1]" mode="prose"/>
    </xsl:variable>
    <xsl:sequence select="odd:page(string(@xml:id), normalize-space(head[1]), ., $content)"/>
  </xsl:template>

  <xsl:template match="div" mode="prose" as="element()*">
    <xsl:apply-templates select="*" mode="prose"/>
  </xsl:template>

  <xsl:template match="head" mode="prose" as="element()">
    <h2 xmlns=""><xsl:apply-templates mode="prose"/></h2>
  </xsl:template>

  <xsl:template match="p" mode="prose" as="element()">
    <p xmlns=""><xsl:apply-templates mode="prose"/></p>
  </xsl:template>

  <xsl:template match="list" mode="prose" as="element()">
    <ul xmlns=""><xsl:apply-templates select="item" mode="prose"/></ul>
  </xsl:template>

  <xsl:template match="item" mode="prose" as="element()">
    <li xmlns=""><xsl:apply-templates mode="prose"/></li>
  </xsl:template>

  <xsl:template match="table" mode="prose" as="element()">
    <table xmlns=""><xsl:apply-templates select="row" mode="prose"/></table>
  </xsl:template>

  <xsl:template match="row" mode="prose" as="element()">
    <tr xmlns=""><xsl:apply-templates select="cell" mode="prose"/></tr>
  </xsl:template>

  <xsl:template match="cell" mode="prose" as="element()">
    <td xmlns=""><xsl:apply-templates mode="prose"/></td>
  </xsl:template>

  <xsl:template match="row[@role = 'label']/cell" mode="prose" as="element()">
    <th xmlns=""><xsl:apply-templates mode="prose"/></th>
  </xsl:template>

  <!-- the name of an element leads to its page -->
  <xsl:template match="gi" mode="prose" as="element()">
    <a xmlns="" href="{normalize-space()}.html"><code>{.}</code></a>
  </xsl:template>

  <xsl:template match="att | val | code" mode="prose" as="element()">
    <code xmlns="">{.}</code>
  </xsl:template>

  <xsl:template match="emph | hi" mode="prose" as="element()">
    <em xmlns=""><xsl:apply-templates mode="prose"/></em>
  </xsl:template>

  <xsl:template match="text()" mode="prose" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="eg:egXML" mode="prose" as="element()">
    <pre xmlns=""><code>{odd:example(.)}</code></pre>
  </xsl:template>

  <!-- an example as an editor would type it: no namespace but TEI's, which goes without saying -->
  <xsl:function name="odd:example" as="xs:string">
    <xsl:param name="example" as="element(eg:egXML)"/>
    <xsl:variable name="bare" as="node()*">
      <xsl:apply-templates select="$example/node()" mode="example"/>
    </xsl:variable>
    <xsl:variable name="written" as="xs:string" select="
      serialize($bare, map {
        'method': 'xml', 'indent': true(), 'omit-xml-declaration': true(),
        (: white space among words means something :)
        'suppress-indentation': distinct-values($bare/descendant-or-self::*[*][text()[normalize-space()]]/node-name()) })"/>
    <xsl:sequence select="replace($written, '^\s+|\s+$', '')"/>
  </xsl:function>

  <xsl:mode name="example" on-no-match="shallow-copy"/>

  <xsl:template match="*" mode="example" as="element()">
    <xsl:element name="{local-name()}" namespace="">
      <xsl:copy-of select="@*"/>
      <xsl:apply-templates mode="example"/>
    </xsl:element>
  </xsl:template>

  <!-- an element -->

  <xsl:template match="elementSpec" mode="page" as="element()">
    <xsl:variable name="content" as="element()*">
      <p xmlns="" class="about">{normalize-space(desc[1])}</p>
      <xsl:apply-templates select="remarks/p" mode="prose"/>
      <xsl:apply-templates select="exemplum/eg:egXML" mode="prose"/>
      <h2 xmlns="">Attributes</h2>
      <xsl:sequence select="odd:attribute-list((odd:attributes(.)[ancestor::elementSpec], odd:attributes(.)[ancestor::classSpec][not(odd:is-global(.))]))"/>
      <details xmlns="">
        <summary>Attributes of every element</summary>
        <xsl:sequence select="odd:attribute-list(odd:attributes(.)[odd:is-global(.)])"/>
      </details>
      <h2 xmlns="">May hold</h2>
      <xsl:sequence select="odd:names(odd:children(content), if (odd:has-text(content)) then 'text' else ())"/>
      <h2 xmlns="">May stand in</h2>
      <xsl:sequence select="odd:names($odd:parents(string(@ident)), ())"/>
    </xsl:variable>
    <xsl:sequence select="odd:page(string(@ident), string(@ident), ., $content)"/>
  </xsl:template>

  <xsl:function name="odd:is-global" as="xs:boolean">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:sequence select="$attribute/ancestor::classSpec/@ident = 'att.global'"/>
  </xsl:function>

  <xsl:function name="odd:attribute-list" as="element()">
    <xsl:param name="attributes" as="element(attDef)*"/>
    <xsl:choose>
      <xsl:when test="empty($attributes)">
        <p xmlns="">None of its own.</p>
      </xsl:when>
      <xsl:otherwise>
        <dl xmlns="" class="attributes">
          <xsl:for-each select="$attributes">
            <dt><code>{@ident}</code><xsl:if test="@usage = 'req'"><span class="required">required</span></xsl:if></dt>
            <dd>
              <xsl:text>{normalize-space(desc[1])}</xsl:text>
              <xsl:sequence select="odd:value-list(.)"/>
            </dd>
          </xsl:for-each>
        </dl>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:value-list" as="element()?">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:where-populated>
      <dl xmlns="" class="values">
        <xsl:for-each select="$attribute/valList/valItem">
          <dt><code>{@ident}</code></dt>
          <dd>{normalize-space(desc[1])}</dd>
        </xsl:for-each>
        <xsl:if test="$attribute/valList[valItem][not(@type = 'closed')]">
          <dt>…</dt>
          <dd>or another word</dd>
        </xsl:if>
      </dl>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="odd:names" as="element()">
    <xsl:param name="elements" as="element(elementSpec)*"/>
    <xsl:param name="text" as="xs:string?"/>
    <p xmlns="" class="names">
      <xsl:if test="empty($elements) and empty($text)">nothing</xsl:if>
      <xsl:if test="$text">
        <em>{$text}</em>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="$elements">
        <xsl:sort select="string(@ident)" collation="{$odd:codepoint}"/>
        <a href="{@ident}.html">{@ident}</a>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </p>
  </xsl:function>
</xsl:package>
