import{g as m,h as c}from"./chunk-NWQTGN2J.js";import{a as l,b as s,d as p}from"./chunk-5CVORAAB.js";function b(a,e,{figure:t="plays",kind:r,href:i}){let o=Math.max(1,...e.map(n=>n[t]));return s`
    <ol class="ranking">
      ${e.map(n=>s`
          <li>
            <a href=${i(n)}>
              <span class="rank number soft">${a.format.number(n.rank)}</span>
              ${m(n.name,40,r==="artists"?"round":"square")}
              <span class="name">
                <span class="line"><b class="cut">${n.name}</b>${c(a,n.lidarr)}${g(a,n)}</span>
                ${n.artist?s`<span class="small soft cut">${n.artist}</span>`:p}
                <span class="track"><i style="inline-size:${100*n[t]/o}%"></i></span>
              </span>
              <span class="amount number">
                ${t==="plays"?a.format.number(n.plays):a.format.duration(n.seconds)}
                <span class="unseen">${t==="plays"?a.say("plays"):""}</span>
              </span>
            </a>
          </li>
        `)}
    </ol>
  `}var u={new:["","new"],up:["\u25B2","up"],down:["\u25BC","down"],same:["",""]};function g(a,{movement:e,previous_rank:t,rank:r}){if(!e||e==="same")return p;let[i,o]=u[e],n=e==="new"?a.say("movement_new"):t===null?a.say(e==="up"?"movement_rising":"movement_falling"):a.say(e==="up"?"movement_up":"movement_down",{rank:a.format.number(t)}),d=t===null?"":a.format.number(Math.abs(t-r));return s`<span class="move ${o}" title=${n} role="img" aria-label=${n}>${e==="new"?n:`${i}${d}`}</span>`}var y=l`.ranking a{display:flex;align-items:center;gap:12px;padding:7px 8px;margin:0 -8px;border-radius:10px}.ranking a:hover{background:var(--mild)}.rank{width:2ch;text-align:end;flex:none}.name{flex:1;min-width:0;display:grid;gap:1px}.name b{font-weight:500}.line{display:flex;align-items:center;gap:6px;min-width:0}.track{height:4px;margin-top:4px;border-radius:2px;background:var(--mild);overflow:hidden}.track i{display:block;height:100%;border-radius:2px;background:var(--accent);transition:inline-size 0.4s}.amount{font-weight:500;text-align:end;flex:none;min-width:4ch}.move{font-size:11px;line-height:16px;font-weight:500;flex:none;color:var(--soft);font-variant-numeric:tabular-nums}.move.new{padding:0 6px;border-radius:8px;background:color-mix(in srgb,var(--accent) 18%,transparent);color:var(--ink)}@media (prefers-reduced-motion:reduce){.track i{transition:none}}`;export{b as a,y as b};
