<?xml version="1.0" encoding="UTF-8"?>
<!--
  A page of the site. Input is a g:page: what the edition says of itself, its menu and words, and the matter of
  one page. Each kind of page has a template in h:main; h:page puts the frame around it. An edition's own
  stylesheet may use this package and override any template of a public mode.
-->
<xsl:package name="urn:tei-edition:html" package-version="1.0" version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:r="urn:tei-edition:reading" xmlns:h="urn:tei-edition:html" xmlns:g="urn:tei-edition:page"
  xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">

  <xsl:use-package name="urn:tei-edition:html:words" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:html:cite" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:html:charts" package-version="1.0"/>
  <xsl:use-package name="urn:tei-edition:html:text" package-version="1.0">
    <xsl:accept component="mode" names="h:reading h:diplomatic h:note" visibility="public"/>
  </xsl:use-package>

  <xsl:output method="html" version="5.0" indent="no" encoding="UTF-8" include-content-type="no"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="h:page" on-no-match="fail" visibility="public"/>
  <xsl:mode name="h:head" on-no-match="fail" visibility="public"/>
  <xsl:mode name="h:masthead" on-no-match="fail" visibility="public"/>
  <xsl:mode name="h:main" on-no-match="fail" visibility="public"/>
  <xsl:mode name="h:footer" on-no-match="fail" visibility="public"/>
  <xsl:mode name="h:fact" on-no-match="fail" visibility="public"/>

  <xsl:template match="/">
    <xsl:apply-templates select="g:page" mode="h:page"/>
  </xsl:template>

  <!-- ==== the frame ==== -->

  <xsl:template match="g:page" mode="h:page">
    <html lang="{@lang}" class="page-{@kind}">
      <xsl:apply-templates select="." mode="h:head"/>
      <body>
        <a class="skip" href="#main">{h:say(., 'skip')}</a>
        <xsl:apply-templates select="." mode="h:masthead"/>
        <main id="main" tabindex="-1">
          <xsl:apply-templates select="." mode="h:main"/>
        </main>
        <xsl:apply-templates select="." mode="h:footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="g:page" mode="h:head">
    <xsl:variable name="root" as="xs:string" select="@root"/>
    <head>
      <meta charset="UTF-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>{string-join(distinct-values((@title, g:edition/@title)), ' · ')}</title>
      <meta name="generator" content="tei-edition"/>
      <meta name="color-scheme" content="light dark"/>
      <link rel="icon" type="image/svg+xml" href="{@root}assets/icon.svg"/>
      <xsl:for-each select="'normal', 'italic'">
        <link rel="preload" as="font" type="font/woff2" crossorigin="anonymous" href="{$root}assets/fonts/eb-garamond-latin-wght-{.}.woff2"/>
      </xsl:for-each>
      <link rel="stylesheet" href="{@root}assets/edition.css"/>
      <xsl:if test="g:edition/@theme"><link rel="stylesheet" href="{@root}assets/theme.css"/></xsl:if>
      <xsl:if test="g:edition/@base ne ''"><link rel="canonical" href="{h:url(.)}"/></xsl:if>
      <link rel="alternate" type="application/atom+xml" href="{@root}feed.xml" title="{h:say(., 'feed')}"/>
      <xsl:if test="@tei"><link rel="alternate" type="application/tei+xml" href="{@root}{@tei}" title="TEI"/></xsl:if>
      <xsl:if test="@kind = 'document'"><xsl:sequence select="r:document/(h:meta(.), h:json-ld(.))"/></xsl:if>
      <xsl:if test="@kind = 'start' and g:edition/@description ne ''"><meta name="description" content="{g:edition/@description}"/></xsl:if>
      <script src="{@root}assets/edition.js" defer="defer"/>
      <xsl:if test="@kind = 'search'"><script src="{@root}assets/search.js" type="module"/></xsl:if>
    </head>
  </xsl:template>

  <xsl:template match="g:page" mode="h:masthead">
    <header class="masthead">
      <div class="inner">
        <a class="edition" href="{@root}index.html">
          <xsl:if test="g:edition/@logo"><img class="logo" src="{@root}{g:edition/@logo}" alt="" height="40"/></xsl:if>
          <span>{g:edition/@title}</span>
        </a>
        <nav aria-label="{h:say(., 'menu')}">
          <ul>
            <xsl:for-each select="g:menu/g:item">
              <li>
                <xsl:if test="@href = 'search.html'"><xsl:attribute name="class" select="'find'"/></xsl:if>
                <a href="{../../@root}{@href}">
                  <xsl:if test="@href = ../../@path"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
                  <xsl:text>{@label}</xsl:text>
                </a>
              </li>
            </xsl:for-each>
          </ul>
        </nav>
        <button type="button" class="colours" hidden="hidden" aria-label="{h:say(., 'colours')}"><span aria-hidden="true">◐</span></button>
      </div>
    </header>
  </xsl:template>

  <xsl:template match="g:page" mode="h:footer">
    <footer class="colophon">
      <div class="inner">
        <p class="imprint">
          <cite>{g:edition/@title}</cite>
          <xsl:if test="g:edition/g:editor">. {h:say(., 'edited-by', map {'names': string-join(g:edition/g:editor/@name, ', ')})}</xsl:if>
          <xsl:variable name="imprint" as="xs:string" select="string-join((string-join(g:edition/(@place, @publisher)[. ne ''], ': '), substring(g:edition/@date, 1, 4))[. ne ''], ', ')"/>
          <xsl:if test="$imprint ne ''">. {$imprint}</xsl:if>
          <xsl:if test="g:edition/@version ne ''">. {h:say(., 'version')} {g:edition/@version}</xsl:if>
          <xsl:text>.</xsl:text>
        </p>
        <xsl:if test="g:edition/@licence ne ''">
          <p>
            <xsl:choose>
              <xsl:when test="matches(g:edition/@licence-url, '^https?:')"><a rel="license" href="{g:edition/@licence-url}">{g:edition/@licence}</a></xsl:when>
              <xsl:otherwise>{g:edition/@licence}</xsl:otherwise>
            </xsl:choose>
          </p>
        </xsl:if>
        <xsl:if test="g:edition/@imprint"><p>{g:edition/@imprint}</p></xsl:if>
        <p><a href="{@root}signs.html">{h:say(., 'signs')}</a> · <a href="{@root}feed.xml">{h:say(., 'feed')}</a></p>
      </div>
    </footer>
  </xsl:template>

  <!-- ==== a document ==== -->

  <xsl:template match="g:page[@kind = 'document']" mode="h:main">
    <xsl:variable name="document" as="element(r:document)" select="r:document"/>
    <article class="document" data-pagefind-body="">
      <header class="opening">
        <div class="running">
          <p>
            <xsl:value-of select="h:fact($document, 'document-type')[1] ! normalize-space(), h:fact($document, 'number')[1] ! h:say(., 'number.short', map {'n': h:plain(.)}), h:when($document)[not(current()/@date)] ! h:date($document, .)" separator=" · "/>
          </p>
          <xsl:sequence select="h:turning(.)"/>
        </div>
        <h1 data-pagefind-meta="title" dir="auto">
          <!-- a title of its own is in the language of the document -->
          <xsl:if test="not(@titled) and $document/@of = 1 and $document/@lang ne @lang"><xsl:attribute name="lang" select="$document/@lang"/></xsl:if>
          <!-- the date stays in one line -->
          <xsl:choose>
            <xsl:when test="@date"><span class="letter">{substring-before(@title, @date) => replace('\s+$', '')}</span><xsl:text> </xsl:text><span class="letter">{@date}</span></xsl:when>
            <xsl:otherwise>{replace(@title, '(\d+\.?) (\p{L}+) (\d{4})$', '$1&#160;$2&#160;$3')}</xsl:otherwise>
          </xsl:choose>
        </h1>
        <xsl:sequence select="h:route($document)"/>
        <xsl:for-each select="h:fact($document, 'abstract')">
          <div class="abstract">
            <xsl:sequence select="h:language(.)"/>
            <xsl:apply-templates mode="h:reading"/>
          </div>
        </xsl:for-each>
      </header>
      <xsl:sequence select="h:replies(.)"/>
      <xsl:sequence select="h:views($document)"/>
      <xsl:sequence select="h:notes($document)"/>
      <aside class="below" data-pagefind-ignore="all">
        <xsl:sequence select="h:key($document), h:about($document), h:cite-box($document)"/>
      </aside>
    </article>
    <xsl:sequence select="h:nearby(.), h:filters($document)"/>
  </xsl:template>

  <!-- as one turns a leaf: to the document before and the one after, by their dates -->
  <xsl:function name="h:turning" as="element()?">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:where-populated>
      <p class="turning" data-pagefind-ignore="all">
        <xsl:for-each select="$page/g:near[@role = 'previous'][@href]"><a href="{../@root}{@href}" rel="prev" title="{@title}">← {@short}</a></xsl:for-each>
        <xsl:for-each select="$page/g:near[@role = 'following'][@href]"><a href="{../@root}{@href}" rel="next" title="{@title}">{@short} →</a></xsl:for-each>
      </p>
    </xsl:where-populated>
  </xsl:function>

  <!-- from whom to whom -->
  <xsl:function name="h:route" as="element()?">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:if test="h:fact($document, 'sender') or h:fact($document, 'addressee')">
      <dl class="route">
        <xsl:sequence select="h:leg($document, 'from', ('sender', 'sent-from'), 'sent'), h:leg($document, 'via', 'via', ()), h:leg($document, 'to', ('addressee', 'received-at'), 'received')"/>
      </dl>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:leg" as="element()?">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:param name="names" as="xs:string+"/>
    <xsl:param name="moment" as="xs:string?"/>
    <xsl:variable name="parties" as="element(r:fact)*" select="$names ! h:fact($document, .)"/>
    <xsl:if test="$parties">
      <div>
        <dt>{h:say($document, $word)}</dt>
        <dd>
          <xsl:for-each select="$parties">
            <xsl:if test="position() gt 1">, </xsl:if>
            <xsl:sequence select="h:party(.)"/>
          </xsl:for-each>
          <xsl:for-each select="$moment ! h:fact($document, .)[@when or @from or normalize-space()][1]">
            <span class="moment">{string-join(((@when, @from)[1] ! h:date(., .), normalize-space()[not(current()/(@when | @from))], @time), ', ')}</span>
          </xsl:for-each>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:party" as="item()*">
    <xsl:param name="fact" as="element(r:fact)"/>
    <xsl:choose>
      <xsl:when test="$fact/@known = 'true'"><a class="name" href="{h:entry($fact)}">{normalize-space($fact)}</a></xsl:when>
      <xsl:otherwise>{normalize-space($fact)}</xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- what it answers and what answers it -->
  <xsl:function name="h:replies" as="element()?">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:variable name="near" as="element(g:near)*" select="$page/g:near[@role = ('answers', 'answered-by', 'enclosure', 'related')]"/>
    <xsl:if test="$near">
      <dl class="replies" data-pagefind-ignore="">
        <xsl:for-each-group select="$near" group-by="@role">
          <div>
            <dt>{h:say($page, current-grouping-key())}</dt>
            <xsl:for-each select="current-group()"><dd><xsl:sequence select="h:near(.)"/></dd></xsl:for-each>
          </div>
        </xsl:for-each-group>
      </dl>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:near" as="item()*">
    <xsl:param name="near" as="element(g:near)"/>
    <xsl:choose>
      <xsl:when test="$near/@href"><a href="{$near/../@root}{$near/@href}"><xsl:copy-of select="$near/@lang"/>{$near/@title}</a></xsl:when>
      <xsl:when test="$near/@role != 'enclosure'">{$near/@title} <span class="absent">({h:say($near, 'not-here')})</span></xsl:when>
      <xsl:otherwise>{$near/@title}</xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- three views, switched without a script; with one the choice stays in the address -->
  <xsl:function name="h:views" as="element()">
    <xsl:param name="document" as="element(r:document)"/>
    <section class="views{' beside'[h:pictured($document)]}" aria-label="{h:say($document, 'text')}">
      <h2 class="quiet">{h:say($document, 'text')}</h2>
      <fieldset class="switch" data-pagefind-ignore="all">
        <legend>{h:say($document, 'view')}</legend>
        <xsl:variable name="apart" as="attribute()?" select="root($document)/g:page/@lines"/>
        <xsl:for-each select="'reading', 'diplomatic'[not($apart)], 'source'">
          <input type="radio" name="view" id="view-{.}" value="{.}">
            <xsl:if test=". = 'reading'"><xsl:attribute name="checked" select="'checked'"/></xsl:if>
          </input>
          <label for="view-{.}">{h:say($document, 'view.' || .)}</label>
        </xsl:for-each>
        <xsl:if test="$apart"><a class="apart" href="{h:root($document)}{$apart}">{h:say($document, 'view.diplomatic')}</a></xsl:if>
      </fieldset>
      <div class="view reading">
        <xsl:sequence select="h:language($document), h:scrolled($document, 'view.reading')"/>
        <xsl:apply-templates select="$document/r:body" mode="h:reading">
          <xsl:with-param name="h:level" select="3" tunnel="yes"/>
        </xsl:apply-templates>
      </div>
      <xsl:sequence select="h:facsimiles($document)"/>
      <xsl:if test="not(root($document)/g:page/@lines)"><xsl:sequence select="h:diplomatic($document)"/></xsl:if>
      <div class="view source" data-pagefind-ignore="all">
        <p><a href="{h:root($document)}{root($document)/g:page/@tei}" download="">{h:say($document, 'download')}</a></p>
        <iframe src="{h:root($document)}{root($document)/g:page/@source}" title="{h:say($document, 'view.source')}" loading="lazy"/>
      </div>
    </section>
  </xsl:function>

  <xsl:function name="h:diplomatic" as="element()">
    <xsl:param name="document" as="element(r:document)"/>
    <div class="view diplomatic" data-pagefind-ignore="all">
      <xsl:sequence select="h:language($document), h:scrolled($document, 'view.diplomatic')"/>
      <xsl:apply-templates select="$document/r:body" mode="h:diplomatic"/>
    </div>
  </xsl:function>

  <!-- of a large document the view line by line is a page of its own, with the same addresses -->
  <xsl:template match="g:page[@kind = 'lines']" mode="h:main">
    <article class="document">
      <header class="opening"><h1 dir="auto">{@title}</h1></header>
      <section class="views" aria-label="{h:say(., 'text')}">
        <h2 class="quiet">{h:say(., 'view.diplomatic')}</h2>
        <p class="switch">
          <a class="apart" href="{@reading}">{h:say(., 'view.reading')}</a>
          <a class="apart" href="" aria-current="page">{h:say(., 'view.diplomatic')}</a>
        </p>
        <xsl:sequence select="h:diplomatic(r:document)"/>
      </section>
      <xsl:sequence select="h:notes(r:document)"/>
    </article>
  </xsl:template>

  <!-- a vertical text is wider than the window: keys must be able to move it -->
  <xsl:function name="h:scrolled" as="attribute()*">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:if test="$document/@writing">
      <xsl:attribute name="tabindex" select="0"/>
      <xsl:attribute name="role" select="'group'"/>
      <xsl:attribute name="aria-label" select="h:say($document, $word)"/>
    </xsl:if>
  </xsl:function>

  <!-- ==== facsimiles: beside the text where there is room, above it where there is none ==== -->

  <xsl:function name="h:pictured" as="element(r:break)*">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:sequence select="$document/r:body//r:break[@file or @href][not(@broken)]"/>
  </xsl:function>

  <xsl:function name="h:facsimiles" as="element()?">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:if test="h:pictured($document)">
      <div class="facsimiles" data-nearer="{h:say($document, 'nearer')}" data-farther="{h:say($document, 'farther')}" role="region" tabindex="0" aria-label="{h:say($document, 'facsimiles')}" data-pagefind-ignore="all">
        <xsl:for-each select="h:pictured($document)">
          <xsl:variable name="said" as="xs:string" select="h:say(., 'facsimile', map {'n': string(@source-n)})"/>
          <figure id="{h:picture-id(.)}">
            <xsl:choose>
              <xsl:when test="@file"><a class="picture" href="{h:picture-address(.)}"><img src="{h:picture-address(.)}" alt="{$said}" loading="lazy"><xsl:sequence select="h:size(.)"/></img></a></xsl:when>
              <xsl:otherwise><xsl:sequence select="h:elsewhere(., $said)"/></xsl:otherwise>
            </xsl:choose>
            <figcaption>{@source-n}</figcaption>
          </figure>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- a picture on another host is asked for only when the reader wants it; IIIF in a size for the screen, then whole -->
  <xsl:function name="h:elsewhere" as="element()">
    <xsl:param name="break" as="element(r:break)"/>
    <xsl:param name="said" as="xs:string"/>
    <xsl:variable name="service" as="xs:string?" select="
        if (matches($break/@href, '/info\.json$')) then replace($break/@href, '/info\.json$', '')
        else if (matches($break/@href, '^.+/[^/]+/[^/]+/!?\d+/(default|color|gray|bitonal|native)\.\w+$')) then replace($break/@href, '(/[^/]+){4}$', '') else ()"/>
    <a class="picture absent" href="{($service ! (. || '/full/max/0/default.jpg'), $break/@href)[1]}" data-alt="{$said}">
      <xsl:where-populated><xsl:attribute name="data-screen" select="$service ! (. || '/full/!1200,1800/0/default.jpg')"/></xsl:where-populated>
      <span>{$said}</span>
      <span class="host">{replace($break/@href, '^https?://([^/]+).*$', '$1')}</span>
    </a>
  </xsl:function>

  <xsl:function name="h:notes" as="element()?">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:variable name="notes" as="element()*" select="$document/r:body//(r:note | r:alternate)[@n][not(self::r:note[@kind = ('handwritten', 'marginal')])]"/>
    <xsl:if test="$notes">
      <section class="notes">
        <xsl:element name="h2">{h:say($document, 'notes')}</xsl:element>
        <ol><xsl:sequence select="$document/(@lang, @dir)"/><xsl:apply-templates select="$notes" mode="h:note"/></ol>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- the signs that occur here, explained -->
  <xsl:function name="h:key" as="element()?">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:variable name="signs" as="xs:string*" select="distinct-values($document/r:body//(r:inline | r:alternate | r:note)/h:sign(.))"/>
    <xsl:if test="exists($signs)">
      <section class="key">
        <h2>{h:say($document, 'signs.here')}</h2>
        <dl>
          <xsl:for-each select="$signs">
            <xsl:sort select="index-of($h:shown-signs, .)[1]"/>
            <div><dt><xsl:sequence select="h:specimen(., h:first-of($document, .))"/></dt><dd>{h:meaning($document, .)}</dd></div>
          </xsl:for-each>
        </dl>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="h:shown-signs" as="xs:string+" select="
      'supplied-subaudible', 'supplied-explanation', 'supplied-undefined', 'supplied-original', 'supplied-lost', 'supplied-omitted', 'supplied', 'unclear',
      'gap-illegible', 'gap-lost', 'gap-withheld', 'gap', 'correction', 'sic', 'surplus-signed', 'surplus', 'apparatus', 'abbreviation', 'expansion', 'space', 'add', 'del', 'damaged',
      'pseudonym', 'stamp', 'handwritten', 'doubt'"/>

  <xsl:function name="h:first-of" as="element()">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:sequence select="($document/r:body//(r:inline | r:alternate | r:note)[h:sign(.) = $sign])[1]"/>
  </xsl:function>

  <!-- the sign as the page itself shows it -->
  <xsl:function name="h:specimen" as="element()">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="string-join(subsequence(tokenize(h:short($node)), 1, 4), ' ')"/>
    <span class="i {tokenize($sign, '-')[1]} {$sign} specimen"><xsl:value-of select="if ($node/self::r:note) then replace($words, ':$', '') else $node/@before || $words || $node/@shown || $node/@after"/></span>
  </xsl:function>

  <xsl:function name="h:short" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="h:inside(($node/r:alternative[@role = 'edited'], $node/r:inline[@kind = 'label'], $node)[1])"/>
  </xsl:function>

  <!-- source and rights -->
  <xsl:function name="h:about" as="element()?">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:variable name="rows" as="element()*" select="
            h:row($document, 'number', 'number'), h:row($document, 'document-type', 'document-type'), h:row($document, 'copy-to', ('copy-to', 'copies-note')),
            h:row($document, 'archive', 'shelfmark'), h:row($document, 'record', ('record', 'record-url')), h:row($document, 'printed', 'printed'),
            h:row($document, 'source.other', 'source'), h:row($document, 'original-language', 'original-language'), h:row($document, 'language', 'language'),
            h:row($document, 'hand', 'hand'), h:row($document, 'responsibility', ('editor', 'responsibility')), h:row($document, 'source-rights', 'source-rights'),
            h:row($document, 'rights', 'rights'), h:row($document, 'changed', 'changed')"/>
    <xsl:if test="$rows">
      <section class="about">
        <h2>{h:say($document, 'source')}</h2>
        <dl><xsl:sequence select="$rows"/></dl>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:row" as="element()?">
    <xsl:param name="document" as="element(r:document)"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:param name="names" as="xs:string+"/>
    <xsl:variable name="facts" as="element(r:fact)*" select="($names ! h:fact($document, .))[normalize-space()]"/>
    <xsl:if test="$facts">
      <div>
        <dt>{h:say($document, $word)}</dt>
        <xsl:for-each select="$facts">
          <dd><xsl:sequence select="h:language(.)"/><xsl:apply-templates select="." mode="h:fact"/></dd>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:function>

  <xsl:template match="r:fact" mode="h:fact" priority="-1"><xsl:apply-templates mode="h:reading"/></xsl:template>
  <xsl:template match="r:fact[matches(@href, '^https?:')]" mode="h:fact"><a href="{@href}"><xsl:value-of select="normalize-space()"/></a></xsl:template>
  <xsl:template match="r:fact[@known = 'true']" mode="h:fact"><xsl:sequence select="h:party(.)"/></xsl:template>
  <xsl:template match="r:fact[@name = 'changed']" mode="h:fact"><time datetime="{@when}">{h:date(., @when)}</time>: {normalize-space()}</xsl:template>
  <xsl:template match="r:fact[@name = 'responsibility']" mode="h:fact">{@type}: {normalize-space()}</xsl:template>

  <xsl:function name="h:cite-box" as="element()">
    <xsl:param name="document" as="element(r:document)"/>
    <section class="cite">
      <h2>{h:say($document, 'cite')}</h2>
      <p class="citation"><xsl:sequence select="h:citation($document)"/></p>
      <p class="hint">{h:say($document, 'cite.hint')}</p>
      <xsl:sequence select="h:form('BibTeX', h:bibtex($document)), h:form('RIS', h:ris($document)), h:form('CSL-JSON', h:csl($document))"/>
    </section>
  </xsl:function>

  <xsl:function name="h:form" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="text" as="xs:string"/>
    <details><summary>{$name}</summary><pre tabindex="0"><code>{$text}</code></pre></details>
  </xsl:function>

  <!-- previous and next -->
  <xsl:function name="h:nearby" as="element()?">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:variable name="near" as="element(g:near)*" select="$page/g:near[@role = ('previous', 'following', 'previous-between', 'following-between')]"/>
    <xsl:if test="$near">
      <nav class="nearby" aria-label="{h:say($page, 'nearby')}">
        <ul>
          <xsl:for-each select="$near">
            <li class="{@role}"><span class="where">{h:say($page, @role)}</span> <a href="{$page/@root}{@href}"><xsl:copy-of select="@lang"/>{@title}</a></li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:function>

  <!-- facets for the search, unseen -->
  <xsl:function name="h:filters" as="element()">
    <xsl:param name="document" as="element(r:document)"/>
    <div hidden="hidden" class="filters">
      <xsl:sequence select="
          (h:fact($document, 'sender')) ! h:filter(., 'from', normalize-space()), h:fact($document, 'addressee') ! h:filter(., 'to', normalize-space()),
          h:when($document) ! h:filter($document, 'year', substring(., 1, 4)), distinct-values(h:fact($document, 'repository') ! normalize-space()) ! h:filter($document, 'archive', .),
          h:fact($document, 'document-type') ! h:filter(., 'document-type', normalize-space())"/>
      <xsl:if test="h:when($document)"><span data-pagefind-sort="date">{h:when($document)}</span><span data-pagefind-meta="date">{h:date($document, h:when($document))}</span></xsl:if>
    </div>
  </xsl:function>

  <xsl:function name="h:filter" as="element()">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <span data-pagefind-filter="{$name}">{$value}</span>
  </xsl:function>

  <!-- ==== the start page ==== -->

  <xsl:template match="g:page[@kind = 'start']" mode="h:main">
    <header class="title-page">
      <h1>{g:edition/@title}</h1>
      <xsl:if test="g:edition/@subtitle ne ''"><p class="subtitle">{g:edition/@subtitle}</p></xsl:if>
      <xsl:if test="g:edition/g:editor"><p class="by">{h:say(., 'edited-by', map {'names': string-join(g:edition/g:editor/@name, ', ')})}</p></xsl:if>
      <xsl:if test="g:edition/@description ne ''"><p class="description">{g:edition/@description}</p></xsl:if>
      <xsl:if test="@first">
        <p class="extent">{h:say(., if (@count = '1') then 'count.one' else 'count.documents', map {'n': string(@count), 'from': string(@first), 'to': string(@last)})}</p>
      </xsl:if>
    </header>
    <xsl:if test="g:menu/g:item/@href = 'search.html'">
      <form class="search ask" role="search" action="search.html">
        <label class="quiet" for="q">{h:say(., 'search.label')}</label>
        <input type="search" id="q" name="q" placeholder="{h:say(., 'search.label')}" autocomplete="off"/>
        <button type="submit">{h:say(., 'search.go')}</button>
      </form>
    </xsl:if>
    <section class="chronology" aria-labelledby="chronology">
      <h2 id="chronology">{h:say(., 'in-order')}</h2>
      <xsl:if test="not(g:item | g:period)"><p>{h:say(., 'empty')}</p></xsl:if>
      <xsl:sequence select="h:periods(.)"/>
      <xsl:for-each-group select="g:item" group-adjacent="substring(@when, 1, 4)">
        <xsl:if test="count(distinct-values(../g:item/substring(@when, 1, 4))) gt 1">
          <h3 class="year">{(current-grouping-key()[. ne ''], h:say(., 'undated'))[1]}</h3>
        </xsl:if>
        <ol class="documents"><xsl:sequence select="current-group() ! h:listed(.)"/></ol>
      </xsl:for-each-group>
    </section>
    <xsl:if test="not(g:edition/@charts = 'off')"><xsl:sequence select="h:timeline(.), h:network(.), h:calendar(.)"/></xsl:if>
  </xsl:template>

  <!-- the years of an edition that one page cannot list -->
  <xsl:function name="h:periods" as="element()?">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:if test="$page/g:period">
      <table class="years">
        <thead><tr><th scope="col">{h:say($page, 'year')}</th><td/><th scope="col">{h:say($page, 'count')}</th></tr></thead>
        <tbody>
          <xsl:for-each-group select="$page/g:period" group-adjacent="string(@year)">
            <tr>
              <th scope="row"><xsl:choose><xsl:when test="current-group()[2]">{(@year[. ne ''], @title)[1]}</xsl:when><xsl:otherwise><a href="{$page/@root}{@href}">{@title}</a></xsl:otherwise></xsl:choose></th>
              <td>
                <xsl:if test="current-group()[2]">
                  <ul><xsl:for-each select="current-group()"><li><a href="{$page/@root}{@href}">{@short}</a></li></xsl:for-each></ul>
                </xsl:if>
              </td>
              <td>{sum(current-group()/@count ! xs:integer(.))}</td>
            </tr>
          </xsl:for-each-group>
        </tbody>
      </table>
    </xsl:if>
  </xsl:function>

  <xsl:template match="g:page[@kind = 'period']" mode="h:main">
    <p class="running"><a href="{@root}index.html">{h:say(., 'chronology')}</a></p>
    <h1>{@title}</h1>
    <xsl:sequence select="h:calendar(.)"/>
    <section class="chronology" aria-labelledby="chronology">
      <h2 id="chronology">{h:say(., 'in-order')}</h2>
      <ol class="documents"><xsl:sequence select="g:item ! h:listed(.)"/></ol>
    </section>
    <xsl:sequence select="h:nearby(.)"/>
  </xsl:template>

  <xsl:function name="h:listed" as="element()">
    <xsl:param name="item" as="element(g:item)"/>
    <li>
      <!-- the calendar leads to the first of a day -->
      <xsl:if test="$item/@when ne '' and not($item/@role ne '') and not($item/preceding-sibling::g:item[1]/@when = $item/@when)"><xsl:attribute name="id" select="'on-' || replace($item/@when, '[^0-9A-Za-z\-]', '-')"/></xsl:if>
      <a href="{$item/../@root}{$item/@href}">
        <span class="date">{(h:date($item, $item/@when)[. ne ''], h:say($item, 'undated'))[1]}</span>
        <span class="title">{if ($item/@from ne '' and $item/@to ne '') then h:say($item, 'letter', map {'from': $item/@from, 'to': $item/@to}) else $item/@title}</span>
        <xsl:if test="$item/@number"><span class="number">{h:say($item, 'number.short', map {'n': $item/@number})}</span></xsl:if>
      </a>
      <xsl:if test="$item/@abstract"><p>{$item/@abstract}</p></xsl:if>
      <xsl:if test="$item/g:answer">
        <p class="answer">
          <span class="where">{h:say($item, 'answered-by')}</span>
          <xsl:for-each select="$item/g:answer"><xsl:text> </xsl:text><a href="{$item/../@root}{@href}" title="{@title}">{@short}</a></xsl:for-each>
        </p>
      </xsl:if>
    </li>
  </xsl:function>

  <!-- ==== registers ==== -->

  <xsl:template match="g:page[@kind = 'register']" mode="h:main">
    <h1>{@title}</h1>
    <xsl:variable name="initials" as="xs:string*" select="distinct-values(g:entry/@initial)"/>
    <xsl:if test="count($initials) gt 5">
      <nav class="initials" aria-label="{h:say(., 'letters')}">
        <ul><xsl:for-each select="$initials"><li><a href="#initial-{position()}">{.}</a></li></xsl:for-each></ul>
      </nav>
    </xsl:if>
    <xsl:sequence select="h:map(.)"/>
    <xsl:for-each-group select="g:entry" group-adjacent="@initial">
      <section class="initial" aria-labelledby="initial-{position()}">
        <h2 id="initial-{position()}">{current-grouping-key()}</h2>
        <dl class="register{' names'[not(current-group()/(@note | @more))]}">
          <xsl:for-each select="current-group()">
            <div>
              <dt><a href="{encode-for-uri(@key)}.html">{@name}</a></dt>
              <dd>
                <xsl:if test="@note"><span class="said">{@note}</span></xsl:if>
                <xsl:if test="g:mention">
                  <span class="places">
                    <xsl:for-each-group select="g:mention" group-adjacent="@href">
                      <span class="mentioned"><a href="{../../@root}{@href}#{@anchor}">{@short}</a><xsl:call-template name="h:further-mentions"><xsl:with-param name="mentions" select="current-group()"/></xsl:call-template></span>
                      <xsl:if test="position() ne last()">, </xsl:if>
                    </xsl:for-each-group>
                    <xsl:if test="@more ne '0'"><xsl:text>, </xsl:text><a class="mentioned" href="{encode-for-uri(@key)}.html">{h:say(., 'more', map {'n': string(@more)})}</a></xsl:if>
                  </span>
                </xsl:if>
              </dd>
            </div>
          </xsl:for-each>
        </dl>
      </section>
    </xsl:for-each-group>
  </xsl:template>

  <!-- The second and later mentions in one document, each a numbered link; past a dozen the entry's own page has them. -->
  <xsl:template name="h:further-mentions">
    <xsl:param name="mentions" as="element(g:mention)*"/>
    <xsl:for-each select="$mentions[position() = 2 to 12]">
      <xsl:variable name="number" as="xs:string" select="string(position() + 1)"/>
      <xsl:text> </xsl:text>
      <a class="times" href="{../../@root}{@href}#{@anchor}" aria-label="{@short}, {$number}">{$number}</a>
    </xsl:for-each>
    <xsl:if test="count($mentions) gt 12"><xsl:text> </xsl:text><a class="times" href="{encode-for-uri($mentions[1]/../@key)}.html" aria-label="{$mentions[1]/@short}, ×{count($mentions)}">…</a></xsl:if>
  </xsl:template>

  <xsl:template match="g:page[@kind = 'entry']" mode="h:main">
    <article class="entry" data-pagefind-ignore="all">
      <p class="running"><a href="{@root}{@register}/index.html">{@register-title}</a></p>
      <h1>{@title}</h1>
      <xsl:if test="not(@leaf ne '1')"><xsl:sequence select="r:entry ! h:known(.)"/></xsl:if>
      <xsl:sequence select="h:leaves(.), h:letters(., 'sent-by'), h:letters(., 'received-by')"/>
      <xsl:if test="g:mention or not(@leaf)"><xsl:sequence select="h:mentions(.)"/></xsl:if>
      <p class="whole"><a href="{@root}{@register}/index.html">{h:say(., 'whole-register')}</a></p>
    </article>
  </xsl:template>

  <!-- what the register knows of somebody -->
  <xsl:function name="h:known" as="element()*">
    <xsl:param name="entry" as="element(r:entry)"/>
    <xsl:variable name="forms" as="xs:string*" select="distinct-values($entry/r:form[not(@type = ('main', 'display'))])[not(. = $entry/@display)]"/>
    <xsl:variable name="details" as="element(r:detail)*" select="$entry/r:detail[not(@tei = 'note')][normalize-space()]"/>
    <xsl:where-populated>
      <div class="said"><xsl:for-each select="$entry/r:detail[@tei = 'note']"><p><xsl:sequence select="h:language(.)"/><xsl:apply-templates mode="h:reading"/></p></xsl:for-each></div>
    </xsl:where-populated>
    <xsl:where-populated>
      <dl class="facts">
        <xsl:if test="exists($forms)"><div><dt>{h:say($entry, 'forms')}</dt><dd>{string-join($forms, '; ')}</dd></div></xsl:if>
        <xsl:for-each-group select="$details" group-by="@tei">
          <div>
            <dt>{if (h:knows($entry, 'detail.' || @tei)) then h:say($entry, 'detail.' || @tei) else @tei}</dt>
            <xsl:for-each select="current-group()"><dd><xsl:sequence select="h:language(.)"/><xsl:apply-templates mode="h:reading"/></dd></xsl:for-each>
          </div>
        </xsl:for-each-group>
        <xsl:if test="$entry/@geo"><div><dt>{h:say($entry, 'coordinates')}</dt><dd>{h:lies($entry/@geo)}</dd></div></xsl:if>
        <xsl:if test="$entry/r:authority">
          <div>
            <dt>{h:say($entry, 'authorities')}</dt>
            <xsl:for-each select="$entry/r:authority"><dd><xsl:choose><xsl:when test="@href"><a href="{@href}">{(@type, .)[1]}</a></xsl:when><xsl:otherwise>{@type} {.}</xsl:otherwise></xsl:choose></dd></xsl:for-each>
          </div>
        </xsl:if>
      </dl>
    </xsl:where-populated>
  </xsl:function>

  <!-- latitude and longitude as people write them; anything else as it stands -->
  <xsl:function name="h:lies" as="xs:string">
    <xsl:param name="geo" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(translate($geo, ',', ' '))"/>
    <xsl:sequence select="
        if (count($parts) = 2 and (every $part in $parts satisfies $part castable as xs:double))
          then h:degrees(xs:double($parts[1]), 'N', 'S') || ', ' || h:degrees(xs:double($parts[2]), 'E', 'W') else $geo"/>
  </xsl:function>

  <xsl:function name="h:mentions" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <section class="mentions">
      <h2>{h:say($page, 'mentions')}</h2>
      <xsl:if test="not($page/g:mention)"><p>{h:say($page, 'mentions.none')}</p></xsl:if>
      <xsl:for-each-group select="$page/g:mention" group-adjacent="@href">
        <section>
          <h3><a href="{$page/@root}{@href}">{@title}</a></h3>
          <ul>
            <xsl:for-each select="current-group()">
              <li>{@before}<a href="{$page/@root}{@href}#{@anchor}"><mark>{@form}</mark></a>{@after}</li>
            </xsl:for-each>
          </ul>
        </section>
      </xsl:for-each-group>
    </section>
  </xsl:function>

  <!-- the pages of an entry that is named often -->
  <xsl:function name="h:leaves" as="element()?">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:if test="$page/@leaves">
      <nav class="leaves" aria-label="{h:say($page, 'page', map {'n': $page/@leaf || ' / ' || $page/@leaves})}">
        <ol>
          <!-- of many pages the first, the last and those nearby -->
          <xsl:for-each select="(1 to xs:integer($page/@leaves))[. = (1, 2, xs:integer($page/@leaves)) or abs(. - xs:integer($page/@leaf)) le 4]">
            <li>
              <a href="{$page/@root}{$page/@register}/{$page/@key}{('/' || .)[current() gt 1]}.html">
                <xsl:if test="string(.) = $page/@leaf"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
                <xsl:text>{.}</xsl:text>
              </a>
            </li>
          </xsl:for-each>
        </ol>
      </nav>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:letters" as="element()?">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:if test="$page/g:item[@role = $role]">
      <section><h2>{h:say($page, $role)}</h2><ol class="documents"><xsl:sequence select="$page/g:item[@role = $role] ! h:listed(.)"/></ol></section>
    </xsl:if>
  </xsl:function>

  <!-- ==== a text of the edition ==== -->

  <xsl:template match="g:page[@kind = 'text']" mode="h:main">
    <article class="text" data-pagefind-body="">
      <h1 data-pagefind-meta="title">{@title}</h1>
      <div class="view reading prose">
        <xsl:sequence select="h:language(r:document)"/>
        <xsl:apply-templates select="r:document/r:body" mode="h:reading"/>
      </div>
      <xsl:sequence select="h:notes(r:document)"/>
    </article>
  </xsl:template>

  <!-- ==== signs, search ==== -->

  <xsl:template match="g:page[@kind = 'signs']" mode="h:main">
    <xsl:variable name="page" as="element(g:page)" select="."/>
    <h1>{@title}</h1>
    <p class="lead">{@intro}</p>
    <dl class="signs">
      <!-- a general row only where no closer one has the same example -->
      <xsl:for-each select="$h:shown-signs[. = $page/g:specimen/@sign][not(h:is-told(., $page))]">
        <xsl:variable name="sign" as="xs:string" select="."/>
        <xsl:variable name="specimen" as="element(g:specimen)?" select="$page/g:specimen[@sign = $sign]"/>
        <div id="sign-{$sign}">
          <dt><span class="i {tokenize($sign, '-')[1]} {$sign} specimen">{($specimen, '…')[1]}</span></dt>
          <dd>{h:meaning($page, $sign)}<xsl:if test="$specimen/@href"><xsl:text> </xsl:text><a class="seen" href="{$page/@root}{$specimen/@href}">{h:say($page, 'signs.example')}</a></xsl:if></dd>
        </div>
      </xsl:for-each>
    </dl>
    <!-- the signs of the transcripts' own practice, as its table has them -->
    <xsl:if test="g:row">
      <h2>{h:say(., 'signs.practice')}</h2>
      <dl class="signs practice">
        <xsl:for-each select="g:row">
          <div id="practice-{@name}"><dt><span class="i">{.}</span></dt><dd>{upper-case(substring(@meaning, 1, 1)) || substring(@meaning, 2)}</dd></div>
        </xsl:for-each>
      </dl>
    </xsl:if>
  </xsl:template>

  <xsl:function name="h:is-told" as="xs:boolean">
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:variable name="closer" as="element(g:specimen)*" select="$page/g:specimen[starts-with(@sign, $sign || '-')][@sign = $h:shown-signs]"/>
    <xsl:sequence select="$page/g:specimen[@sign = $sign] = $closer"/>
  </xsl:function>

  <xsl:template match="g:page[@kind = 'search']" mode="h:main">
    <xsl:variable name="page" as="element(g:page)" select="."/>
    <h1>{@title}</h1>
    <noscript><p>{h:say(., 'search.noscript')}</p></noscript>
    <form class="search" role="search" action="search.html" data-bundle="pagefind/pagefind.js" data-hits="{h:say(., 'search.hits')}" data-none="{h:say(., 'search.none')}"
      data-more="{h:say(., 'search.more')}" data-any="{h:say(., 'search.any')}" data-local="{h:say(., 'search.local')}">
      <p class="ask">
        <label for="q">{h:say(., 'search.label')}</label>
        <input type="search" id="q" name="q" autocomplete="off"/>
        <button type="submit">{h:say(., 'search.go')}</button>
      </p>
      <div class="facets">
        <xsl:for-each select="'from', 'to', 'year', 'archive', 'document-type'">
          <p data-facet="{.}" hidden="hidden"><label for="facet-{.}">{h:say($page, .)}</label><select id="facet-{.}" name="{.}"><option value="">{h:say($page, 'search.any')}</option></select></p>
        </xsl:for-each>
      </div>
    </form>
    <p class="count" role="status" aria-live="polite"/>
    <ol class="hits"/>
  </xsl:template>

</xsl:package>
