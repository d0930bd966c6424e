<?xml version="1.0" encoding="UTF-8"?>
<!-- A book in print XML → the content documents of an EPUB: files/file[@name], each one XHTML page. -->
<xsl:package name="urn:tei-edition:epub" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:e="urn:tei-edition:epub"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="xs map e">

  <xsl:output method="xml" indent="no" encoding="UTF-8" omit-xml-declaration="yes"/>

  <!-- where the pages of the printed book begin: pages/page[@at][@folio][@id] -->
  <xsl:param name="pages" as="document-node()"/>
  <!-- the words the book adds: words/word[@key] -->
  <xsl:param name="words" as="document-node()"/>

  <xsl:mode on-no-match="fail" use-accumulators="e:mentions"/>
  <xsl:mode name="e:part" on-no-match="shallow-skip" use-accumulators="e:mentions"/>
  <xsl:mode name="e:block" on-no-match="fail" use-accumulators="e:mentions"/>
  <xsl:mode name="e:inline" on-no-match="fail" use-accumulators="e:mentions"/>
  <xsl:mode name="e:note" on-no-match="fail" use-accumulators="e:mentions"/>

  <xsl:key name="place" match="chapter | document | index | contents | target | register/entry" use="@id"/>
  <xsl:key name="mention" match="mention" use="@key"/>
  <xsl:key name="page" match="page" use="@at"/>
  <xsl:key name="word" match="word" use="@key"/>

  <xsl:accumulator name="e:mentions" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="mention" select="$value + 1"/>
  </xsl:accumulator>

  <!-- ==== names ==== -->

  <!-- an id that XML allows, whatever the id was -->
  <xsl:function name="e:id" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="'i-' || replace(translate($name, '/#:', '___'), '[^\p{L}\p{N}._\-]', '.')"/>
  </xsl:function>

  <xsl:function name="e:part" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor-or-self::*[parent::book]"/>
  </xsl:function>

  <xsl:function name="e:file" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="'part-' || format-integer(count($part/preceding-sibling::*), '0000') || '.xhtml'"/>
  </xsl:function>

  <xsl:function name="e:href" as="xs:string?">
    <xsl:param name="target" as="xs:string"/>
    <xsl:param name="book" as="node()"/>
    <xsl:variable name="place" as="element()?" select="key('place', $target, root($book))[1]"/>
    <xsl:sequence select="$place ! (e:file(e:part(.)) || '#' || e:id($target))"/>
  </xsl:function>

  <xsl:function name="e:mention" as="xs:string">
    <xsl:param name="mention" as="element(Q{}mention)"/>
    <xsl:sequence select="'mention-' || $mention/accumulator-before('e:mentions')"/>
  </xsl:function>

  <!-- ==== files ==== -->

  <xsl:template match="/" as="element()"><xsl:apply-templates select="book"/></xsl:template>

  <xsl:template match="book" as="element()">
    <files xmlns="">
      <xsl:apply-templates select="title-page | chapter | document | index" mode="e:file"/>
      <navigation>
        <xsl:apply-templates select="." mode="e:navigation"/>
      </navigation>
    </files>
  </xsl:template>

  <xsl:mode name="e:file" on-no-match="fail" use-accumulators="e:mentions"/>
  <xsl:template match="*" mode="e:file" as="element()">
    <file name="{e:file(.)}" title="{e:title(.)}" kind="{local-name()}" xmlns="">
      <html xmlns="http://www.w3.org/1999/xhtml" lang="{/book/@lang}" xml:lang="{/book/@lang}">
        <head>
          <title><xsl:value-of select="e:title(.)"/></title>
          <link rel="stylesheet" type="text/css" href="book.css"/>
        </head>
        <body><xsl:apply-templates select="." mode="e:part"/></body>
      </html>
    </file>
  </xsl:template>

  <xsl:function name="e:title" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="string(($part/@title, string-join(($part/title, $part/@head-date[normalize-space()]), e:word('mark-comma'))[normalize-space()])[1])"/>
  </xsl:function>

  <!-- ==== navigation ==== -->

  <xsl:mode name="e:navigation" on-no-match="fail"/>
  <xsl:template match="book" mode="e:navigation" as="element()">
    <html lang="{@lang}" xml:lang="{@lang}">
      <head><title><xsl:value-of select="e:word('contents')"/></title><link rel="stylesheet" type="text/css" href="book.css"/></head>
      <body>
        <nav epub:type="toc" role="doc-toc" id="toc">
          <h1><xsl:value-of select="e:word('contents')"/></h1>
          <ol>
            <xsl:for-each select="chapter | document | index">
              <li><a href="{e:file(.)}"><xsl:value-of select="@number ! (. || '. '), e:title(.)" separator=""/></a></li>
            </xsl:for-each>
          </ol>
        </nav>
        <nav epub:type="landmarks" hidden="hidden">
          <h2><xsl:value-of select="e:word('landmarks')"/></h2>
          <ol>
            <li><a epub:type="titlepage" href="{e:file(title-page[1])}"><xsl:value-of select="e:title(title-page[1])"/></a></li>
            <li><a epub:type="toc" href="nav.xhtml#toc"><xsl:value-of select="e:word('contents')"/></a></li>
            <xsl:for-each select="(chapter | document)[1]">
              <li><a epub:type="bodymatter" href="{e:file(.)}"><xsl:value-of select="e:title(.)"/></a></li>
            </xsl:for-each>
            <xsl:for-each select="index[1]">
              <li><a epub:type="index" href="{e:file(.)}"><xsl:value-of select="@title"/></a></li>
            </xsl:for-each>
          </ol>
        </nav>
        <xsl:variable name="breaks" as="element()*" select="(chapter | document | index | .//*[@place] | .//target)[key('page', e:place(.), $pages)]"/>
        <xsl:if test="$breaks">
          <nav epub:type="page-list" role="doc-pagelist" hidden="hidden">
            <h2><xsl:value-of select="e:word('pages')"/></h2>
            <ol>
              <xsl:for-each select="$breaks">
                <xsl:variable name="part" as="element()" select="e:part(.)"/>
                <xsl:for-each select="key('page', e:place(.), $pages)">
                  <li><a href="{e:file($part)}#{@id}"><xsl:value-of select="@folio"/></a></li>
                </xsl:for-each>
              </xsl:for-each>
            </ol>
          </nav>
        </xsl:if>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="e:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="string((key('word', $key, $words), $key)[1])"/>
  </xsl:function>

  <xsl:function name="e:place" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(($element/@place, $element/@id)[1])"/>
  </xsl:function>

  <!-- a page of the printed book begins here -->
  <xsl:function name="e:breaks" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="key('page', e:place($element), $pages)">
      <span epub:type="pagebreak" role="doc-pagebreak" id="{@id}" aria-label="{@folio}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- ==== parts ==== -->

  <xsl:template match="title-page" mode="e:part" as="element()*">
    <section epub:type="titlepage" class="title-page">
      <h1><xsl:apply-templates select="title/node()" mode="e:inline"/></h1>
      <xsl:for-each select="subtitle"><p class="subtitle"><xsl:apply-templates mode="e:inline"/></p></xsl:for-each>
      <xsl:for-each select="person">
        <p class="person"><xsl:if test="@role"><i><xsl:value-of select="@role"/></i><br/></xsl:if><xsl:apply-templates mode="e:inline"/></p>
      </xsl:for-each>
      <xsl:for-each select="publisher, place, year"><p class="house"><xsl:apply-templates mode="e:inline"/></p></xsl:for-each>
    </section>
    <xsl:for-each select="../imprint">
      <section epub:type="imprint" class="imprint">
        <xsl:for-each select="p"><p><xsl:apply-templates mode="e:inline"/></p></xsl:for-each>
      </section>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="chapter" mode="e:part" as="element()">
    <section epub:type="chapter" role="doc-chapter" id="{e:id(@id)}">
      <xsl:sequence select="e:breaks(.)"/>
      <h1><xsl:value-of select="@title"/></h1>
      <xsl:variable name="text" as="element()*"><xsl:apply-templates select="*" mode="e:block"/></xsl:variable>
      <xsl:choose>
        <xsl:when test="@lang != /book/@lang"><div><xsl:sequence select="e:language(@lang), $text"/></div></xsl:when>
        <xsl:otherwise><xsl:sequence select="$text"/></xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="e:notes(.)"/>
    </section>
  </xsl:template>

  <xsl:template match="document" mode="e:part" as="element()">
    <article epub:type="chapter" id="{e:id(@id)}">
      <xsl:sequence select="e:breaks(.)"/>
      <header>
        <xsl:if test="@number"><p class="number"><xsl:value-of select="@number"/></p></xsl:if>
        <h1><xsl:apply-templates select="title/node()" mode="e:inline"/></h1>
        <xsl:for-each select="date"><p class="date"><xsl:apply-templates mode="e:inline"/></p></xsl:for-each>
        <xsl:for-each select="source"><p class="source"><xsl:apply-templates mode="e:inline"/></p></xsl:for-each>
        <xsl:for-each select="summary"><div class="summary"><xsl:sequence select="e:language(@lang[. ne /book/@lang])"/><xsl:apply-templates select="*" mode="e:block"/></div></xsl:for-each>
      </header>
      <div class="text">
        <xsl:sequence select="e:language(body/@lang[. ne ''])"/>
        <xsl:apply-templates select="body/*" mode="e:block"/>
      </div>
      <xsl:apply-templates select="apparatus" mode="e:block"/>
      <xsl:sequence select="e:notes(.)"/>
    </article>
  </xsl:template>

  <xsl:template match="index" mode="e:part" as="element()">
    <section epub:type="index" role="doc-index" id="{e:id(@id)}">
      <xsl:sequence select="e:breaks(.)"/>
      <h1><xsl:value-of select="@title"/></h1>
      <ul class="index"><xsl:apply-templates select="entry" mode="e:block"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="index/entry" mode="e:block" as="element()">
    <li>
      <xsl:if test="@level"><xsl:attribute name="class" select="'level-' || @level"/></xsl:if>
      <xsl:sequence select="name/e:breaks(.)"/>
      <xsl:apply-templates select="name/node()" mode="e:inline"/>
      <!-- one reference a document, to the first mention in it -->
      <xsl:for-each-group select="key('mention', @key)[e:part(.)/self::document or e:part(.)/self::chapter]" group-by="generate-id(e:part(.))">
        <xsl:text>, </xsl:text>
        <a href="{e:file(e:part(.))}#{e:mention(.)}"><xsl:value-of select="(e:part(.)/@number, e:title(e:part(.)))[1]"/></a>
      </xsl:for-each-group>
      <xsl:for-each select="see"><xsl:text>. </xsl:text><xsl:apply-templates mode="e:inline"/></xsl:for-each>
    </li>
  </xsl:template>

  <xsl:template match="index/letter | contents | attachment | main | half-title | imprint" mode="e:block"/>

  <xsl:template match="register" mode="e:block" as="element()">
    <section><h2><xsl:value-of select="@title"/></h2>
      <dl>
        <xsl:for-each select="entry">
          <dt id="{e:id(@id)}"><xsl:apply-templates select="name/node()" mode="e:inline"/></dt>
          <dd><xsl:sequence select="about/e:breaks(.)"/><xsl:apply-templates select="about/node()" mode="e:inline"/></dd>
        </xsl:for-each>
      </dl>
    </section>
  </xsl:template>

  <xsl:template match="signs" mode="e:block" as="element()">
    <dl class="signs">
      <xsl:for-each select="sign">
        <dt><xsl:sequence select="form/e:breaks(.)"/><xsl:apply-templates select="form/node()" mode="e:inline"/></dt>
        <dd><xsl:apply-templates select="meaning/node()" mode="e:inline"/></dd>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="apparatus" mode="e:block" as="element()">
    <aside class="apparatus" aria-label="{@title}">
      <h2><xsl:value-of select="@title"/></h2>
      <ul>
        <xsl:for-each select="entry">
          <li><a href="#{e:id(@key)}"><xsl:apply-templates select="lemma/node()" mode="e:inline"/></a><xsl:text>] </xsl:text><xsl:apply-templates select="reading/node()" mode="e:inline"/></li>
        </xsl:for-each>
      </ul>
    </aside>
  </xsl:template>

  <!-- notes, that reading systems open where they are called -->
  <xsl:function name="e:notes" as="element()?">
    <xsl:param name="part" as="element()"/>
    <xsl:where-populated>
      <section class="notes"><xsl:apply-templates select="$part//note" mode="e:note"/></section>
    </xsl:where-populated>
  </xsl:function>

  <xsl:template match="note" mode="e:note" as="element()">
    <aside epub:type="footnote" role="doc-footnote" id="{e:id(@key)}">
      <p><a role="doc-backlink" href="#call-{e:id(@key)}"><xsl:value-of select="@n"/></a><xsl:text> </xsl:text><xsl:apply-templates mode="e:inline"/></p>
    </aside>
  </xsl:template>

  <!-- ==== blocks ==== -->

  <xsl:variable name="e:right-to-left" as="xs:string+" select="'ar', 'he', 'fa', 'ur', 'yi', 'ps', 'sd', 'ug', 'ckb', 'dv', 'syr', 'arc'"/>

  <!-- language and direction, where they change -->
  <xsl:function name="e:language" as="attribute()*">
    <xsl:param name="lang" as="xs:string?"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case($lang), '-')"/>
    <xsl:if test="$lang">
      <xsl:attribute name="lang" select="$lang"/>
      <xsl:attribute name="xml:lang" select="$lang"/>
      <xsl:attribute name="dir" select="if ($parts[1] = $e:right-to-left and not($parts = 'latn')) then 'rtl' else 'ltr'"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="p" mode="e:block" as="element()">
    <p><xsl:sequence select="e:language(@lang)"/><xsl:if test="@flush = 'true'"><xsl:attribute name="class" select="'flush'"/></xsl:if><xsl:sequence select="e:breaks(.)"/><xsl:apply-templates mode="e:inline"/></p>
  </xsl:template>

  <xsl:template match="marks" mode="e:block" as="element()?">
    <xsl:where-populated><p class="marks"><xsl:apply-templates mode="e:inline"/></p></xsl:where-populated>
  </xsl:template>

  <xsl:template match="heading" mode="e:block" as="element()">
    <xsl:element name="h{min((6, @level + 1))}"><xsl:sequence select="e:breaks(.)"/><xsl:apply-templates mode="e:inline"/></xsl:element>
  </xsl:template>

  <!-- blocks that are a paragraph of their own class -->
  <xsl:template match="caption | salute | dateline | signature | routing" mode="e:block" as="element()">
    <p class="{local-name()}"><xsl:sequence select="e:language(@lang), e:breaks(.)"/><xsl:apply-templates mode="e:inline"/></p>
  </xsl:template>

  <xsl:template match="address | verse" mode="e:block" as="element()">
    <p class="{local-name()}">
      <xsl:sequence select="e:language(@lang)"/>
      <xsl:for-each select="line"><xsl:if test="position() gt 1"><br/></xsl:if><xsl:sequence select="e:breaks(.)"/><xsl:apply-templates mode="e:inline"/></xsl:for-each>
    </p>
  </xsl:template>

  <xsl:template match="quotation | enclosed" mode="e:block" as="element()">
    <blockquote class="{local-name()}"><xsl:sequence select="e:language(@lang)"/><xsl:apply-templates select="*" mode="e:block"/></blockquote>
  </xsl:template>

  <xsl:template match="office" mode="e:block" as="element()">
    <div class="office"><xsl:sequence select="e:language(@lang)"/><xsl:apply-templates select="*" mode="e:block"/></div>
  </xsl:template>

  <xsl:template match="stamp | hand | remark" mode="e:block" as="element()">
    <div class="{local-name()}">
      <xsl:sequence select="e:language(@lang)"/>
      <xsl:for-each select="label"><p class="label"><xsl:apply-templates mode="e:inline"/></p></xsl:for-each>
      <p><xsl:sequence select="words/e:breaks(.)"/><xsl:apply-templates select="words/node()" mode="e:inline"/></p>
    </div>
  </xsl:template>

  <xsl:template match="copies[@run-in = 'true']" mode="e:block" as="element()" priority="1">
    <p class="copies">
      <b><xsl:apply-templates select="head/node()" mode="e:inline"/></b><xsl:text> </xsl:text>
      <xsl:for-each select="item"><xsl:if test="position() gt 1">, </xsl:if><xsl:sequence select="e:breaks(.)"/><xsl:apply-templates mode="e:inline"/></xsl:for-each>
    </p>
  </xsl:template>

  <xsl:template match="copies | list" mode="e:block" as="element()">
    <div class="{local-name()}">
      <xsl:sequence select="e:language(@lang)"/>
      <xsl:for-each select="head"><p class="head"><xsl:apply-templates mode="e:inline"/></p></xsl:for-each>
      <xsl:if test="item"><ul><xsl:for-each select="item"><li><xsl:sequence select="e:breaks(.)"/><xsl:apply-templates mode="e:inline"/></li></xsl:for-each></ul></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="rule" mode="e:block" as="element()"><hr/></xsl:template>

  <xsl:template match="table[row/cell]" mode="e:block" as="element()">
    <table><tbody>
      <xsl:for-each select="row[cell]">
        <tr><xsl:apply-templates select="cell" mode="e:block"/></tr>
      </xsl:for-each>
    </tbody></table>
  </xsl:template>
  <xsl:template match="table" mode="e:block"/>

  <xsl:template match="cell" mode="e:block" as="element()">
    <xsl:element name="{if (@label = 'true') then 'th' else 'td'}">
      <xsl:if test="@figure = 'true'"><xsl:attribute name="class" select="'figure'"/></xsl:if>
      <xsl:for-each select="@columns"><xsl:attribute name="colspan" select="."/></xsl:for-each>
      <xsl:for-each select="@rows"><xsl:attribute name="rowspan" select="."/></xsl:for-each>
      <xsl:sequence select="e:breaks(.)"/>
      <xsl:apply-templates mode="e:inline"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="picture" mode="e:block" as="element()">
    <figure>
      <img src="{@file}" alt="{@alt}"/>
      <xsl:if test="node()"><figcaption><xsl:apply-templates mode="e:inline"/></figcaption></xsl:if>
    </figure>
  </xsl:template>

  <!-- ==== inside the line ==== -->

  <xsl:template match="text()" mode="e:inline" as="text()"><xsl:sequence select="."/></xsl:template>

  <xsl:variable name="e:elements" as="map(xs:string, xs:string)" select="
      map {'i': 'i', 'b': 'b', 'sup': 'sup', 'sub': 'sub', 'underlined': 'u', 'struck': 'del', 'inserted': 'ins'}"/>

  <xsl:template match="i | b | sup | sub | underlined | struck | inserted" mode="e:inline" as="element()">
    <xsl:element name="{$e:elements(local-name())}"><xsl:apply-templates mode="e:inline"/></xsl:element>
  </xsl:template>

  <xsl:template match="sc | spaced | query" mode="e:inline" as="element()">
    <span class="{local-name()}"><xsl:apply-templates mode="e:inline"/></span>
  </xsl:template>

  <xsl:template match="supplied | described" mode="e:inline" as="element()">
    <span class="{local-name()}"><xsl:value-of select="@open"/><xsl:apply-templates mode="e:inline"/><xsl:value-of select="@close"/></span>
  </xsl:template>

  <xsl:template match="language" mode="e:inline" as="element()">
    <span><xsl:sequence select="e:language(@code)"/><xsl:apply-templates mode="e:inline"/></span>
  </xsl:template>

  <xsl:template match="lemma[@at = 'start']" mode="e:inline" as="element()"><span id="{e:id(@key)}"/></xsl:template>
  <xsl:template match="lemma" mode="e:inline"/>
  <xsl:template match="mention" mode="e:inline" as="element()"><span id="{e:mention(.)}"/></xsl:template>
  <xsl:template match="target" mode="e:inline" as="element()+"><span id="{e:id(@id)}"/><xsl:sequence select="e:breaks(.)"/></xsl:template>
  <xsl:template match="turnover" mode="e:inline" as="element()"><br/></xsl:template>

  <xsl:template match="leaf" mode="e:inline" as="element()">
    <span class="leaf">[<xsl:value-of select="@n"/>] </span>
  </xsl:template>

  <!-- a page number says nothing where there are no pages -->
  <xsl:template match="see" mode="e:inline" as="node()*">
    <xsl:variable name="text" as="xs:string" select="replace(string(.), '[,&#xFF0C;]$', '')"/>
    <xsl:variable name="href" as="xs:string?" select="e:href(@target, .)"/>
    <xsl:choose>
      <xsl:when test="$href"><a href="{$href}"><xsl:value-of select="$text"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="url" mode="e:inline" as="element()">
    <a href="{iri-to-uri(@href)}"><xsl:apply-templates mode="e:inline"/></a>
  </xsl:template>

  <xsl:template match="note" mode="e:inline" as="element()">
    <a epub:type="noteref" role="doc-noteref" class="call" id="call-{e:id(@key)}" href="#{e:id(@key)}"><xsl:value-of select="@n"/></a>
  </xsl:template>
</xsl:package>
