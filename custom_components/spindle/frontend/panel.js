import{c as we,e as be,f as D,g as y}from"./chunks/chunk-XB4NCFMW.js";import{a as ie,e as X,f as x,g as ne,h as de,i as le,j as pe,q as ce,r as he,s as me,t as ue,u as ge,v as fe,x as ye,y as g,z as xe}from"./chunks/chunk-7J6RUBAU.js";import"./chunks/chunk-QBKVQDHL.js";import{a as J}from"./chunks/chunk-JZJ4U2WS.js";import{b as W,c as oe}from"./chunks/chunk-OGYZFBDN.js";import{a as ve,b as $e,c as Q}from"./chunks/chunk-PB2SSGN6.js";import"./chunks/chunk-GG3EKKGT.js";import{a as S,b as a,c as ae,e as c,f as re,h as b,i as z,j as Z,k as M}from"./chunks/chunk-CVSVPKDQ.js";import{a as d,b as l,c as N,d as u}from"./chunks/chunk-YVDYIAWN.js";var ke=100,A=28;function Y(o){let p=Math.max(1,...o),e=(n,r)=>r/Math.max(1,o.length-1)*ke,s=n=>A-1-n/p*(A-3),t=ve().x(e).y(s).curve(Q)([...o]),i=$e().x(e).y0(A).y1(s).curve(Q)([...o]);return a`
    <svg viewBox="0 0 ${ke} ${A}" preserveAspectRatio="none" aria-hidden="true" style="display:block;width:100%;height:${A}px">
      ${ae`<path d=${i??""} style="fill:var(--accent);fill-opacity:.14"></path>
      <path d=${t??""} style="fill:none;stroke:var(--accent);stroke-width:1.5;vector-effect:non-scaling-stroke"></path>`}
    </svg>
  `}function ee(o,p=40){let e=Math.ceil(o.length/p),s=[];return o.forEach((t,i)=>{let n=Math.floor(i/e);s[n]=(s[n]??0)+t}),s}var _e=14,Re=7,Te=["artists","albums","tracks"],Ae={today:7,last_7_days:7,last_30_days:30,last_90_days:90},v,I,k,f,Pe,C,L,H,q,U,B,K,V,He,P=class extends b{constructor(){super();l(this,f);l(this,v,new ie(this,()=>({type:"spindle/insights",page:"overview",period:this.period}),!0));l(this,I,new re(this,1,1));l(this,k);l(this,C,({totals:e,artists:s})=>{let t=this.home,i=t.words.of("in",this.period);if(!e.plays)return a`<p class="lead">${t.say("lead_nothing",{period:i})}</p>`;let n=s.rows[0],r=[t.say("lead",{period:i,duration:t.format.duration(e.seconds,"long")})];if(e.seconds_change!==null){let m=t.format.percent(Math.abs(e.seconds_change));r.push(t.say(e.seconds_change<0?"lead_less":"lead_more",{change:m}))}return n&&n.share>.01&&r.push(t.say("lead_artist",{name:n.name})),a`<p class="lead">${r.join(" ")}</p>`});l(this,L,({totals:e,discovery:s,streaks:t,heat_map:i,today:n})=>{let r=this.home,{format:m}=r,O=s.artists.reduce((F,te)=>F+te,0),R=t.current?.days??0,w=R>0&&!t.played_today,T=r.say("streak_text",{count:r.count("days",t.longest?.days??0)});return a`
      <dl class="figures">
        ${u(this,f,H).call(this,r.say("plays"),m.number(e.plays),e.plays_change,Y(ee(i.plays)),r.say("today_so_far",{plays:r.count("plays",n.plays)}))}
        ${u(this,f,H).call(this,r.say("listening_time"),m.duration(e.seconds),e.seconds_change,Y(ee(i.seconds)))}
        ${u(this,f,H).call(this,r.say("new_artists"),m.number(O),null,De(s.score??0),r.words.of("discovery",s.reading))}
        ${u(this,f,H).call(this,r.say("streak"),m.number(R),null,Ie(R,w),w?r.say("streak_open"):T)}
      </dl>
    `});l(this,q,e=>{let s=this.home,t=this.kind,i=x("top",{kind:t,period:this.period});return a`
      <div class="head">
        <h2>${s.words.of("top",t)}</h2>
        <a class="chip" href=${i}>${s.say("show_all")}</a>
      </div>
      <div class="row kinds" role="group" aria-label=${s.words.of("top",t)}>
        ${Te.map(n=>a`<button class="chip" aria-pressed=${n===t} @click=${()=>this.kind=n}>${s.words.of("kind",n)}</button>`)}
      </div>
      ${e[t].rows.length?fe(s,e[t].rows,{kind:t,towards:`${i}&open=`}):a`<p class="soft none">${s.say("nothing_played")}</p>`}
    `});l(this,U,({clock:e})=>a`<spindle-clock .home=${this.home} .heading=${this.home.say("clock")} .plays=${e.plays}></spindle-clock>`);l(this,B,({heat_map:{first:e,plays:s}})=>{let t=this.home,i=t.format.dayOf(Date.now()/1e3),n=({detail:O})=>ne(x("history",{day:O.day})),r=Ae[this.period];if(!r)return a`<spindle-calendar .home=${t} .heading=${t.say("calendar")} .first=${e} .plays=${s} .today=${i} @spindle-pick=${n}></spindle-calendar>`;let m=Array.from({length:r},(O,R)=>{let w=J.offset(W(i),R-r+1),T=oe(w),F=e?s[J.count(W(e),w)]??0:0;return{short:()=>r>7?t.format.day(T,"brief"):t.format.weekday((w.getUTCDay()+6)%7,"short"),long:()=>t.format.day(T),value:F,detail:{day:T}}});return a`<spindle-bars .home=${t} .heading=${t.say("by_day")} .bars=${m} height="170" @spindle-pick=${n}></spindle-bars>`});l(this,K,({recent:e})=>{let s=this.home;return a`
      <section class="card just">
        <div class="head">
          <h2>${s.say("recent")}</h2>
          <a class="chip" href=${x("history")}>${s.say("show_all")}</a>
        </div>
        <ul class="plays">
          ${e.map(t=>me(s,t))}
        </ul>
      </section>
    `});l(this,V,({on_this_day:e})=>{let s=this.home;return a`
      <section class="card memories">
      <div class="head"><h2>${s.say("on_this_day")}</h2></div>
      ${e.length?c:a`<p class="soft none">${s.say("on_this_day_none")}</p>`}
      <ul class="plays">
        ${e.slice(0,5).map(t=>{let[i,n]=[t.artists[0],t.tracks[0]];return a`
            <li>
              <a href=${x("history",{day:t.day})}>
                ${pe(i?.name??"",40)}
                <span class="two">
                  <b class="cut">${s.count("years_ago",t.years_ago)}</b>
                  <span class="small soft cut">
                    ${s.say("memory",{plays:s.count("plays",t.plays),artist:i?.name??""})}${n?` \xB7 ${n.name}`:""}
                  </span>
                </span>
              </a>
            </li>
          `})}
      </ul>
      </section>
    `});this.period="last_30_days",this.kind="artists"}updated(){d(this,k)??N(this,k,this.home?.store.onLive(()=>this.requestUpdate()))}disconnectedCallback(){var e;super.disconnectedCallback(),(e=d(this,k))==null||e.call(this),N(this,k,void 0)}render(){let e=this.home;if(!e)return c;let{refusal:s}=d(this,v).answer,t=d(this,v).value?.answers.overview;return s&&!t?a`<div class="card">${D(e,s,()=>d(this,v).refresh())}</div>`:a`
      <section class="card now" aria-label=${e.say("now_playing")}>
        ${ce(e,e.store.live?.rooms??[])}
      </section>
      ${!t||t.recent.length||t.totals.plays?u(this,f,Pe).call(this,t):u(this,f,He).call(this,t)}
    `}};v=new WeakMap,I=new WeakMap,k=new WeakMap,f=new WeakSet,Pe=function(e){let s=e?d(this,I).upTo(Re):0,t=[e,this.home,this.period,this.kind],i=(n,r,m)=>e&&n<s?ge(t,()=>r(e)):m;return a`
      <div class="grid ${e&&d(this,v).isStale&&!d(this,v).answer.value?"old":""}" aria-busy=${s<Re?"true":c}>
        ${i(0,d(this,C),a`<p class="lead">${g("min(80%, 520px)","24px","margin:2px 0")}</p>`)}
        ${i(1,d(this,L),a`<div class="figures">${Te.concat("artists").map(()=>a`<div class="card figure">${g("100%","var(--figure)")}</div>`)}</div>`)}
        <section class="card leaders">${i(2,d(this,q),a`${g("40%","24px","margin:4px 0 56px")}${xe(5,60)}`)}</section>
        <section class="card week">${i(3,d(this,U),a`${g("50%","24px","margin:4px 0 16px")}${g("238px","238px","border-radius:50%;margin:24px auto 40.3px")}`)}</section>
        <section class="card days">${i(4,d(this,B),a`${g("30%","24px","margin:4px 0 16px")}${g("100%",Ae[this.period]?"194px":"198.6px")}`)}</section>
        ${i(5,d(this,K))} ${i(6,d(this,V))}
      </div>
    `},C=new WeakMap,L=new WeakMap,H=function(e,s,t,i,n=""){let r=this.home,m=t===null?a`<span class="cut">${n}</span>`:a`<span class="change ${t>=0?"up":"down"}" title=${r.say("against_before")}>${r.format.change(t)}</span>
            <span class="cut">${n||r.say("against_before")}</span>`;return a`
      <div class="card figure">
        <dt class="soft">${e}</dt>
        <dd>
          <span class="value number">${s}</span>
          <span class="small soft about">${m}</span>
          <span class="course" aria-hidden="true">${i}</span>
        </dd>
      </div>
    `},q=new WeakMap,U=new WeakMap,B=new WeakMap,K=new WeakMap,V=new WeakMap,He=function(e){let s=this.home;if(e.streaks.days)return a`<p class="lead">${s.say("lead_nothing",{period:s.words.of("in",this.period)})}</p>`;let t=s.isAdministrator?{label:s.say("to_import"),href:x("import")}:void 0;return a`<div class="card">${be("mdi:record-player",s.say("empty"),s.say("empty_text"),t)}</div>`},P.properties={...b.properties,period:{},kind:{state:!0}},P.styles=[z,ye,he,ue,S`:host{display:grid;gap:16px;--figure:113px}.grid{display:grid;gap:16px;grid-template-columns:repeat(12,minmax(0,1fr));align-items:start}.grid>*{grid-column:1 / -1}.lead{font-size:20px;line-height:28px;letter-spacing:-0.01em;text-wrap:pretty;padding:8px 4px 4px;max-width:90ch}.figures{display:grid;gap:16px;grid-template-columns:repeat(4,minmax(0,1fr))}.figure{box-sizing:border-box;min-height:calc(var(--figure) + 34px)}.figure dd{display:grid}.figure .value{font-size:30px;line-height:38px;font-weight:500;letter-spacing:-0.025em;white-space:nowrap}.about{display:flex;gap:6px;min-height:16px;min-width:0}.course{height:28px;margin-top:10px;display:grid;align-items:end}.meter{height:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.beads{display:flex;gap:4px}.beads i{flex:1;height:6px;border-radius:3px;background:var(--mild)}.beads i.on{background:var(--accent)}.beads i.open{background:none;box-shadow:inset 0 0 0 1.5px var(--accent)}.change{font-weight:500;white-space:nowrap;color:var(--ink)}.change::before{content:"▲ ";font-size:9px;color:var(--success-color,#43a047)}.change.down::before{content:"▼ ";color:var(--warning-color,#ffa600)}.kinds{margin-bottom:8px}.none{padding:8px 0}.plays a{padding:0 8px;margin:0 -8px;border-radius:10px}.plays a:hover{background:var(--mild)}@container panel (min-width:900px){.leaders{grid-column:1 / 8}.week{grid-column:8 / -1}.leaders,.week{align-self:stretch}.just{grid-column:1 / 8}.memories{grid-column:8 / -1}.just,.memories{align-self:stretch}}@container panel (max-width:700px){.figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}.figure{--figure:107px}.figure .value{font-size:22px;line-height:32px}.lead{font-size:18px;line-height:26px;min-height:90px}}@container panel (max-width:340px){.lead{min-height:116px}}`];function De(o){return a`<span class="meter"><i style="inline-size:${o}%"></i></span>`}function Ie(o,p){let e=Array.from({length:_e},(s,t)=>_e-t-(p?1:0));return a`<span class="beads">${e.map(s=>a`<i class=${s===0?"open":s<=o?"on":""}></i>`)}</span>`}M("spindle-overview",P);var Ce="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z",Ee=["today","last_7_days","last_30_days","last_90_days","last_365_days","all"],Le="last_30_days",qe=new URL(".",import.meta.url).pathname.split("/").at(-2),j={overview:{sign:y.overview,hasPeriod:!0,load:()=>Promise.resolve(),draw:(o,p,e)=>a`<spindle-overview .home=${o} .period=${e}></spindle-overview>`},top:{sign:y.top,hasPeriod:!0,load:()=>import("./chunks/top-4ZNKI25O.js"),draw:(o,{query:p},e)=>a`<spindle-top .home=${o} .query=${p} .period=${e}></spindle-top>`},history:{sign:y.history,hasPeriod:!1,load:()=>import("./chunks/history-F6C7E7CP.js"),draw:(o,{query:p})=>a`<spindle-history .home=${o} .query=${p}></spindle-history>`},discover:{sign:y.discover,hasPeriod:!0,load:()=>import("./chunks/discover-CEX37EN3.js"),draw:(o,p,e)=>a`<spindle-discover .home=${o} .period=${e}></spindle-discover>`},services:{sign:y.services,hasPeriod:!1,load:()=>import("./chunks/services-YL4D7C6K.js"),draw:o=>a`<spindle-services .home=${o}></spindle-services>`},lidarr:{sign:y.lidarr,hasPeriod:!1,load:()=>import("./chunks/lidarr-Z5VCPV77.js"),draw:(o,{query:p})=>a`<spindle-lidarr .home=${o} .query=${p}></spindle-lidarr>`},import:{sign:y.import,hasPeriod:!1,isForAdministrators:!0,load:()=>import("./chunks/import-S6GMD4KQ.js"),draw:o=>a`<spindle-import .home=${o}></spindle-import>`},playlists:{sign:y.playlists,hasPeriod:!1,load:()=>import("./chunks/playlists-JN6SYVAK.js"),draw:o=>a`<spindle-playlists .home=${o}></spindle-playlists>`}},G,_,$,h,se,Oe,Se,ze,Me,E=class extends b{constructor(){super();l(this,h);l(this,G,new le(this,we));l(this,_,new Set(["overview"]));l(this,$,()=>{if(!location.pathname.startsWith("/listening"))return;this.place=X(location);let{page:e}=this.place,s=j[e]?.load;!s||d(this,_).has(e)||s().then(()=>{d(this,_).add(e),this.requestUpdate()})});this.place=X(location),this.isOffline=!1}set hass(e){this.isOffline=!e.connected,d(this,G).take(e)}connectedCallback(){super.connectedCallback(),window.addEventListener("location-changed",d(this,$)),window.addEventListener("popstate",d(this,$)),d(this,$).call(this)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("location-changed",d(this,$)),window.removeEventListener("popstate",d(this,$))}render(){let e=this.home,s=j[this.place.page]?this.place.page:"overview",t=j[s];return a`
      <header>
        <div class="bar">
          ${this.narrow?a`<button class="icon" aria-label=${e?.say("menu")??""} @click=${u(this,h,Me)}>${Z(Ce)}</button>`:c}
          <h1>${e?.say("title")}</h1>
        </div>
        <nav aria-label=${e?.say("pages")??""}>
          ${e&&Object.entries(j).map(([i,{sign:n,isForAdministrators:r}])=>r&&!e.isAdministrator?c:a`<a href=${x(i,{period:this.place.query.get("period")??void 0})} aria-current=${i===s?"page":c}>
                  ${Z(n)}${e.words.of("page",i)}
                </a>`)}
        </nav>
      </header>
      <main>
        ${t.hasPeriod?e?u(this,h,Oe).call(this,e):g("100%","32px"):c} ${e?u(this,h,Se).call(this,e):c}
        ${e?e.store.refusal?u(this,h,ze).call(this,e):d(this,_).has(s)?t.draw(e,this.place,d(this,h,se)):g("100%","320px"):g("100%","320px")}
      </main>
    `}};G=new WeakMap,_=new WeakMap,$=new WeakMap,h=new WeakSet,se=function(){let e=this.place.query.get("period")??"";return Ee.includes(e)?e:Le},Oe=function(e){return a`
      <div class="periods" role="group" aria-label=${e.say("period")}>
        ${Ee.map(s=>a`
            <button class="chip" aria-pressed=${s===d(this,h,se)} @click=${()=>de({period:s})}>
              ${e.words.of("period",s)}
            </button>
          `)}
      </div>
    `},Se=function(e){let s=e.store.live,t=s?.frontend&&s.frontend!==qe;return a`
      ${this.isOffline?a`<p class="note" role="status"><ha-icon icon="mdi:wifi-off"></ha-icon>${e.say("offline")}</p>`:c}
      ${t?a`<p class="note" role="status">
            <ha-icon icon="mdi:update"></ha-icon>${e.say("updated")}
            <button class="chip" @click=${()=>location.reload()}>${e.say("reload")}</button>
          </p>`:c}
      ${s?.history.running&&s.history.seen&&!s.history.recording?a`<p class="note"><ha-icon icon="mdi:pause-circle-outline"></ha-icon>${e.say("recording_off")}</p>`:c}
    `},ze=function(e){return a`<div class="card">${D(e,e.store.refusal,()=>location.reload())}</div>`},Me=function(){this.tell("hass-toggle-menu",void 0)},E.properties={...b.properties,hass:{attribute:!1,noAccessor:!0},narrow:{type:Boolean},place:{state:!0},isOffline:{state:!0}},E.styles=[z,S`:host{display:block;min-height:100%;background:var(--primary-background-color,#fafafa)}header{position:sticky;top:0;z-index:2;display:flex;align-items:stretch;flex-wrap:wrap;background:var(--card);border-bottom:1px solid var(--line);padding-inline:12px}.bar{display:flex;align-items:center;gap:4px;height:var(--header-height,56px);padding-inline-end:24px}h1{font-size:20px;font-weight:400;line-height:28px;padding-inline-start:4px}nav{display:flex;min-height:48px;overflow-x:auto;scrollbar-width:none}nav a{position:relative;display:flex;align-items:center;gap:8px;padding:0 14px;min-height:48px;font-weight:500;white-space:nowrap;color:var(--soft);--mdc-icon-size:20px;outline-offset:-3px}nav a:hover,nav a[aria-current]{color:var(--ink)}nav a[aria-current] .glyph{color:var(--accent)}nav a[aria-current]::after{content:"";position:absolute;inset:auto 8px 0;height:3px;border-radius:3px 3px 0 0;background:var(--accent)}main{container:panel / inline-size;max-width:1240px;margin:0 auto;padding:16px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.periods{display:flex;gap:8px;overflow-x:auto;scrollbar-width:none;padding:2px;margin:-2px}.note{display:flex;align-items:center;gap:12px;padding:8px 16px;min-height:48px;border-radius:var(--radius);background:color-mix(in srgb,var(--warning-color,#ffa600) 16%,var(--card))}.note .chip{margin-inline-start:auto}@media (max-width:870px){header{padding-inline:4px}nav{width:100%}.bar{width:100%}main{padding:12px;gap:12px}}`];M("spindle-panel",E);
