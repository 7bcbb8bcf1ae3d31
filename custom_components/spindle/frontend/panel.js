import{c as be,e as _e,f as z,g as x}from"./chunks/chunk-M74OIVEU.js";import{a as oe,e as Z,f as y,g as le,h as pe,i as ce,j as he,q as me,r as ue,s as ge,t as fe,u as ye,v as xe,w as g,x as ve}from"./chunks/chunk-KYMMP4IN.js";import"./chunks/chunk-QBKVQDHL.js";import{a as Q}from"./chunks/chunk-PX6C53ZO.js";import{b as Y,c as de}from"./chunks/chunk-OGYZFBDN.js";import{a as $e,b as we,c as ee}from"./chunks/chunk-GERYPNK7.js";import"./chunks/chunk-2U4Z2T6V.js";import{a as D,b as a,c as re,d as X,e as c,f as ne,h as b,i as M,j as J,k as S}from"./chunks/chunk-RIQUUWU3.js";import{a as l,b as p,c as W,d as u}from"./chunks/chunk-YVDYIAWN.js";var ke=i=>(...r)=>({_$litDirective$:i,values:r}),C=class{constructor(r){}get _$AU(){return this._$AM._$AU}_$AT(r,e,s){this._$Ct=r,this._$AM=e,this._$Ci=s}_$AS(r,e){return this.update(r,e)}update(r,e){return this.render(...e)}};var Le={},Te=ke(class extends C{constructor(){super(...arguments),this.ot=Le}render(i,r){return r()}update(i,[r,e]){if(Array.isArray(r)){if(Array.isArray(this.ot)&&this.ot.length===r.length&&r.every((s,t)=>s===this.ot[t]))return X}else if(this.ot===r)return X;return this.ot=Array.isArray(r)?Array.from(r):r,this.render(r,e)}});var Ae=100,R=28;function se(i){let r=Math.max(1,...i),e=(n,d)=>d/Math.max(1,i.length-1)*Ae,s=n=>R-1-n/r*(R-3),t=$e().x(e).y(s).curve(ee)([...i]),o=we().x(e).y0(R).y1(s).curve(ee)([...i]);return a`
    <svg viewBox="0 0 ${Ae} ${R}" preserveAspectRatio="none" aria-hidden="true" style="display:block;width:100%;height:${R}px">
      ${re`<path d=${o??""} style="fill:var(--accent);fill-opacity:.14"></path>
      <path d=${t??""} style="fill:none;stroke:var(--accent);stroke-width:1.5;vector-effect:non-scaling-stroke"></path>`}
    </svg>
  `}function te(i,r=40){let e=Math.ceil(i.length/r),s=[];return i.forEach((t,o)=>{let n=Math.floor(o/e);s[n]=(s[n]??0)+t}),s}var Re=14,Pe=6,Ee=["artists","albums","tracks"],He={today:7,last_7_days:7,last_30_days:30,last_90_days:90},v,I,_,f,Oe,L,U,E,B,q,V,K,N,De,P=class extends b{constructor(){super();p(this,f);p(this,v,new oe(this,()=>({type:"spindle/insights",page:"overview",period:this.period}),!0));p(this,I,new ne(this,1,1));p(this,_);p(this,L,({totals:e,artists:s})=>{let t=this.home,o=t.words.of("in",this.period);if(!e.plays)return a`<p class="lead">${t.say("lead_nothing",{period:o})}</p>`;let n=s.rows[0],d=[t.say("lead",{period:o,duration:t.format.duration(e.seconds,"long")})];if(e.seconds_change!==null){let m=t.format.percent(Math.abs(e.seconds_change));d.push(t.say(e.seconds_change<0?"lead_less":"lead_more",{change:m}))}return n&&n.share>.01&&d.push(t.say("lead_artist",{name:n.name})),a`<p class="lead">${d.join(" ")}</p>`});p(this,U,({totals:e,discovery:s,streaks:t,heat_map:o,today:n})=>{let d=this.home,{format:m}=d,O=s.artists.reduce((F,ie)=>F+ie,0),T=t.current?.days??0,w=T>0&&!t.played_today,A=d.say("streak_text",{count:d.count("days",t.longest?.days??0)});return a`
      <dl class="figures">
        ${u(this,f,E).call(this,d.say("plays"),m.number(e.plays),e.plays_change,se(te(o.plays)),d.say("today_so_far",{plays:d.count("plays",n.plays)}))}
        ${u(this,f,E).call(this,d.say("listening_time"),m.duration(e.seconds),e.seconds_change,se(te(o.seconds)))}
        ${u(this,f,E).call(this,d.say("new_artists"),m.number(O),null,Ue(s.score??0),d.words.of("discovery",s.reading))}
        ${u(this,f,E).call(this,d.say("streak"),m.number(T),null,Be(T,w),w?d.say("streak_open"):A)}
      </dl>
    `});p(this,B,e=>{let s=this.home,t=this.kind,o=n=>y("top",{kind:t,period:this.period,open:n.id});return a`
      <div class="head">
        <h2>${s.words.of("top",t)}</h2>
        <a class="chip" href=${y("top",{kind:t,period:this.period})}>${s.say("show_all")}</a>
      </div>
      <div class="row kinds" role="group" aria-label=${s.words.of("top",t)}>
        ${Ee.map(n=>a`<button class="chip" aria-pressed=${n===t} @click=${()=>this.kind=n}>${s.words.of("kind",n)}</button>`)}
      </div>
      ${e[t].rows.length?ye(s,e[t].rows,{kind:t,href:o}):a`<p class="soft none">${s.say("nothing_played")}</p>`}
    `});p(this,q,({clock:e})=>a`<spindle-clock .home=${this.home} .heading=${this.home.say("clock")} .plays=${e.plays}></spindle-clock>`);p(this,V,({heat_map:{first:e,plays:s}})=>{let t=this.home,o=t.format.dayOf(Date.now()/1e3),n=({detail:O})=>le(y("history",{day:O.day})),d=He[this.period];if(!d)return a`<spindle-calendar .home=${t} .heading=${t.say("calendar")} .first=${e} .plays=${s} .today=${o} @spindle-pick=${n}></spindle-calendar>`;let m=Array.from({length:d},(O,T)=>{let w=Q.offset(Y(o),T-d+1),A=de(w),F=e?s[Q.count(Y(e),w)]??0:0;return{short:d>7?t.format.day(A,"brief"):t.format.weekday((w.getUTCDay()+6)%7,"short"),long:t.format.day(A),value:F,detail:{day:A}}});return a`<spindle-bars .home=${t} .heading=${t.say("by_day")} .bars=${m} height="170" @spindle-pick=${n}></spindle-bars>`});p(this,K,({recent:e})=>{let s=this.home;return a`
      <section class="card just">
        <div class="head">
          <h2>${s.say("recent")}</h2>
          <a class="chip" href=${y("history")}>${s.say("show_all")}</a>
        </div>
        <ul class="plays">
          ${e.map(t=>ge(s,t))}
        </ul>
      </section>
    `});p(this,N,({on_this_day:e})=>{let s=this.home;return a`
      <section class="card memories">
      <div class="head"><h2>${s.say("on_this_day")}</h2></div>
      ${e.length?c:a`<p class="soft none">${s.say("on_this_day_none")}</p>`}
      <ul class="plays">
        ${e.slice(0,5).map(t=>{let[o,n]=[t.artists[0],t.tracks[0]];return a`
            <li>
              <a href=${y("history",{day:t.day})}>
                ${he(o?.name??"",40)}
                <span class="two">
                  <b class="cut">${s.count("years_ago",t.years_ago)}</b>
                  <span class="small soft cut">
                    ${s.say("memory",{plays:s.count("plays",t.plays),artist:o?.name??""})}${n?` \xB7 ${n.name}`:""}
                  </span>
                </span>
              </a>
            </li>
          `})}
      </ul>
      </section>
    `});this.period="last_30_days",this.kind="artists"}updated(){l(this,_)??W(this,_,this.home?.store.onLive(()=>this.requestUpdate()))}disconnectedCallback(){var e;super.disconnectedCallback(),(e=l(this,_))==null||e.call(this),W(this,_,void 0)}render(){let e=this.home;if(!e)return c;let{refusal:s}=l(this,v).answer,t=l(this,v).value?.answers.overview;return s&&!t?a`<div class="card">${z(e,s,()=>l(this,v).refresh())}</div>`:a`
      <section class="card now" aria-label=${e.say("now_playing")}>
        ${me(e,e.store.live?.rooms??[])}
      </section>
      ${!t||t.recent.length||t.totals.plays?u(this,f,Oe).call(this,t):u(this,f,De).call(this,t)}
    `}};v=new WeakMap,I=new WeakMap,_=new WeakMap,f=new WeakSet,Oe=function(e){let s=e?l(this,I).upTo(Pe):0,t=[e,this.home,this.period,this.kind],o=(n,d,m)=>e&&n<s?Te(t,()=>d(e)):m;return a`
      <div class="grid ${e&&l(this,v).isStale&&!l(this,v).answer.value?"old":""}" aria-busy=${s<Pe?"true":c}>
        ${o(0,l(this,L),a`<p class="lead">${g("min(80%, 520px)","24px","margin:2px 0")}</p>`)}
        ${o(0,l(this,U),a`<div class="figures">${Ee.concat("artists").map(()=>a`<div class="card figure">${g("100%","var(--figure)")}</div>`)}</div>`)}
        <section class="card leaders">${o(1,l(this,B),a`${g("40%","24px","margin:4px 0 56px")}${ve(5,60)}`)}</section>
        <section class="card week">${o(2,l(this,q),a`${g("50%","24px","margin:4px 0 16px")}${g("238px","238px","border-radius:50%;margin:24px auto 40.3px")}`)}</section>
        <section class="card days">${o(3,l(this,V),a`${g("30%","24px","margin:4px 0 16px")}${g("100%",He[this.period]?"194px":"198.6px")}`)}</section>
        ${o(4,l(this,K))} ${o(5,l(this,N))}
      </div>
    `},L=new WeakMap,U=new WeakMap,E=function(e,s,t,o,n=""){let d=this.home,m=t===null?a`<span class="cut">${n}</span>`:a`<span class="change ${t>=0?"up":"down"}" title=${d.say("against_before")}>${d.format.change(t)}</span>
            <span class="cut">${n||d.say("against_before")}</span>`;return a`
      <div class="card figure">
        <dt class="soft">${e}</dt>
        <dd>
          <span class="value number">${s}</span>
          <span class="small soft about">${m}</span>
          <span class="course" aria-hidden="true">${o}</span>
        </dd>
      </div>
    `},B=new WeakMap,q=new WeakMap,V=new WeakMap,K=new WeakMap,N=new WeakMap,De=function(e){let s=this.home;if(e.streaks.days)return a`<p class="lead">${s.say("lead_nothing",{period:s.words.of("in",this.period)})}</p>`;let t=s.isAdministrator?{label:s.say("to_import"),href:y("import")}:void 0;return a`<div class="card">${_e("mdi:record-player",s.say("empty"),s.say("empty_text"),t)}</div>`},P.properties={...b.properties,period:{},kind:{state:!0}},P.styles=[M,xe,ue,fe,D`:host{display:grid;gap:16px;--figure:113px}.grid{display:grid;gap:16px;grid-template-columns:repeat(12,minmax(0,1fr));align-items:start}.grid>*{grid-column:1 / -1}.lead{font-size:20px;line-height:28px;letter-spacing:-0.01em;text-wrap:pretty;padding:8px 4px 4px;max-width:90ch}.figures{display:grid;gap:16px;grid-template-columns:repeat(4,minmax(0,1fr))}.figure{box-sizing:border-box;min-height:calc(var(--figure) + 34px)}.figure dd{display:grid}.figure .value{font-size:30px;line-height:38px;font-weight:500;letter-spacing:-0.025em;white-space:nowrap}.about{display:flex;gap:6px;min-height:16px;min-width:0}.course{height:28px;margin-top:10px;display:grid;align-items:end}.meter{height:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.beads{display:flex;gap:4px}.beads i{flex:1;height:6px;border-radius:3px;background:var(--mild)}.beads i.on{background:var(--accent)}.beads i.open{background:none;box-shadow:inset 0 0 0 1.5px var(--accent)}.change{font-weight:500;white-space:nowrap;color:var(--ink)}.change::before{content:"▲ ";font-size:9px;color:var(--success-color,#43a047)}.change.down::before{content:"▼ ";color:var(--warning-color,#ffa600)}.kinds{margin-bottom:8px}.none{padding:8px 0}.plays a{padding:0 8px;margin:0 -8px;border-radius:10px}.plays a:hover{background:var(--mild)}@container panel (min-width:900px){.leaders{grid-column:1 / 8}.week{grid-column:8 / -1}.leaders,.week{align-self:stretch}.just{grid-column:1 / 8}.memories{grid-column:8 / -1}.just,.memories{align-self:stretch}}@container panel (max-width:700px){.figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}.figure{--figure:107px}.figure .value{font-size:22px;line-height:32px}.lead{font-size:18px;line-height:26px;min-height:90px}}@container panel (max-width:340px){.lead{min-height:116px}}`];function Ue(i){return a`<span class="meter"><i style="inline-size:${i}%"></i></span>`}function Be(i,r){let e=Array.from({length:Re},(s,t)=>Re-t-(r?1:0));return a`<span class="beads">${e.map(s=>a`<i class=${s===0?"open":s<=i?"on":""}></i>`)}</span>`}S("spindle-overview",P);var qe="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z",Me=["today","last_7_days","last_30_days","last_90_days","last_365_days","all"],Ve="last_30_days",Ke=new URL(".",import.meta.url).pathname.split("/").at(-2),j={overview:{sign:x.overview,hasPeriod:!0,load:()=>Promise.resolve(),draw:(i,r,e)=>a`<spindle-overview .home=${i} .period=${e}></spindle-overview>`},top:{sign:x.top,hasPeriod:!0,load:()=>import("./chunks/top-TJ5H2U2P.js"),draw:(i,{query:r},e)=>a`<spindle-top .home=${i} .query=${r} .period=${e}></spindle-top>`},history:{sign:x.history,hasPeriod:!1,load:()=>import("./chunks/history-FVTCTXXZ.js"),draw:(i,{query:r})=>a`<spindle-history .home=${i} .query=${r}></spindle-history>`},discover:{sign:x.discover,hasPeriod:!0,load:()=>import("./chunks/discover-VWYNC6VY.js"),draw:(i,r,e)=>a`<spindle-discover .home=${i} .period=${e}></spindle-discover>`},services:{sign:x.services,hasPeriod:!1,load:()=>import("./chunks/services-UKL4JP3N.js"),draw:i=>a`<spindle-services .home=${i}></spindle-services>`},lidarr:{sign:x.lidarr,hasPeriod:!1,load:()=>import("./chunks/lidarr-FYLTHPOY.js"),draw:(i,{query:r})=>a`<spindle-lidarr .home=${i} .query=${r}></spindle-lidarr>`},import:{sign:x.import,hasPeriod:!1,isForAdministrators:!0,load:()=>import("./chunks/import-NI4PTM22.js"),draw:i=>a`<spindle-import .home=${i}></spindle-import>`},playlists:{sign:x.playlists,hasPeriod:!1,load:()=>import("./chunks/playlists-GH5YJBH2.js"),draw:i=>a`<spindle-playlists .home=${i}></spindle-playlists>`}},G,k,$,h,ae,Se,ze,Ce,Ie,H=class extends b{constructor(){super();p(this,h);p(this,G,new ce(this,be));p(this,k,new Set(["overview"]));p(this,$,()=>{if(!location.pathname.startsWith("/listening"))return;this.place=Z(location);let{page:e}=this.place,s=j[e]?.load;!s||l(this,k).has(e)||s().then(()=>{l(this,k).add(e),this.requestUpdate()})});this.place=Z(location),this.isOffline=!1}set hass(e){this.isOffline=!e.connected,l(this,G).take(e)}connectedCallback(){super.connectedCallback(),window.addEventListener("location-changed",l(this,$)),window.addEventListener("popstate",l(this,$)),l(this,$).call(this)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("location-changed",l(this,$)),window.removeEventListener("popstate",l(this,$))}render(){let e=this.home,s=j[this.place.page]?this.place.page:"overview",t=j[s];return a`
      <header>
        <div class="bar">
          ${this.narrow?a`<button class="icon" aria-label=${e?.say("menu")??""} @click=${u(this,h,Ie)}>${J(qe)}</button>`:c}
          <h1>${e?.say("title")}</h1>
        </div>
        <nav aria-label=${e?.say("pages")??""}>
          ${e&&Object.entries(j).map(([o,{sign:n,isForAdministrators:d}])=>d&&!e.isAdministrator?c:a`<a href=${y(o,{period:this.place.query.get("period")??void 0})} aria-current=${o===s?"page":c}>
                  ${J(n)}${e.words.of("page",o)}
                </a>`)}
        </nav>
      </header>
      <main>
        ${t.hasPeriod?e?u(this,h,Se).call(this,e):g("100%","32px"):c} ${e?u(this,h,ze).call(this,e):c}
        ${e?e.store.refusal?u(this,h,Ce).call(this,e):l(this,k).has(s)?t.draw(e,this.place,l(this,h,ae)):g("100%","320px"):g("100%","320px")}
      </main>
    `}};G=new WeakMap,k=new WeakMap,$=new WeakMap,h=new WeakSet,ae=function(){let e=this.place.query.get("period")??"";return Me.includes(e)?e:Ve},Se=function(e){return a`
      <div class="periods" role="group" aria-label=${e.say("period")}>
        ${Me.map(s=>a`
            <button class="chip" aria-pressed=${s===l(this,h,ae)} @click=${()=>pe({period:s})}>
              ${e.words.of("period",s)}
            </button>
          `)}
      </div>
    `},ze=function(e){let s=e.store.live,t=s?.frontend&&s.frontend!==Ke;return a`
      ${this.isOffline?a`<p class="note" role="status"><ha-icon icon="mdi:wifi-off"></ha-icon>${e.say("offline")}</p>`:c}
      ${t?a`<p class="note" role="status">
            <ha-icon icon="mdi:update"></ha-icon>${e.say("updated")}
            <button class="chip" @click=${()=>location.reload()}>${e.say("reload")}</button>
          </p>`:c}
      ${s?.history.running&&s.history.seen&&!s.history.recording?a`<p class="note"><ha-icon icon="mdi:pause-circle-outline"></ha-icon>${e.say("recording_off")}</p>`:c}
    `},Ce=function(e){return a`<div class="card">${z(e,e.store.refusal,()=>location.reload())}</div>`},Ie=function(){this.tell("hass-toggle-menu",void 0)},H.properties={...b.properties,hass:{attribute:!1,noAccessor:!0},narrow:{type:Boolean},place:{state:!0},isOffline:{state:!0}},H.styles=[M,D`:host{display:block;min-height:100%;background:var(--primary-background-color,#fafafa)}header{position:sticky;top:0;z-index:2;display:flex;align-items:stretch;flex-wrap:wrap;background:var(--card);border-bottom:1px solid var(--line);padding-inline:12px}.bar{display:flex;align-items:center;gap:4px;height:var(--header-height,56px);padding-inline-end:24px}h1{font-size:20px;font-weight:400;line-height:28px;padding-inline-start:4px}nav{display:flex;min-height:48px;overflow-x:auto;scrollbar-width:none}nav a{position:relative;display:flex;align-items:center;gap:8px;padding:0 14px;min-height:48px;font-weight:500;white-space:nowrap;color:var(--soft);--mdc-icon-size:20px;outline-offset:-3px}nav a:hover,nav a[aria-current]{color:var(--ink)}nav a[aria-current] .glyph{color:var(--accent)}nav a[aria-current]::after{content:"";position:absolute;inset:auto 8px 0;height:3px;border-radius:3px 3px 0 0;background:var(--accent)}main{container:panel / inline-size;max-width:1240px;margin:0 auto;padding:16px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.periods{display:flex;gap:8px;overflow-x:auto;scrollbar-width:none;padding:2px;margin:-2px}.note{display:flex;align-items:center;gap:12px;padding:8px 16px;min-height:48px;border-radius:var(--radius);background:color-mix(in srgb,var(--warning-color,#ffa600) 16%,var(--card))}.note .chip{margin-inline-start:auto}@media (max-width:870px){header{padding-inline:4px}nav{width:100%}.bar{width:100%}main{padding:12px;gap:12px}}`];S("spindle-panel",H);
