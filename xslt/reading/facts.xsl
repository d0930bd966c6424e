<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts: the attributes of a TEI element, in the words of the reading tree. -->
<xsl:package name="urn:tei-edition:reading:facts" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:d="urn:tei-edition:declared" xmlns:r="urn:tei-edition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="r:facts" on-no-match="shallow-skip" visibility="public"/>
  <xsl:mode name="r:delimiters" on-no-match="deep-skip" visibility="public"/>

  <xsl:key name="doubts" match="certainty[@target]" use="tokenize(@target) ! substring-after(., '#')"/>

  <!-- all facts of an element -->
  <xsl:function name="r:facts" as="attribute()*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:attribute name="tei" select="local-name($element)"/>
    <xsl:apply-templates select="$element/@*" mode="r:facts"/>
    <xsl:apply-templates select="$element" mode="r:delimiters"/>
    <xsl:sequence select="r:doubt($element), r:writing($element)"/>
  </xsl:function>

  <!-- ==== attributes ==== -->

  <xsl:template match="@xml:id" mode="r:facts" as="attribute()+">
    <xsl:attribute name="id" select="."/>
    <xsl:where-populated><xsl:attribute name="line" select=".[matches(., '-l[1-9][0-9]*$')] ! replace(., '^.*-l', '')"/></xsl:where-populated>
  </xsl:template>

  <xsl:template match="@xml:lang" mode="r:facts" as="attribute()*">
    <xsl:if test="not(../ancestor::*/@xml:lang) or string(.) ne string(../ancestor::*[@xml:lang][1]/@xml:lang)">
      <xsl:attribute name="lang" select="."/>
      <xsl:attribute name="dir" select="r:direction(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="@type | @subtype | @rend | @place | @reason | @cert | @evidence | @quantity | @unit | @extent | @value"
    mode="r:facts" as="attribute()">
    <xsl:attribute name="{local-name()}" select="normalize-space()"/>
  </xsl:template>

  <xsl:template match="@hand | @resp | @next | @prev" mode="r:facts" as="attribute()">
    <xsl:attribute name="{local-name()}" select="tokenize(.) ! replace(., '^#', '')"/>
  </xsl:template>

  <xsl:template match="@n" mode="r:facts" as="attribute()">
    <xsl:attribute name="source-n" select="normalize-space()"/>
  </xsl:template>

  <xsl:template match="p/@n[../label]" mode="r:facts" as="attribute()" priority="2">
    <xsl:attribute name="point" select="normalize-space()"/>
  </xsl:template>

  <!-- only an inline and a fact carry these; blocks that have them lose no text -->
  <xsl:template match="(p | ab | div | head | list | item | note | table | row | cell | figure | lg | l | sp | stage | choice | app | lb | pb | cb | milestone | anchor | graphic | ref | ptr | corr | sic | orig | reg | lem | rdg)/(@quantity | @extent | @value | @next | @prev)"
    mode="r:facts" priority="3"/>
  <xsl:template match="@unit[not(parent::gap or parent::space or parent::measure or parent::num or parent::unclear or parent::supplied or parent::milestone or parent::del)]"
    mode="r:facts" priority="3"/>

  <!-- dates: the names of TEI, hyphenated -->
  <xsl:template match="@when | @from | @to" mode="r:facts" as="attribute()">
    <xsl:attribute name="{local-name()}" select="normalize-space()"/>
  </xsl:template>
  <xsl:template match="@when-iso | @from-iso | @to-iso" mode="r:facts" as="attribute()">
    <xsl:attribute name="{substring-before(local-name(), '-')}" select="normalize-space()"/>
  </xsl:template>
  <xsl:template match="@notBefore | @notAfter" mode="r:facts" as="attribute()">
    <xsl:attribute name="{if (local-name() = 'notBefore') then 'not-before' else 'not-after'}" select="normalize-space()"/>
  </xsl:template>
  <xsl:template match="*[not(self::date or self::time or self::origDate)]/(@when | @from | @to | @when-iso | @from-iso | @to-iso | @notBefore | @notAfter)"
    mode="r:facts" priority="2"/>

  <xsl:function name="r:doubt" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="doubt" as="element(certainty)?" select="$element/@xml:id/key('doubts', ., root($element))[1]"/>
    <xsl:if test="$doubt">
      <xsl:attribute name="doubt" select="($doubt/@locus, 'value')[1]"/>
      <xsl:where-populated><xsl:attribute name="cert" select="$doubt/@cert"/></xsl:where-populated>
      <xsl:where-populated><xsl:attribute name="doubted" select="$doubt/desc[1] ! normalize-space()"/></xsl:where-populated>
    </xsl:if>
  </xsl:function>

  <!-- right to left by language, or by script subtag where there is one -->
  <xsl:variable name="r:right-to-left" as="xs:string*"
    select="'ar', 'he', 'fa', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv', 'syr', 'arc', 'ckb', 'nqo'"/>

  <xsl:function name="r:direction" as="xs:string" visibility="public">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case($language), '-')"/>
    <xsl:sequence select="
        if ($parts = ('arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'adlm')) then 'rtl'
        else if ($parts = ('latn', 'cyrl')) then 'ltr'
        else if ($parts[1] = $r:right-to-left) then 'rtl' else 'ltr'"/>
  </xsl:function>

  <!-- from top to bottom: where the TEI says so in CSS (Guidelines, WM) or in a word, or the script knows no other way -->
  <xsl:key name="renditions" match="rendition[@xml:id]" use="@xml:id"/>

  <xsl:function name="r:writing" as="attribute()?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="css" as="xs:string" select="string-join(($element/@style, $element/@rendition/tokenize(.)[starts-with(., '#')] ! key('renditions', substring(., 2), root($element))), ';')"/>
    <xsl:variable name="script" as="xs:string*" select="$element/@xml:lang ! tokenize(lower-case(.), '-')"/>
    <xsl:variable name="said" as="xs:string?" select="
        if (contains($css, 'vertical-lr') or $element/@rend/tokenize(.) = 'vertical-lr' or $script = ('mong', 'phag')) then 'vertical-lr'
        else if (contains($css, 'vertical-rl') or $element/@rend/tokenize(.) = ('vertical', 'vertical-rl')) then 'vertical-rl' else ()"/>
    <xsl:where-populated><xsl:attribute name="writing" select="$said"/></xsl:where-populated>
  </xsl:function>

  <!-- ==== delimiters: what stood in the transcript where the markup stands now ==== -->

  <xsl:template match="supplied | gap/desc" mode="r:delimiters" as="attribute()+">
    <xsl:attribute name="before" select="'['"/>
    <xsl:attribute name="after" select="']'"/>
  </xsl:template>

  <xsl:template match="unclear[tokenize(@rend) = 'brackets']" mode="r:delimiters" as="attribute()+">
    <xsl:attribute name="before" select="'['"/>
    <xsl:attribute name="after" select="']'"/>
  </xsl:template>

  <xsl:template match="unclear[tokenize(@rend) = 'brackets-query']" mode="r:delimiters" as="attribute()+">
    <xsl:attribute name="before" select="'['"/>
    <xsl:attribute name="after" select="'?]'"/>
  </xsl:template>

  <xsl:template match="unclear[tokenize(@rend) = 'query']" mode="r:delimiters" as="attribute()">
    <xsl:attribute name="after" select="'[?]'"/>
  </xsl:template>

  <xsl:template match="note[tokenize(@rend) = 'brackets']" mode="r:delimiters" as="attribute()+">
    <xsl:attribute name="before" select="'['"/>
    <xsl:attribute name="after" select="']'"/>
  </xsl:template>

  <!-- [stamp] SECRET!: the label alone stands in brackets -->
  <xsl:template match="note[tokenize(@rend) = 'brackets-label']/label" mode="r:delimiters" as="attribute()+">
    <xsl:attribute name="before" select="'['"/>
    <xsl:attribute name="after" select="']'"/>
  </xsl:template>

  <xsl:template match="corr[tokenize(@rend) = 'brackets']" mode="r:delimiters" as="attribute()+">
    <xsl:attribute name="before" select="'['"/>
    <xsl:attribute name="after" select="']'"/>
  </xsl:template>

  <xsl:template match="sic[tokenize(@rend) = 'sic']" mode="r:delimiters" as="attribute()">
    <xsl:attribute name="after" select="' [sic]'"/>
  </xsl:template>

  <xsl:template match="choice[sic/tokenize(@rend) = 'sic-probably']/corr" mode="r:delimiters" as="attribute()+">
    <xsl:attribute name="before" select="'[sic, probably &quot;'"/>
    <xsl:attribute name="after" select="'&quot;]'"/>
  </xsl:template>

  <xsl:template match="add[tokenize(@rend) = 'brackets' or (@place = 'above' and not(@rend))][ancestor::TEI//xenoData[@type = 'transcript-residue']]"
    mode="r:delimiters" as="attribute()+">
    <xsl:attribute name="before" select="'[inserted above: '"/>
    <xsl:attribute name="after" select="']'"/>
  </xsl:template>

  <!-- what the file's own renditions write around a sign; a call, a tag or Markdown is written, but is no sign -->
  <xsl:template match="(supplied | unclear | surplus | sic | corr | expan | ex | abbr | am | add | del | damage | gap/desc | note | note/label | stamp | secl)[@d:*]"
    mode="r:delimiters" as="attribute()+" priority="2">
    <!-- a sign that runs over the ends of wrapped lines has them in its words -->
    <xsl:where-populated><xsl:attribute name="before" select="translate(@d:before, '&#10;', ' ')"/></xsl:where-populated>
    <xsl:where-populated><xsl:attribute name="after" select="translate(@d:after, '&#10;', ' ')"/></xsl:where-populated>
  </xsl:template>
  <xsl:template match="note[@type = 'footnote'] | del[tokenize(@rend) = 'strikethrough']" mode="r:delimiters" priority="3"/>

  <xsl:template match="space[@d:before]" mode="r:delimiters" as="attribute()">
    <xsl:attribute name="shown" select="@d:before"/>
  </xsl:template>

  <xsl:template match="(gap | pb | cb)[@rend]" mode="r:delimiters" as="attribute()">
    <xsl:attribute name="shown" select="translate(@rend, '&#10;', ' ')"/>
  </xsl:template>

  <!-- something is missing and nothing says so -->
  <xsl:template match="gap[not(@rend or desc)]" mode="r:delimiters" as="attribute()">
    <xsl:attribute name="shown" select="'[…]'"/>
  </xsl:template>

  <xsl:template match="ptr[@target]" mode="r:delimiters" as="attribute()">
    <xsl:attribute name="shown" select="replace(@target, '^https?://|^#', '')"/>
  </xsl:template>

  <xsl:template match="g[not(node())][@ref or @n]" mode="r:delimiters" as="attribute()">
    <xsl:attribute name="shown" select="(@n, replace(@ref, '^.*#', ''))[1]"/>
  </xsl:template>
</xsl:package>
