<?xml version="1.0" encoding="UTF-8"?>
<!-- Charts as SVG, each with the same facts as a table: when, who to whom, which day. -->
<xsl:package name="urn:tei-edition:html:charts" package-version="1.0" version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:math="http://www.w3.org/2005/xpath-functions/math"
  xmlns:svg="http://www.w3.org/2000/svg" xmlns:h="urn:tei-edition:html" xmlns:g="urn:tei-edition:page"
  xmlns="http://www.w3.org/1999/xhtml" exclude-result-prefixes="#all">

  <xsl:use-package name="urn:tei-edition:html:words" package-version="1.0"/>

  <!-- ==== timeline ==== -->

  <xsl:variable name="h:width" as="xs:integer" select="720"/>
  <!-- the breadth of a letter below the line of time, with its share of the space between two names -->
  <xsl:variable name="h:letter" as="xs:double" select="6.5"/>

  <!-- a partial date stands at its beginning -->
  <xsl:function name="h:day" as="xs:date?">
    <xsl:param name="iso" as="xs:string"/>
    <xsl:variable name="padded" as="xs:string" select="substring($iso || '-01-01', 1, 10)"/>
    <xsl:sequence select="if ($padded castable as xs:date) then xs:date($padded) else ()"/>
  </xsl:function>

  <xsl:function name="h:days" as="xs:decimal">
    <xsl:param name="from" as="xs:date"/>
    <xsl:param name="to" as="xs:date"/>
    <xsl:sequence select="($to - $from) div xs:dayTimeDuration('P1D')"/>
  </xsl:function>

  <!-- a point for each document; of many, a bar for each year -->
  <xsl:function name="h:timeline" as="element()?" visibility="public">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:variable name="dated" as="element(g:item)*" select="$page/g:item[exists(h:day(@when))]"/>
    <xsl:variable name="first" as="xs:date?" select="min($dated/h:day(@when))"/>
    <xsl:variable name="last" as="xs:date?" select="max($dated/h:day(@when))"/>
    <xsl:choose>
      <xsl:when test="count($dated) gt 2 and $first lt $last">
        <section class="chart timeline" aria-labelledby="timeline">
          <h2 id="timeline">{h:say($page, 'timeline')}</h2>
          <div class="scroll" role="group" tabindex="0" aria-label="{h:say($page, 'timeline')}">
            <xsl:sequence select="h:line($page, $dated, $first, $last)"/>
          </div>
          <xsl:sequence select="h:dates($page, $dated)"/>
        </section>
      </xsl:when>
      <xsl:when test="$page/g:period"><xsl:sequence select="h:years($page)"/></xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- the same facts as a table -->
  <xsl:function name="h:dates" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="dated" as="element(g:item)+"/>
    <details class="fold">
      <summary>{h:say($page, 'table')}</summary>
      <table>
        <thead><tr><xsl:for-each select="'date', 'from', 'to'"><th scope="col">{h:say($page, .)}</th></xsl:for-each></tr></thead>
        <tbody>
          <xsl:for-each select="$dated">
            <tr><td><a href="{../@root}{@href}">{h:date(., @when)}</a></td><td>{@from}</td><td>{@to}</td></tr>
          </xsl:for-each>
        </tbody>
      </table>
    </details>
  </xsl:function>

  <!-- years as bars; the list of years above has the same numbers -->
  <xsl:function name="h:years" as="element()?">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:variable name="counts" as="map(xs:integer, xs:double)" select="
        map:merge(for $year in distinct-values($page/g:period/@year[. castable as xs:integer]) return map {xs:integer($year): sum($page/g:period[@year = $year]/@count ! xs:double(.))})"/>
    <xsl:variable name="first" as="xs:integer?" select="min(map:keys($counts))"/>
    <xsl:variable name="last" as="xs:integer?" select="max(map:keys($counts))"/>
    <xsl:if test="map:size($counts) gt 1">
      <section class="chart timeline" aria-labelledby="timeline">
        <h2 id="timeline">{h:say($page, 'timeline')}</h2>
        <div class="scroll" role="group" tabindex="0" aria-label="{h:say($page, 'timeline')}">
          <xsl:sequence select="h:bars($page, $counts, $first, $last)"/>
        </div>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:bars" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="counts" as="map(xs:integer, xs:double)"/>
    <xsl:param name="first" as="xs:integer"/>
    <xsl:param name="last" as="xs:integer"/>
    <xsl:variable name="step" as="xs:double" select="$h:width div ($last - $first + 1)"/>
    <xsl:variable name="most" as="xs:double" select="max(map:for-each($counts, function($year, $count) { $count }))"/>
    <!-- as many years are named as have room -->
    <xsl:variable name="every" as="xs:integer" select="xs:integer(ceiling(44 div $step))"/>
    <svg:svg viewBox="0 0 {$h:width} 190" width="{$h:width}" height="190" role="group" aria-label="{h:say($page, 'timeline')}">
      <svg:line class="lane" x1="0" x2="{$h:width}" y1="160" y2="160"/>
      <xsl:for-each select="$first to $last">
        <xsl:variable name="year" as="xs:integer" select="."/>
        <xsl:variable name="x" as="xs:double" select="($year - $first) * $step"/>
        <xsl:for-each select="$counts($year)">
          <xsl:variable name="height" as="xs:double" select="max((2, 140 * . div $most))"/>
          <xsl:variable name="said" as="xs:string" select="$year || ': ' || ."/>
          <svg:a href="{$page/@root}{$page/g:period[@year = string($year)][1]/@href}" aria-label="{$said}">
            <svg:title>{$said}</svg:title>
            <svg:rect class="dot" x="{round($x + 0.1 * $step, 1)}" y="{round(160 - $height, 1)}" width="{round(0.8 * $step, 1)}" height="{round($height, 1)}"/>
          </svg:a>
        </xsl:for-each>
        <xsl:if test="($year - $first) mod $every = 0">
          <svg:text class="tick" x="{round($x + $step div 2, 1)}" y="178" text-anchor="middle">{$year}</svg:text>
        </xsl:if>
      </xsl:for-each>
    </svg:svg>
  </xsl:function>

  <xsl:function name="h:line" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="dated" as="element(g:item)+"/>
    <xsl:param name="first" as="xs:date"/>
    <xsl:param name="last" as="xs:date"/>
    <xsl:variable name="senders" as="xs:string*" select="distinct-values($dated/@from)"/>
    <xsl:variable name="shown" as="xs:string*" select="subsequence($senders, 1, 8)"/>
    <xsl:variable name="left" as="xs:integer" select="150"/>
    <xsl:variable name="scale" as="xs:double" select="($h:width - $left - 20) div h:days($first, $last)"/>
    <xsl:variable name="height" as="xs:integer" select="40 + 34 * count($shown)"/>
    <svg:svg viewBox="0 0 {$h:width} {$height}" width="{$h:width}" height="{$height}" role="group" aria-label="{h:say($page, 'timeline')}">
      <xsl:for-each select="h:ticks($page, $first, $last)">
        <xsl:variable name="x" as="xs:double" select="$left + $scale * h:days($first, .)"/>
        <svg:line class="tick" x1="{round($x, 1)}" x2="{round($x, 1)}" y1="10" y2="{$height - 22}"/>
        <svg:text class="tick" x="{round($x, 1)}" y="{$height - 6}" text-anchor="middle">{h:tick-label($page, ., $first, $last)}</svg:text>
      </xsl:for-each>
      <xsl:for-each select="$shown">
        <xsl:variable name="sender" as="xs:string" select="."/>
        <xsl:variable name="y" as="xs:integer" select="26 + 34 * (position() - 1)"/>
        <svg:text x="{$left - 16}" y="{$y + 4}" text-anchor="end">{h:clip(($sender[. ne ''], '–')[1], 22)}</svg:text>
        <svg:line class="lane" x1="{$left}" x2="{$h:width - 20}" y1="{$y}" y2="{$y}"/>
        <xsl:for-each select="$dated[@from = $sender]">
          <svg:a href="{../@root}{@href}" aria-label="{@title}">
            <svg:title>{@title}</svg:title>
            <svg:circle class="dot" cx="{round($left + $scale * h:days($first, h:day(@when)), 1)}" cy="{$y}" r="6"/>
          </svg:a>
        </xsl:for-each>
      </xsl:for-each>
    </svg:svg>
  </xsl:function>

  <!-- every month, every third or sixth, whose names do not run into each other; else years -->
  <xsl:function name="h:ticks" as="xs:date*">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="first" as="xs:date"/>
    <xsl:param name="last" as="xs:date"/>
    <xsl:variable name="months" as="xs:integer" select="(year-from-date($last) - year-from-date($first)) * 12 + month-from-date($last) - month-from-date($first)"/>
    <xsl:variable name="begin" as="xs:date" select="$first - xs:dayTimeDuration('P1D') * (day-from-date($first) - 1)"/>
    <xsl:variable name="longest" as="xs:integer" select="max((1 to 12) ! string-length(h:date($page, '2000-' || format-number(., '00'))))"/>
    <xsl:variable name="fitting" as="xs:integer" select="($h:width - 170) idiv xs:integer($longest * $h:letter)"/>
    <xsl:variable name="step" as="xs:integer" select="((1, 3, 6)[h:days($first, $last) le 900 and $months idiv . lt $fitting], 12 * xs:integer(ceiling($months div 120)))[1]"/>
    <xsl:variable name="origin" as="xs:date" select="if ($step ge 12) then xs:date(format-number(year-from-date($first), '0000') || '-01-01') else $begin"/>
    <xsl:sequence select="(0 to $months idiv $step + 1) ! ($origin + xs:yearMonthDuration('P1M') * (. * $step))[. ge $first and . le $last]"/>
  </xsl:function>

  <xsl:function name="h:tick-label" as="xs:string">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="day" as="xs:date"/>
    <xsl:param name="first" as="xs:date"/>
    <xsl:param name="last" as="xs:date"/>
    <xsl:sequence select="
        if (h:days($first, $last) gt 900) then string(year-from-date($day))
        else h:date($page, substring(string($day), 1, 7))"/>
  </xsl:function>

  <xsl:function name="h:clip" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="if (string-length($text) le $length) then $text else substring($text, 1, $length - 1) || '…'"/>
  </xsl:function>

  <!-- ==== network ==== -->

  <xsl:function name="h:network" as="element()?" visibility="public">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:if test="$page/g:pair">
      <section class="chart network" aria-labelledby="network">
        <h2 id="network">{h:say($page, 'network')}</h2>
        <div class="scroll" role="group" tabindex="0" aria-label="{h:say($page, 'network')}"><xsl:sequence select="h:circle($page)"/></div>
        <xsl:sequence select="if (count($page/g:pair) gt 12) then h:folded($page, h:pairs($page)) else h:pairs($page)"/>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:folded" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="table" as="element()"/>
    <details class="fold"><summary>{h:say($page, 'table')}</summary><xsl:sequence select="$table"/></details>
  </xsl:function>

  <xsl:function name="h:pairs" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <table>
      <thead><tr><xsl:for-each select="'from', 'to', 'count'"><th scope="col">{h:say($page, .)}</th></xsl:for-each></tr></thead>
      <tbody>
        <xsl:for-each select="$page/g:pair">
          <tr>
            <xsl:for-each select="@from, @to">
              <xsl:variable name="href" as="attribute()?" select="../@*[name() = name(current()) || '-href']"/>
              <td><xsl:choose><xsl:when test="$href"><a href="{$page/@root}{$href}">{.}</a></xsl:when><xsl:otherwise>{.}</xsl:otherwise></xsl:choose></td>
            </xsl:for-each>
            <td>{@count}</td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:function>

  <!-- the busiest eighteen on an ellipse, a curve for each direction: it keeps to the right of who writes -->
  <xsl:function name="h:circle" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:variable name="people" as="xs:string*">
      <xsl:for-each-group select="$page/g:pair/(@from, @to)" group-by="string()">
        <xsl:sort select="sum(current-group()/../@count ! xs:integer(.))" order="descending"/>
        <xsl:sequence select="current-grouping-key()"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="shown" as="xs:string*" select="subsequence($people, 1, 18)"/>
    <xsl:variable name="tall" as="xs:integer" select="if (count($shown) le 2) then 40 else 150"/>
    <xsl:variable name="at" as="map(xs:string, xs:double)" select="
        map:merge(for $i in 1 to count($shown) return map {$shown[$i]: math:pi() + 2 * math:pi() * ($i - 1) div count($shown)})"/>
    <xsl:variable name="most" as="xs:double" select="max($page/g:pair/@count ! xs:double(.))"/>
    <svg:svg viewBox="0 0 720 {2 * $tall + 80}" width="720" height="{2 * $tall + 80}" role="group" aria-label="{h:say($page, 'network')}">
      <svg:g transform="translate(360 {$tall + 40})">
        <xsl:for-each select="$page/g:pair[@from = $shown][@to = $shown][not(@from = @to)]">
          <xsl:sequence select="h:tie(., $at(@from), $at(@to), $tall, $most)"/>
        </xsl:for-each>
        <xsl:for-each select="$shown">
          <xsl:sequence select="h:node($page, ., $at(.), $tall, count($shown))"/>
        </xsl:for-each>
      </svg:g>
    </svg:svg>
  </xsl:function>

  <xsl:variable name="h:wide" as="xs:integer" select="210"/>

  <xsl:function name="h:tie" as="element()+">
    <xsl:param name="pair" as="element(g:pair)"/>
    <xsl:param name="from" as="xs:double"/>
    <xsl:param name="to" as="xs:double"/>
    <xsl:param name="tall" as="xs:integer"/>
    <xsl:param name="most" as="xs:double"/>
    <xsl:variable name="x" as="xs:double+" select="($from, $to) ! ($h:wide * math:cos(.))"/>
    <xsl:variable name="y" as="xs:double+" select="($from, $to) ! ($tall * math:sin(.))"/>
    <xsl:variable name="length" as="xs:double" select="max((1, math:sqrt(math:pow($x[2] - $x[1], 2) + math:pow($y[2] - $y[1], 2))))"/>
    <xsl:variable name="bend" as="xs:double" select="min((34, 0.22 * $length))"/>
    <xsl:variable name="cx" as="xs:double" select="($x[1] + $x[2]) div 2 - $bend * ($y[2] - $y[1]) div $length"/>
    <xsl:variable name="cy" as="xs:double" select="($y[1] + $y[2]) div 2 + $bend * ($x[2] - $x[1]) div $length"/>
    <svg:path class="tie" stroke-width="{round(0.8 + 4 * xs:double($pair/@count) div $most, 1)}"
      d="M {round($x[1], 1)} {round($y[1], 1)} Q {round($cx, 1)} {round($cy, 1)} {round($x[2], 1)} {round($y[2], 1)}"/>
    <svg:g class="number" transform="translate({round(($x[1] + $x[2]) div 4 + $cx div 2, 1)} {round(($y[1] + $y[2]) div 4 + $cy div 2, 1)})">
      <svg:title>{$pair/@from} → {$pair/@to}: {$pair/@count}</svg:title>
      <!-- an arrow head in the middle of the curve, along it -->
      <svg:path class="head" d="M -5 -5 L 6 0 L -5 5 Z" transform="rotate({round(math:atan2($y[2] - $y[1], $x[2] - $x[1]) * 180 div math:pi(), 1)})"/>
    </svg:g>
  </xsl:function>

  <xsl:function name="h:node" as="element()+">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="angle" as="xs:double"/>
    <xsl:param name="tall" as="xs:integer"/>
    <xsl:param name="of" as="xs:integer"/>
    <xsl:variable name="x" as="xs:double" select="$h:wide * math:cos($angle)"/>
    <xsl:variable name="y" as="xs:double" select="$tall * math:sin($angle)"/>
    <xsl:variable name="href" as="xs:string?" select="($page/g:pair/(@from[. = $name]/../@from-href, @to[. = $name]/../@to-href))[1]"/>
    <xsl:variable name="label" as="element()+">
      <svg:circle class="dot" cx="{round($x, 1)}" cy="{round($y, 1)}" r="6"/>
      <svg:text x="{round($x + 14 * math:cos($angle), 1)}" y="{round($y + 5 + 18 * math:sin($angle), 1)}"
        text-anchor="{if (math:cos($angle) lt -0.1) then 'end' else if (math:cos($angle) gt 0.1) then 'start' else 'middle'}">{h:clip($name, if ($of gt 2) then 18 else 22)}</svg:text>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$href"><svg:a href="{$page/@root}{$href}"><xsl:sequence select="$label"/></svg:a></xsl:when>
      <xsl:otherwise><xsl:sequence select="$label"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- ==== map: the land, a grid, and a point for each place ==== -->

  <xsl:function name="h:map" as="element()?" visibility="public">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:for-each select="$page/g:map">
      <section class="chart map" aria-labelledby="map">
        <h2 id="map">{h:say($page, 'map')}</h2>
        <div class="scroll" role="group" tabindex="0" aria-label="{h:say($page, 'map')}"><xsl:sequence select="h:land($page, .)"/></div>
        <xsl:sequence select="h:folded($page, h:coordinates($page, .))"/>
      </section>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="h:land" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="map" as="element(g:map)"/>
    <xsl:variable name="west" as="xs:double" select="$map/@west"/>
    <xsl:variable name="north" as="xs:double" select="$map/@north"/>
    <!-- a degree of longitude is shorter than one of latitude, as it is in the middle of the map -->
    <xsl:variable name="shrink" as="xs:double" select="max((0.2, math:cos(math:pi() * ($north + $map/@south) div 360)))"/>
    <xsl:variable name="wide" as="xs:double" select="$map/@east - $west"/>
    <xsl:variable name="high" as="xs:double" select="$north - $map/@south"/>
    <xsl:variable name="x" as="xs:double" select="min(($h:width div $wide, 520 * $shrink div $high))"/>
    <xsl:variable name="y" as="xs:double" select="$x div $shrink"/>
    <xsl:variable name="width" as="xs:double" select="round($x * $wide)"/>
    <xsl:variable name="height" as="xs:double" select="round($y * $high)"/>
    <svg:svg viewBox="0 0 {$width} {$height}" width="{$width}" height="{$height}" role="group" aria-label="{h:say($page, 'map')}">
      <svg:rect class="sea" width="{$width}" height="{$height}"/>
      <svg:g transform="matrix({round($x, 4)} 0 0 {round(-$y, 4)} {round(-$x * $west, 2)} {round($y * $north, 2)})">
        <xsl:for-each select="$map/g:land"><svg:path class="land" vector-effect="non-scaling-stroke" d="{@d}"/></xsl:for-each>
      </svg:g>
      <xsl:sequence select="h:grid($map, $x, $y, $width, $height)"/>
      <xsl:iterate select="$map/g:located">
        <!-- boxes that are taken: the points, and the names that stand already -->
        <xsl:param name="taken" as="map(xs:string, xs:double)*" select="$map/g:located ! h:box($x * (@east - $west) - 6, $y * ($north - @north), 12)"/>
        <xsl:variable name="left" as="xs:double" select="$x * (@east - $west)"/>
        <xsl:variable name="top" as="xs:double" select="$y * ($north - @north)"/>
        <xsl:variable name="long" as="xs:double" select="7.4 * min((26, string-length(@name)))"/>
        <!-- the name stands after its point, before, below or above it, where there is room -->
        <xsl:variable name="box" as="map(xs:string, xs:double)?" select="
            (h:box($left + 13, $top, $long), h:box($left - 13 - $long, $top, $long), h:box($left - $long div 2, $top + 20, $long), h:box($left - $long div 2, $top - 20, $long))
            [?left gt 0 and ?right lt $width and ?top gt 10 and ?top lt $height - 20][every $other in $taken satisfies not(h:touches(., $other))][1]"/>
        <xsl:sequence select="h:place(., $left, $top, $box)"/>
        <xsl:next-iteration><xsl:with-param name="taken" select="$taken, $box"/></xsl:next-iteration>
      </xsl:iterate>
    </svg:svg>
  </xsl:function>

  <xsl:function name="h:box" as="map(xs:string, xs:double)">
    <xsl:param name="left" as="xs:double"/>
    <xsl:param name="top" as="xs:double"/>
    <xsl:param name="long" as="xs:double"/>
    <xsl:sequence select="map {'left': $left, 'right': $left + $long, 'top': $top}"/>
  </xsl:function>

  <xsl:function name="h:touches" as="xs:boolean">
    <xsl:param name="one" as="map(xs:string, xs:double)"/>
    <xsl:param name="other" as="map(xs:string, xs:double)"/>
    <xsl:sequence select="abs($one?top - $other?top) lt 17 and $one?left lt $other?right and $other?left lt $one?right"/>
  </xsl:function>

  <xsl:function name="h:place" as="element()">
    <xsl:param name="place" as="element(g:located)"/>
    <xsl:param name="x" as="xs:double"/>
    <xsl:param name="y" as="xs:double"/>
    <xsl:param name="box" as="map(xs:string, xs:double)?"/>
    <svg:a href="{encode-for-uri($place/@key)}.html" aria-label="{$place/@name}">
      <svg:title>{$place/@name}</svg:title>
      <svg:circle class="dot" cx="{round($x, 1)}" cy="{round($y, 1)}" r="{round(min((12, 4 + math:sqrt(xs:double($place/@count)))), 1)}"/>
      <xsl:if test="exists($box)">
        <svg:text x="{round(($box?left + $box?right) div 2, 1)}" y="{round($box?top + 5, 1)}" text-anchor="middle">{h:clip($place/@name, 26)}</svg:text>
      </xsl:if>
    </svg:a>
  </xsl:function>

  <!-- parallels and meridians at round degrees -->
  <xsl:function name="h:grid" as="element()*">
    <xsl:param name="map" as="element(g:map)"/>
    <xsl:param name="x" as="xs:double"/>
    <xsl:param name="y" as="xs:double"/>
    <xsl:param name="width" as="xs:double"/>
    <xsl:param name="height" as="xs:double"/>
    <xsl:variable name="span" as="xs:double" select="max(($map/@east - $map/@west, $map/@north - $map/@south))"/>
    <xsl:variable name="step" as="xs:integer" select="(1, 2, 5, 10, 20, 30)[. ge $span div 7][1]"/>
    <xsl:for-each select="xs:integer(ceiling($map/@west div $step)) to xs:integer(floor($map/@east div $step))">
      <xsl:variable name="at" as="xs:double" select="round($x * (. * $step - $map/@west), 1)"/>
      <svg:line class="tick" x1="{$at}" x2="{$at}" y1="0" y2="{$height}"/>
      <svg:text class="tick" x="{$at + 4}" y="{$height - 6}">{h:degrees(. * $step, 'E', 'W')}</svg:text>
    </xsl:for-each>
    <xsl:for-each select="xs:integer(ceiling($map/@south div $step)) to xs:integer(floor($map/@north div $step))">
      <xsl:variable name="at" as="xs:double" select="round($y * ($map/@north - . * $step), 1)"/>
      <svg:line class="tick" x1="0" x2="{$width}" y1="{$at}" y2="{$at}"/>
      <svg:text class="tick" x="4" y="{$at - 4}">{h:degrees(. * $step, 'N', 'S')}</svg:text>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="h:degrees" as="xs:string" visibility="public">
    <xsl:param name="value" as="xs:double"/>
    <xsl:param name="above" as="xs:string"/>
    <xsl:param name="below" as="xs:string"/>
    <xsl:sequence select="abs($value) || '°' || (' ' || (if ($value gt 0) then $above else $below))[$value ne 0]"/>
  </xsl:function>

  <xsl:function name="h:coordinates" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="map" as="element(g:map)"/>
    <table>
      <thead><tr><xsl:for-each select="'place.one', 'coordinates', 'count'"><th scope="col">{h:say($page, .)}</th></xsl:for-each></tr></thead>
      <tbody>
        <xsl:for-each select="$map/g:located">
          <xsl:sort select="@name" lang="{$page/@lang}"/>
          <tr><td><a href="{encode-for-uri(@key)}.html">{@name}</a></td><td>{h:degrees(@north, 'N', 'S')}, {h:degrees(@east, 'E', 'W')}</td><td>{@count}</td></tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:function>

  <!-- ==== calendar: for editions over many months ==== -->

  <!-- from how many months on a page has a calendar -->
  <xsl:variable name="h:months" as="map(xs:string, xs:integer)" select="map {'start': 3, 'period': 1}"/>

  <xsl:function name="h:calendar" as="element()?" visibility="public">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:variable name="days" as="element(g:item)*" select="$page/g:item[matches(@when, '^\d{4}-\d\d-\d\d')][exists(h:day(@when))]"/>
    <xsl:if test="count(distinct-values($days/substring(@when, 1, 7))) ge $h:months($page/@kind)">
      <section class="chart calendar" aria-labelledby="calendar">
        <h2 id="calendar">{h:say($page, 'calendar')}</h2>
        <div class="months">
          <xsl:for-each-group select="$days" group-by="substring(@when, 1, 7)">
            <xsl:sort select="current-grouping-key()"/>
            <xsl:sequence select="h:month($page, current-grouping-key(), current-group())"/>
          </xsl:for-each-group>
        </div>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="h:month" as="element()">
    <xsl:param name="page" as="element(g:page)"/>
    <xsl:param name="month" as="xs:string"/>
    <xsl:param name="items" as="element(g:item)+"/>
    <xsl:variable name="first" as="xs:date" select="xs:date($month || '-01')"/>
    <!-- Monday is 0: 3 January 1600 was one -->
    <xsl:variable name="offset" as="xs:integer" select="xs:integer(h:days(xs:date('1600-01-03'), $first)) mod 7"/>
    <xsl:variable name="length" as="xs:integer" select="day-from-date($first + xs:yearMonthDuration('P1M') - xs:dayTimeDuration('P1D'))"/>
    <table>
      <caption>{h:date($page, $month)}</caption>
      <thead aria-hidden="true"><tr><xsl:for-each select="tokenize(h:say($page, 'weekdays'))"><td>{.}</td></xsl:for-each></tr></thead>
      <tbody>
        <xsl:for-each select="0 to ($offset + $length - 1) idiv 7">
          <xsl:variable name="week" as="xs:integer" select="."/>
          <tr>
            <xsl:for-each select="1 to 7">
              <xsl:variable name="day" as="xs:integer" select="$week * 7 + . - $offset"/>
              <xsl:variable name="here" as="element(g:item)*" select="$items[xs:integer(substring(@when, 9, 2)) = $day]"/>
              <td>
                <xsl:choose>
                  <xsl:when test="$day lt 1 or $day gt $length"/>
                  <!-- of several documents the list has the first; the others follow it there -->
                  <xsl:when test="count($here) gt 1"><a class="several" href="#on-{$here[1]/@when}" aria-label="{h:date($page, $here[1]/@when)}: {count($here)}">{$day}</a></xsl:when>
                  <xsl:when test="$here"><a href="{$page/@root}{$here/@href}" aria-label="{$day}, {$here/@title}">{$day}</a></xsl:when>
                  <xsl:otherwise>{$day}</xsl:otherwise>
                </xsl:choose>
              </td>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:function>
</xsl:package>
