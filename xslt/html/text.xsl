<?xml version="1.0" encoding="UTF-8"?>
<!-- The text of a document in two views: h:reading and h:diplomatic. The first is for readers, the second line by line. -->
<xsl:package name="urn:tei-edition:html:text" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:r="urn:tei-edition:reading" xmlns:h="urn:tei-edition:html" xmlns:g="urn:tei-edition:page"
  xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">

  <xsl:use-package name="urn:tei-edition:html:words" package-version="1.0"/>

  <xsl:mode name="h:reading" on-no-match="fail" visibility="public"/>
  <xsl:mode name="h:diplomatic" on-no-match="fail" visibility="public"/>
  <xsl:mode name="h:note" on-no-match="fail" visibility="public"/>

  <!-- ==== what both views share ==== -->

  <!-- language and direction, where they change -->
  <xsl:function name="h:language" as="attribute()*" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:where-populated><xsl:attribute name="lang" select="$node/@lang"/></xsl:where-populated>
    <xsl:where-populated><xsl:attribute name="dir" select="$node/@dir"/></xsl:where-populated>
    <xsl:where-populated><xsl:attribute name="data-writing" select="$node/@writing[not($node/ancestor::*/@writing = .)]"/></xsl:where-populated>
  </xsl:function>

  <!-- words of ours within a text of another language -->
  <xsl:function name="h:ours" as="attribute()*">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="page" as="element(g:page)?" select="root($node)/g:page"/>
    <xsl:if test="$page/@lang ne $page/r:document/@lang"><xsl:copy-of select="$page/@lang"/></xsl:if>
  </xsl:function>

  <!-- the address of a block or line: its line in the transcript, else its id -->
  <xsl:function name="h:address" as="xs:string?" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="if ($node/@line) then 'l' || $node/@line else $node/@id ! replace(., '[^A-Za-z0-9_.\-]', '-')"/>
  </xsl:function>

  <xsl:function name="h:common" as="attribute()*">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="class" as="xs:string"/>
    <xsl:attribute name="class" select="$class"/>
    <xsl:where-populated><xsl:attribute name="id" select="h:address($node)"/></xsl:where-populated>
    <xsl:sequence select="h:language($node)"/>
  </xsl:function>

  <!-- the number of a line, in the margin, as its address -->
  <xsl:function name="h:line-number" as="element()?">
    <xsl:param name="node" as="element()"/>
    <xsl:if test="$node/@line">
      <a class="ln" href="#l{$node/@line}" aria-label="{h:say($node, 'line', map {'n': $node/@line})}"><xsl:value-of select="$node/@line"/></a>
    </xsl:if>
  </xsl:function>

  <!-- does it hold what HTML does not allow in a paragraph? -->
  <xsl:function name="h:holds-blocks" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists($node//(r:section | r:heading | r:paragraph | r:block | r:list | r:table | r:figure | r:note[@kind = $h:in-place]))"/>
  </xsl:function>

  <!-- notes that stand in their place or in the margin, not at the foot -->
  <xsl:variable name="h:in-place" as="xs:string+" select="'stamp', 'handwritten', 'marginal', 'resolution', 'layout'"/>

  <!-- the name of the HTML element for something that may hold blocks -->
  <xsl:function name="h:wrapper" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="if (h:holds-blocks($node)) then 'div' else 'span'"/>
  </xsl:function>

  <!-- a sign is explained by the row of the catalogue for its kind and reason, or for its kind -->
  <xsl:function name="h:sign" as="xs:string?" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="if ($node/self::r:alternate[@kind = 'choice']) then 'apparatus' else $node/@kind"/>
    <xsl:variable name="signed" as="xs:boolean" select="
        $kind = ('supplied', 'unclear', 'gap', 'surplus', 'correction', 'sic', 'apparatus', 'add', 'del', 'pseudonym', 'damaged')
        or $node/self::r:inline[@kind = 'expansion'][@before or r:inline[@kind = 'expansion']/@before] or $node/self::r:inline[@kind = 'space']/@shown
        or $node/self::r:alternate/@kind = 'abbreviation' or $node/self::r:note/@kind = ('stamp', 'handwritten')"/>
    <xsl:sequence select="
        if (not($signed)) then $node/@doubt ! 'doubt'
        else if ($kind = 'surplus' and $node/(@before | @after)) then 'surplus-signed'
        else ($node/@reason[h:knows($node, 'sign.' || $kind || '-' || .)] ! ($kind || '-' || .), $kind)[1]"/>
  </xsl:function>

  <!-- what a sign says: of a translation the words are its translator's; a doubt gives its reason -->
  <xsl:function name="h:meaning" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:sequence select="h:say($node, if (root($node)/g:page/@translated and h:knows($node, 'translated.' || $sign)) then 'translated.' || $sign else 'sign.' || $sign)"/>
  </xsl:function>

  <xsl:function name="h:explained" as="attribute()+">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:attribute name="data-sign" select="$sign"/>
    <xsl:if test="$node/@doubt"><xsl:attribute name="data-doubt"/></xsl:if>
    <xsl:attribute name="title" select="h:meaning($node, $sign), h:say($node, 'sign.doubt')[$node/@doubt][$sign ne 'doubt'], $node/@doubted" separator="; "/>
  </xsl:function>

  <!-- a delimiter of the transcript -->
  <xsl:function name="h:delimiter" as="element()?">
    <xsl:param name="character" as="attribute()?"/>
    <xsl:if test="$character"><span class="mark"><xsl:value-of select="$character"/></span></xsl:if>
  </xsl:function>

  <!-- characters that stand for what has no text -->
  <xsl:function name="h:shown" as="element()?">
    <xsl:param name="node" as="element()?"/>
    <xsl:if test="$node/@shown"><span class="shown"><xsl:value-of select="$node/@shown"/></span></xsl:if>
  </xsl:function>

  <!-- the words of the reading view, as one string -->
  <xsl:function name="h:plain" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="said" as="xs:string*"><xsl:apply-templates select="$node" mode="h:plain"/></xsl:variable>
    <xsl:sequence select="normalize-space(string-join($said))"/>
  </xsl:function>

  <!-- the same, without the delimiters around it -->
  <xsl:function name="h:inside" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="said" as="xs:string*"><xsl:apply-templates select="$node/node()" mode="h:plain"/></xsl:variable>
    <xsl:sequence select="normalize-space(string-join($said))"/>
  </xsl:function>

  <xsl:mode name="h:plain" on-no-match="fail"/>
  <xsl:template match="text()" mode="h:plain" as="xs:string"><xsl:sequence select="string()"/></xsl:template>
  <xsl:template match="*" mode="h:plain" as="xs:string*">
    <xsl:sequence select="string(@before)"/>
    <xsl:apply-templates mode="h:plain"/>
    <xsl:sequence select="@shown || @after"/>
  </xsl:template>
  <xsl:template match="r:break | r:paragraph | r:block | r:item | r:heading" mode="h:plain" as="xs:string*">
    <xsl:sequence select="' '"/>
    <xsl:apply-templates mode="h:plain"/>
  </xsl:template>
  <xsl:template match="r:note | r:alternative[@role = ('source', 'variant', 'comment')][../r:alternative/@role = 'edited'] | r:inline[@kind = 'surplus'][not(@before or @after)]" mode="h:plain"/>

  <!-- ==== reading view: sections and headings ==== -->

  <xsl:template match="r:body" mode="h:reading h:diplomatic">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="r:section" mode="h:reading">
    <section>
      <xsl:sequence select="h:common(., 'section ' || @kind)"/>
      <xsl:apply-templates mode="#current"/>
    </section>
  </xsl:template>

  <xsl:template match="r:section[@kind = ('document', 'routing', 'message')]" mode="h:reading">
    <div>
      <xsl:sequence select="h:common(., @kind)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- what the office wrote after the message folds away -->
  <xsl:template match="r:section[@kind = 'processing']" mode="h:reading">
    <details class="fold office">
      <summary><xsl:sequence select="h:ours(.)"/><xsl:value-of select="h:say(., 'fold.office')"/></summary>
      <div>
        <xsl:sequence select="h:common(., 'processing')"/>
        <xsl:apply-templates mode="#current"/>
      </div>
    </details>
  </xsl:template>

  <!-- the form's own captions are part of the text, not of the page -->
  <xsl:template match="r:heading[@kind = ('issuer', 'title', 'status', 'caption')]" mode="h:reading">
    <xsl:element name="{if (h:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="h:common(., 'caption ' || @kind)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- headings of the text begin below those of the page -->
  <xsl:template match="r:heading" mode="h:reading" priority="-1">
    <xsl:param name="h:level" as="xs:integer" select="2" tunnel="yes"/>
    <xsl:element name="h{min((6, max((1, xs:integer(@depth))) + $h:level - 1))}">
      <xsl:sequence select="h:common(., 'heading')"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- ==== reading view: paragraphs and blocks ==== -->

  <xsl:template match="r:paragraph" mode="h:reading">
    <xsl:element name="{if (h:holds-blocks(.)) then 'div' else 'p'}">
      <xsl:sequence select="h:common(., if (@point) then 'p point' else if (tokenize(@rend) = ('bullet', 'bullet-star')) then 'p bullet' else 'p')"/>
      <xsl:sequence select="h:permalink(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- a paragraph that the transcript writes as a heading: ## The ferry -->
  <xsl:template match="r:paragraph[tokenize(@rend) ! starts-with(., 'heading-') = true()]" mode="h:reading">
    <xsl:param name="h:level" as="xs:integer" select="2" tunnel="yes"/>
    <xsl:element name="h{min((6, $h:level + 1))}">
      <xsl:sequence select="h:common(., 'heading')"/>
      <xsl:sequence select="h:permalink(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- the address of a paragraph, shown when wanted -->
  <xsl:function name="h:permalink" as="element()?">
    <xsl:param name="node" as="element()"/>
    <xsl:if test="h:address($node)">
      <a class="permalink" href="#{h:address($node)}" aria-label="{if ($node/@line) then h:say($node, 'line', map {'n': $node/@line}) else h:say($node, 'paragraph')}">
        <xsl:value-of select="if ($node/@line) then $node/@line else '¶'"/>
      </a>
    </xsl:if>
  </xsl:function>

  <xsl:template match="r:block" mode="h:reading">
    <div>
      <xsl:sequence select="h:common(., 'block ' || @kind)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="r:block[@kind = 'quotation']" mode="h:reading">
    <blockquote>
      <xsl:sequence select="h:common(., 'quotation')"/>
      <xsl:apply-templates mode="#current"/>
    </blockquote>
  </xsl:template>

  <xsl:template match="r:block[@kind = 'enclosed']" mode="h:reading">
    <article aria-label="{h:say(., 'enclosed')}">
      <xsl:sequence select="h:common(., 'enclosed')"/>
      <xsl:apply-templates mode="#current"/>
    </article>
  </xsl:template>

  <xsl:template match="r:block[@kind = 'generic']" mode="h:reading h:diplomatic">
    <div title="{h:say(., 'generic', map {'name': @tei})}" data-tei="{@tei}">
      <xsl:attribute name="class" select="'block generic'"/>
      <xsl:sequence select="h:language(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="r:block[@kind = 'code']" mode="h:reading">
    <pre>
      <xsl:sequence select="h:common(., 'code')"/>
      <code><xsl:apply-templates mode="#current"/></code>
    </pre>
  </xsl:template>

  <!-- ==== lists, tables, figures ==== -->

  <xsl:template match="r:list" mode="h:reading">
    <div>
      <xsl:sequence select="h:common(., 'list ' || @kind)"/>
      <xsl:apply-templates select="r:heading" mode="#current"/>
      <xsl:sequence select="h:items(.)"/>
    </div>
  </xsl:template>

  <!-- who got a copy folds away -->
  <xsl:template match="r:list[@kind = 'copies']" mode="h:reading">
    <details class="fold copies">
      <summary><xsl:sequence select="h:ours(.)"/><xsl:value-of select="h:say(., 'fold.copies')"/></summary>
      <div>
        <xsl:sequence select="h:common(., 'list copies')"/>
        <xsl:apply-templates select="r:heading" mode="#current"/>
        <xsl:sequence select="h:items(.)"/>
      </div>
    </details>
  </xsl:template>

  <xsl:function name="h:items" as="element()*">
    <xsl:param name="list" as="element(r:list)"/>
    <!-- what stands between items goes into the item before it -->
    <xsl:element name="{if ($list/@kind = 'numbered') then 'ol' else 'ul'}">
      <xsl:for-each-group select="$list/* except $list/r:heading" group-starting-with="r:item">
        <li>
          <xsl:sequence select="current-group()[self::r:item] ! h:common(., if (@kind = 'term') then 'term' else 'item')"/>
          <xsl:apply-templates select="current-group()/(if (self::r:item) then node() else .)" mode="h:reading"/>
        </li>
      </xsl:for-each-group>
    </xsl:element>
  </xsl:function>

  <xsl:template match="r:table" mode="h:reading h:diplomatic">
    <div class="table" role="region" tabindex="0" aria-label="{(r:heading[1] ! normalize-space(.)[.], h:say(., 'table'))[1]}">
      <xsl:apply-templates select="r:heading" mode="#current"/>
      <table>
        <xsl:apply-templates select="r:row" mode="#current"/>
      </table>
      <xsl:apply-templates select="* except (r:heading | r:row)" mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="r:row" mode="h:reading h:diplomatic">
    <tr><xsl:apply-templates select="r:cell" mode="#current"/></tr>
  </xsl:template>

  <xsl:template match="r:cell" mode="h:reading h:diplomatic">
    <xsl:element name="{if (@label or ../@label) then 'th' else 'td'}">
      <xsl:where-populated><xsl:attribute name="colspan" select="@columns"/></xsl:where-populated>
      <xsl:where-populated><xsl:attribute name="rowspan" select="@rows"/></xsl:where-populated>
      <xsl:sequence select="h:language(.)"/>
      <xsl:apply-templates select="preceding-sibling::*[1][self::r:break]" mode="#current"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="r:figure" mode="h:reading h:diplomatic">
    <figure>
      <xsl:sequence select="h:language(.)"/>
      <xsl:apply-templates select="r:graphic, node() except (r:graphic | r:heading | r:block[@kind = 'description'])" mode="#current"/>
      <xsl:if test="r:heading or r:block[@kind = 'description']">
        <figcaption><xsl:apply-templates select="r:heading, r:block[@kind = 'description']" mode="#current"/></figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="r:graphic[@file][not(@broken)]" mode="h:reading h:diplomatic">
    <img src="{h:picture-address(.)}" alt="{@alt}" loading="lazy" class="graphic"><xsl:sequence select="h:size(.)"/></img>
  </xsl:template>

  <!-- how large a picture is, so that nothing moves when it arrives -->
  <xsl:function name="h:size" as="attribute()*" visibility="public">
    <xsl:param name="picture" as="element()"/>
    <xsl:where-populated><xsl:attribute name="width" select="$picture/@pixels-wide"/></xsl:where-populated>
    <xsl:where-populated><xsl:attribute name="height" select="$picture/@pixels-high"/></xsl:where-populated>
  </xsl:function>

  <!-- an image elsewhere is a link: a page of the edition asks nothing of other sites -->
  <xsl:template match="r:graphic[@href]" mode="h:reading h:diplomatic">
    <a class="graphic" href="{@href}"><xsl:value-of select="(@alt[. ne ''], @href)[1]"/></a>
  </xsl:template>

  <xsl:template match="r:graphic" mode="h:reading h:diplomatic" priority="-1">
    <span class="missing"><xsl:value-of select="h:say(., 'image-missing', map {'file': string(@file)})"/></span>
  </xsl:template>

  <!-- ==== inlines ==== -->

  <xsl:template match="text()" mode="h:reading h:diplomatic" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <!-- an inline is a span, a sign or a link; what it is called stands in its class -->
  <xsl:template match="r:inline" mode="h:reading h:diplomatic">
    <xsl:variable name="sign" as="xs:string?" select="h:sign(.)"/>
    <xsl:element name="{h:wrapper(.)}">
      <xsl:attribute name="class" select="'i', @kind, 'sign'[$sign], @kind || '-' || @reason"/>
      <xsl:sequence select="$sign ! h:explained(current(), .), h:language(.)"/>
      <xsl:sequence select="h:delimiter(@before)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="h:shown(.), h:delimiter(@after)"/>
    </xsl:element>
  </xsl:template>

  <!-- what is too much is left out, unless a sign of its own says that it is -->
  <xsl:template match="r:inline[@kind = 'surplus'][not(@before or @after)]" mode="h:reading"/>

  <!-- a name leads to its register; within another name's link it is only a place to come to -->
  <xsl:template match="r:inline[@known = 'true']" mode="h:reading" priority="2">
    <xsl:choose>
      <xsl:when test="ancestor::r:inline[@known = 'true'] or ancestor::r:link or h:holds-blocks(.) or .//(r:note | r:alternate | r:link)">
        <span><xsl:copy-of select="@id"/><xsl:next-match/></span>
      </xsl:when>
      <xsl:otherwise>
        <a class="name" href="{h:entry(.)}"><xsl:copy-of select="@id"/><xsl:next-match/></a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="h:entry" as="xs:string" visibility="public">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="h:root($node) || encode-for-uri($node/@register) || '/' || encode-for-uri($node/@key) || '.html'"/>
  </xsl:function>

  <xsl:variable name="h:highlights" as="map(xs:string, xs:string)" select="
      map {'sup': 'sup', 'superscript': 'sup', 'sub': 'sub', 'subscript': 'sub', 'bold': 'b', 'b': 'b', 'italic': 'i', 'italics': 'i', 'it': 'i',
           'underline': 'u', 'ul': 'u', 'small': 'small'}"/>

  <xsl:template match="r:inline[@kind = 'highlight']" mode="h:reading h:diplomatic">
    <xsl:variable name="named" as="xs:string?" select="(tokenize(lower-case(@rend)) ! $h:highlights(replace(., '^#', '')))[1]"/>
    <xsl:element name="{if (h:holds-blocks(.)) then 'div' else ($named, 'span')[1]}">
      <xsl:attribute name="class" select="'hi', tokenize(lower-case(@rend))[matches(., '^[a-z][a-z\-]*$')]"/>
      <xsl:sequence select="h:language(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="r:inline[@kind = ('emphasis', 'title', 'code', 'del', 'add')][not(h:holds-blocks(.))]" mode="h:reading h:diplomatic">
    <xsl:element name="{map {'emphasis': 'em', 'title': 'cite', 'code': 'code', 'del': 'del', 'add': 'ins'}(string(@kind))}">
      <xsl:attribute name="class" select="@kind, h:sign(.) ! 'sign', (@before, @after)[1] ! 'delimited'"/>
      <xsl:sequence select="h:language(.), h:sign(.) ! h:explained(current(), .), h:delimiter(@before)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="h:delimiter(@after)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="r:inline[@kind = ('date', 'time')][@when][not(h:holds-blocks(.))]" mode="h:reading">
    <xsl:variable name="form" as="xs:string" select="if (@kind = 'time') then '^\d\d:\d\d(:\d\d)?$' else '^\d{4}(-\d\d(-\d\d)?)?$'"/>
    <time class="{@kind}">
      <xsl:if test="matches(@when, $form)"><xsl:attribute name="datetime" select="@when"/></xsl:if>
      <xsl:sequence select="h:language(.)"/>
      <xsl:apply-templates mode="#current"/>
    </time>
  </xsl:template>

  <xsl:template match="r:inline[@kind = 'generic']" mode="h:reading h:diplomatic">
    <xsl:element name="{h:wrapper(.)}">
      <xsl:attribute name="class" select="'generic'"/>
      <xsl:attribute name="data-tei" select="@tei"/>
      <xsl:attribute name="title" select="h:say(., 'generic', map {'name': @tei})"/>
      <xsl:sequence select="h:language(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="r:inline[@kind = 'space']" mode="h:reading h:diplomatic">
    <span class="space">&#8195;<xsl:sequence select="h:shown(.)"/><xsl:apply-templates mode="#current"/></span>
  </xsl:template>

  <!-- ==== alternates ==== -->

  <xsl:template match="r:alternate" mode="h:reading">
    <xsl:sequence select="h:reading-of(., (r:alternative[@role = 'edited'], r:alternative)[1], 'reading')"/>
  </xsl:template>

  <xsl:template match="r:alternate" mode="h:diplomatic">
    <xsl:sequence select="h:reading-of(., (r:alternative[@role = 'source'], r:alternative)[1], 'diplomatic')"/>
  </xsl:template>

  <!-- a correction that the transcript gives itself is shown beside what it corrects -->
  <xsl:template match="r:alternate[@kind = 'correction'][r:alternative/@before]" mode="h:reading h:diplomatic" priority="1">
    <xsl:apply-templates select="r:alternative[@role = 'source']" mode="#current"/>
    <xsl:text> </xsl:text>
    <xsl:apply-templates select="r:alternative[@role = 'edited']" mode="#current"/>
  </xsl:template>

  <xsl:function name="h:reading-of" as="element()+">
    <xsl:param name="alternate" as="element(r:alternate)"/>
    <xsl:param name="chosen" as="element(r:alternative)"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:variable name="sign" as="xs:string?" select="h:sign($alternate)"/>
    <xsl:element name="{if (h:holds-blocks($chosen)) then 'div' else 'span'}">
      <xsl:attribute name="class" select="'alternate', $alternate/@kind, 'sign'[$sign]"/>
      <xsl:sequence select="$sign ! h:explained($alternate, .)"/>
      <xsl:if test="$alternate/@kind = ('abbreviation', 'regularization')">
        <xsl:attribute name="title" select="($alternate/r:alternative except $chosen) ! normalize-space()" separator=" / "/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$view = 'reading'"><xsl:apply-templates select="$chosen" mode="h:reading"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="$chosen" mode="h:diplomatic"/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
    <xsl:sequence select="h:call($alternate, $view)"/>
  </xsl:function>

  <xsl:template match="r:alternative" mode="h:reading h:diplomatic">
    <xsl:sequence select="h:delimiter(@before)"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="h:delimiter(@after)"/>
  </xsl:template>

  <!-- ==== notes ==== -->

  <!-- the number at the place; the note stands at the foot -->
  <xsl:function name="h:call" as="element()?">
    <xsl:param name="note" as="element()"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:if test="$note/@n">
      <sup class="call">
        <xsl:if test="$view = 'reading' or root($note)/g:page/@kind = 'lines'"><xsl:attribute name="id" select="'c' || $note/@n"/></xsl:if>
        <a href="#n{$note/@n}" aria-label="{h:say($note, 'note', map {'n': $note/@n})}"><xsl:value-of select="$note/@n"/></a>
      </sup>
    </xsl:if>
  </xsl:function>

  <xsl:template match="r:note" mode="h:reading" priority="-1">
    <xsl:sequence select="h:call(., 'reading')"/>
  </xsl:template>
  <xsl:template match="r:note" mode="h:diplomatic" priority="-1">
    <xsl:sequence select="h:call(., 'diplomatic')"/>
  </xsl:template>

  <xsl:template match="r:note[@kind = 'stamp']" mode="h:reading">
    <details class="fold stamp">
      <summary><xsl:sequence select="h:ours(.)[not(current()/r:inline[@kind = 'label'][normalize-space()])]"/><xsl:value-of select="(r:inline[@kind = 'label'] ! replace(normalize-space(), ':$', ''), h:say(., 'note.stamp'))[. ne ''][1]"/></summary>
      <div>
        <xsl:sequence select="h:common(., 'impression')"/>
        <xsl:apply-templates select="node() except r:inline[@kind = 'label'][1]" mode="#current"/>
      </div>
    </details>
  </xsl:template>

  <xsl:template match="r:note[@kind = ('handwritten', 'marginal', 'resolution')]" mode="h:reading">
    <aside aria-label="{h:say(., 'note.' || @kind)}">
      <xsl:sequence select="h:common(., 'margin ' || @kind)"/>
      <xsl:if test="@n"><span class="n" id="n{@n}"><xsl:value-of select="@n"/></span></xsl:if>
      <span class="what"><xsl:sequence select="h:ours(.)"/><xsl:value-of select="h:say(., 'note.' || @kind)"/></span>
      <xsl:apply-templates mode="#current"/>
    </aside>
  </xsl:template>

  <xsl:template match="r:note[@kind = 'layout']" mode="h:reading"/>

  <!-- at the foot -->
  <xsl:template match="r:note" mode="h:note">
    <li id="n{@n}" value="{@n}">
      <xsl:sequence select="h:language(.)"/>
      <xsl:if test="h:knows(., 'note.' || @kind)">
        <span class="what"><xsl:sequence select="h:ours(.)"/><xsl:value-of select="h:say(., 'note.' || @kind)"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates mode="h:reading"/>
      <xsl:sequence select="h:back(.)"/>
    </li>
  </xsl:template>

  <!-- one reading of each: a sentence; more of them: a list -->
  <xsl:template match="r:alternate[@kind = 'correction'][count(r:alternative) = 2][r:alternative/@role = 'source'][r:alternative/@role = 'edited'][not(r:alternative//(r:alternate | r:note))]" mode="h:note">
    <li id="n{@n}" value="{@n}">
      <xsl:sequence select="h:ours(.)"/>
      <xsl:value-of select="h:say(., 'corrected', map {'text': normalize-space(string-join(r:alternative[@role = 'source'], ' '))})"/>
      <xsl:sequence select="h:back(.)"/>
    </li>
  </xsl:template>

  <xsl:template match="r:alternate" mode="h:note" priority="-1">
    <li id="n{@n}" value="{@n}">
      <xsl:for-each select="r:alternative">
        <span class="variant">
          <xsl:apply-templates select="." mode="h:reading"/>
          <xsl:if test="self::*[not(node())]">–</xsl:if>
          <xsl:if test="@wit">
            <xsl:text> </xsl:text>
            <i class="wit"><xsl:value-of select="@wit"/></i>
          </xsl:if>
        </span>
        <xsl:if test="position() ne last()"><xsl:text>; </xsl:text></xsl:if>
      </xsl:for-each>
      <xsl:sequence select="h:back(.)"/>
    </li>
  </xsl:template>

  <xsl:function name="h:back" as="item()+">
    <xsl:param name="note" as="element()"/>
    <xsl:text> </xsl:text>
    <a class="back" href="#c{$note/@n}" aria-label="{h:say($note, 'note.back', map {'n': $note/@n})}">↩</a>
  </xsl:function>

  <!-- ==== links, breaks, anchors ==== -->

  <xsl:template match="r:link" mode="h:reading h:diplomatic">
    <xsl:variable name="href" as="xs:string?" select="h:href(.)"/>
    <xsl:element name="{if ($href and not(ancestor::r:inline[@known = 'true']) and not(ancestor::r:link) and not(.//(r:link | r:note | r:inline[@known = 'true']))) then 'a' else 'span'}">
      <xsl:attribute name="class" select="'link', @kind, 'broken'[current()/@broken]"/>
      <xsl:if test="$href and not(ancestor::r:inline[@known = 'true']) and not(ancestor::r:link) and not(.//(r:link | r:note | r:inline[@known = 'true']))">
        <xsl:attribute name="href" select="$href"/>
      </xsl:if>
      <xsl:sequence select="h:language(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="h:shown(.[not(node())])"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="h:href" as="xs:string?" visibility="public">
    <xsl:param name="link" as="element()"/>
    <xsl:variable name="line" as="xs:string?" select="$link/@target ! (if (matches(., '-l[1-9][0-9]*$')) then replace(., '^.*-l', 'l') else replace(., '[^A-Za-z0-9_.\-]', '-'))"/>
    <xsl:sequence select="
        if ($link/@broken) then ()
        else if ($link/@href) then string($link/@href)
        else if ($link/@page) then h:root($link) || h:folder($link/@folder) || encode-for-uri($link/@page) || '.html' || ($line[not($link/@whole)] ! ('#' || .))
        else $line ! (root($link)/g:page/@reading || '#' || .)"/>
  </xsl:function>

  <!-- where a page lies: documents, unless it is a text of the edition -->
  <xsl:function name="h:folder" as="xs:string">
    <xsl:param name="folder" as="attribute()?"/>
    <xsl:sequence select="($folder || '/')[$folder], 'documents/'[not($folder)]"/>
  </xsl:function>

  <!-- in the reading view a line's end is a space, and its beginning an address -->
  <xsl:template match="r:break[@kind = 'line']" mode="h:reading">
    <xsl:if test="not(@within)"><xsl:text> </xsl:text></xsl:if>
    <xsl:if test="@line"><span class="at" id="l{@line}"/></xsl:if>
  </xsl:template>

  <xsl:template match="r:note[@kind = 'stamp']//r:break[@kind = 'line'] | r:block[@kind = ('written-line', 'title-page')]//r:break[@kind = 'line']" mode="h:reading" priority="1">
    <xsl:if test="preceding-sibling::node()"><br/></xsl:if>
    <xsl:if test="@line"><span class="at" id="l{@line}"/></xsl:if>
  </xsl:template>

  <xsl:template match="r:break[@kind = ('page', 'column', 'leaf')]" mode="h:reading h:diplomatic">
    <xsl:if test="not(@within)"><xsl:text> </xsl:text></xsl:if>
    <span class="pb {@kind}">
      <xsl:choose>
        <xsl:when test="(@href or @file) and not(@broken)">
          <a href="{root(.)/g:page/@reading}#{h:picture-id(.)}" aria-label="{h:say(., 'facsimile', map {'n': string(@source-n)})}"><xsl:value-of select="(@shown, @source-n, '|')[1]"/></a>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="(@shown, @source-n, '|')[1]"/></xsl:otherwise>
      </xsl:choose>
    </span>
    <xsl:if test="not(@within)"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <!-- a file may have any letters in its name, an address may not -->
  <xsl:function name="h:picture-address" as="xs:string" visibility="public">
    <xsl:param name="picture" as="element()"/>
    <xsl:sequence select="h:root($picture) || string-join(tokenize($picture/@file, '/') ! encode-for-uri(.), '/')"/>
  </xsl:function>

  <!-- where the picture of a page stands on the page -->
  <xsl:function name="h:picture-id" as="xs:string" visibility="public">
    <xsl:param name="break" as="element(r:break)"/>
    <xsl:sequence select="'page-' || count($break/preceding::r:break[@file or @href]) + 1"/>
  </xsl:function>

  <xsl:template match="r:break[@kind = 'rule']" mode="h:reading"/>
  <xsl:template match="r:break[@kind = 'milestone']" mode="h:reading">
    <xsl:if test="@shown or @unit = 'section'"><span class="milestone" aria-hidden="true">*</span></xsl:if>
  </xsl:template>

  <xsl:template match="r:anchor" mode="h:reading">
    <xsl:if test="@id"><span class="at" id="{h:address(.)}"/></xsl:if>
  </xsl:template>
  <xsl:template match="r:anchor | r:omit" mode="h:diplomatic"/>
  <xsl:template match="r:omit" mode="h:reading"/>

  <!-- ==== diplomatic view: what stands, where it stands, line by line ==== -->

  <xsl:template match="r:section | r:block | r:list | r:item" mode="h:diplomatic">
    <div>
      <xsl:attribute name="class" select="'d', local-name(), @kind"/>
      <xsl:sequence select="h:numbered(.), h:language(.), h:line-number(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="r:paragraph | r:heading" mode="h:diplomatic">
    <div>
      <xsl:attribute name="class" select="'d', local-name(), @kind"/>
      <xsl:sequence select="h:numbered(.), h:language(.), h:line-number(.)"/>
      <xsl:if test="tokenize(@rend) = 'bullet'"><span class="mark">- </span></xsl:if>
      <xsl:if test="tokenize(@rend) = 'bullet-star'"><span class="mark">* </span></xsl:if>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:function name="h:numbered" as="attribute()?">
    <xsl:param name="node" as="element()"/>
    <xsl:if test="$node/@line"><xsl:attribute name="id" select="h:line-id($node)"/></xsl:if>
  </xsl:function>

  <!-- beside the reading text a line has an address of its own; on a page of its own the line's -->
  <xsl:function name="h:line-id" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="'d-'[not(root($node)/g:page/@kind = 'lines')] || 'l' || $node/@line"/>
  </xsl:function>

  <!-- a list that the transcript writes in one line -->
  <xsl:template match="r:list[@inline = 'true']" mode="h:diplomatic">
    <div class="d list inline">
      <xsl:sequence select="h:numbered((r:heading[@line], .)[1]), h:language(.), h:line-number((r:heading[@line], .)[1])"/>
      <xsl:apply-templates select="r:heading/node()" mode="#current"/>
      <xsl:text> </xsl:text>
      <xsl:for-each select="* except r:heading">
        <xsl:if test="self::r:item and position() gt 1"><span class="mark">, </span></xsl:if>
        <xsl:apply-templates select="if (self::r:item) then node() else ." mode="h:diplomatic"/>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:template match="r:break[@kind = 'line']" mode="h:diplomatic">
    <xsl:if test="h:follows-text(.)"><br/></xsl:if>
    <xsl:if test="@line"><span class="at" id="{h:line-id(.)}"/></xsl:if>
    <xsl:sequence select="h:line-number(.)"/>
  </xsl:template>

  <!-- is there anything before it in its block? -->
  <xsl:function name="h:follows-text" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists($node/preceding-sibling::node()) or exists($node/parent::r:inline[h:follows-text(.)])"/>
  </xsl:function>

  <xsl:template match="r:break[@kind = ('rule', 'milestone')]" mode="h:diplomatic">
    <span class="d rule" role="presentation"><xsl:sequence select="h:line-number(.)"/></span>
  </xsl:template>

  <xsl:template match="r:note[@kind = ('stamp', 'handwritten', 'marginal', 'resolution', 'layout')]" mode="h:diplomatic">
    <div>
      <xsl:attribute name="class" select="'d', 'note', @kind"/>
      <xsl:sequence select="h:numbered(.), h:language(.), h:line-number(.), h:delimiter(@before)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="h:delimiter(@after)"/>
    </div>
  </xsl:template>

  <!-- the label runs straight into the words after it -->
  <xsl:template match="r:inline[@known = 'true']" mode="h:diplomatic" priority="1">
    <xsl:next-match/>
  </xsl:template>
</xsl:package>
