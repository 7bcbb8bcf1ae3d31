import{c as le,e as pe,f as D}from"./chunks/chunk-QOSR3QMO.js";import{a as X,e as B,f as y,g as Q,h as V,i as Y,j as Z,q as ee,r as se,s as ae,t as te,u as ie,v as re,w as u,x as oe}from"./chunks/chunk-HVCUQDFE.js";import"./chunks/chunk-QBKVQDHL.js";import{a as K}from"./chunks/chunk-MNDBVNTL.js";import{b as M,c as J}from"./chunks/chunk-OGYZFBDN.js";import{a as ne,b as de,c as U}from"./chunks/chunk-WF2JSA5Q.js";import"./chunks/chunk-M75AUZ6R.js";import{a as S,b as t,c as N,d as m,e as w,f as z,g as H}from"./chunks/chunk-VC4YFLHO.js";import{a as l,b as f,c as q,d as p}from"./chunks/chunk-YVDYIAWN.js";var ce=100,T=28;function j(i){let c=Math.max(1,...i),e=(r,o)=>o/Math.max(1,i.length-1)*ce,s=r=>T-1-r/c*(T-3),a=ne().x(e).y(s).curve(U)([...i]),d=de().x(e).y0(T).y1(s).curve(U)([...i]);return t`
    <svg viewBox="0 0 ${ce} ${T}" preserveAspectRatio="none" aria-hidden="true" style="display:block;width:100%;height:${T}px">
      ${N`<path d=${d??""} style="fill:var(--accent);fill-opacity:.14"></path>
      <path d=${a??""} style="fill:none;stroke:var(--accent);stroke-width:1.5;vector-effect:non-scaling-stroke"></path>`}
    </svg>
  `}function F(i,c=40){let e=Math.ceil(i.length/c),s=[];return i.forEach((a,d)=>{let r=Math.floor(d/e);s[r]=(s[r]??0)+a}),s}var he=14,me=["artists","albums","tracks"],Ae={today:7,last_7_days:7,last_30_days:30,last_90_days:90},x,b,n,ue,ge,fe,A,ye,xe,ve,$e,we,be,P=class extends w{constructor(){super();f(this,n);f(this,x,new X(this,()=>({type:"spindle/insights",page:"overview",period:this.period}),!0));f(this,b);this.period="last_30_days",this.kind="artists"}updated(){l(this,b)??q(this,b,this.home?.store.onLive(()=>this.requestUpdate()))}disconnectedCallback(){var e;super.disconnectedCallback(),(e=l(this,b))==null||e.call(this),q(this,b,void 0)}render(){let e=this.home;if(!e)return m;let{refusal:s}=l(this,x).answer,a=l(this,x).value?.answers.overview;return s&&!a?t`<div class="card">${D(e,s,()=>l(this,x).refresh())}</div>`:t`
      <section class="card now" aria-label=${e.say("now_playing")}>
        ${ee(e,e.store.live?.rooms??[])}
      </section>
      ${a?a.recent.length||a.totals.plays?p(this,n,ue).call(this,a):p(this,n,we).call(this,a):p(this,n,be).call(this)}
    `}};x=new WeakMap,b=new WeakMap,n=new WeakSet,ue=function(e){return t`
      <div class="grid ${l(this,x).isStale&&!l(this,x).answer.value?"old":""}">
        ${p(this,n,ge).call(this,e)} ${p(this,n,fe).call(this,e)} ${p(this,n,ye).call(this,e)}
        <section class="card week"><spindle-clock .home=${this.home} .heading=${this.home.say("clock")} .plays=${e.clock.plays}></spindle-clock></section>
        <section class="card days">${p(this,n,xe).call(this,e)}</section>
        <section class="card just">${p(this,n,ve).call(this,e.recent)}</section>
        <section class="card memories">${p(this,n,$e).call(this,e)}</section>
      </div>
    `},ge=function({totals:e,artists:s}){let a=this.home,d=a.words.of("in",this.period);if(!e.plays)return t`<p class="lead">${a.say("lead_nothing",{period:d})}</p>`;let r=s.rows[0],o=[a.say("lead",{period:d,duration:a.format.duration(e.seconds,"long")})];if(e.seconds_change!==null){let g=a.format.percent(Math.abs(e.seconds_change));o.push(a.say(e.seconds_change<0?"lead_less":"lead_more",{change:g}))}return r&&r.share>.01&&o.push(a.say("lead_artist",{name:r.name})),t`<p class="lead">${o.join(" ")}</p>`},fe=function({totals:e,discovery:s,streaks:a,heat_map:d,today:r}){let o=this.home,{format:g}=o,E=s.artists.reduce((L,W)=>L+W,0),_=a.current?.days??0,$=_>0&&!a.played_today,R=o.say("streak_text",{count:o.count("days",a.longest?.days??0)});return t`
      <dl class="figures">
        ${p(this,n,A).call(this,o.say("plays"),g.number(e.plays),e.plays_change,j(F(d.plays)),o.say("today_so_far",{plays:o.count("plays",r.plays)}))}
        ${p(this,n,A).call(this,o.say("listening_time"),g.duration(e.seconds),e.seconds_change,j(F(d.seconds)))}
        ${p(this,n,A).call(this,o.say("new_artists"),g.number(E),null,Oe(s.score??0),o.words.of("discovery",s.reading))}
        ${p(this,n,A).call(this,o.say("streak"),g.number(_),null,Ee(_,$),$?o.say("streak_open"):R)}
      </dl>
    `},A=function(e,s,a,d,r=""){let o=this.home,g=a===null?t`<span class="cut">${r}</span>`:t`<span class="change ${a>=0?"up":"down"}" title=${o.say("against_before")}>${o.format.change(a)}</span>
            <span class="cut">${r||o.say("against_before")}</span>`;return t`
      <div class="card figure">
        <dt class="soft">${e}</dt>
        <dd>
          <span class="value number">${s}</span>
          <span class="small soft about">${g}</span>
          <span class="course" aria-hidden="true">${d}</span>
        </dd>
      </div>
    `},ye=function(e){let s=this.home,a=this.kind,d=r=>y("top",{kind:a,period:this.period,open:r.id});return t`
      <section class="card leaders">
        <div class="head">
          <h2>${s.words.of("top",a)}</h2>
          <a class="chip" href=${y("top",{kind:a,period:this.period})}>${s.say("show_all")}</a>
        </div>
        <div class="row kinds" role="group" aria-label=${s.words.of("top",a)}>
          ${me.map(r=>t`<button class="chip" aria-pressed=${r===a} @click=${()=>this.kind=r}>${s.words.of("kind",r)}</button>`)}
        </div>
        ${e[a].rows.length?ie(s,e[a].rows,{kind:a,href:d}):t`<p class="soft none">${s.say("nothing_played")}</p>`}
      </section>
    `},xe=function({heat_map:{first:e,plays:s}}){let a=this.home,d=a.format.dayOf(Date.now()/1e3),r=({detail:E})=>Q(y("history",{day:E.day})),o=Ae[this.period];if(!o)return t`<spindle-calendar .home=${a} .heading=${a.say("calendar")} .first=${e} .plays=${s} .today=${d} @spindle-pick=${r}></spindle-calendar>`;let g=Array.from({length:o},(E,_)=>{let $=K.offset(M(d),_-o+1),R=J($),L=e?s[K.count(M(e),$)]??0:0;return{short:o>7?a.format.day(R,"brief"):a.format.weekday(($.getUTCDay()+6)%7,"short"),long:a.format.day(R),value:L,detail:{day:R}}});return t`<spindle-bars .home=${a} .heading=${a.say("by_day")} .bars=${g} height="170" @spindle-pick=${r}></spindle-bars>`},ve=function(e){let s=this.home;return t`
      <div class="head">
        <h2>${s.say("recent")}</h2>
        <a class="chip" href=${y("history")}>${s.say("show_all")}</a>
      </div>
      <ul class="plays">
        ${e.map(a=>ae(s,a))}
      </ul>
    `},$e=function({on_this_day:e}){let s=this.home;return t`
      <div class="head"><h2>${s.say("on_this_day")}</h2></div>
      ${e.length?m:t`<p class="soft none">${s.say("on_this_day_none")}</p>`}
      <ul class="plays">
        ${e.slice(0,5).map(a=>{let[d,r]=[a.artists[0],a.tracks[0]];return t`
            <li>
              <a href=${y("history",{day:a.day})}>
                ${Z(d?.name??"",40)}
                <span class="two">
                  <b class="cut">${s.count("years_ago",a.years_ago)}</b>
                  <span class="small soft cut">
                    ${s.say("memory",{plays:s.count("plays",a.plays),artist:d?.name??""})}${r?` \xB7 ${r.name}`:""}
                  </span>
                </span>
              </a>
            </li>
          `})}
      </ul>
    `},we=function(e){let s=this.home;if(e.streaks.days)return t`<p class="lead">${s.say("lead_nothing",{period:s.words.of("in",this.period)})}</p>`;let a=s.isAdministrator?{label:s.say("to_import"),href:y("import")}:void 0;return t`<div class="card">${pe("mdi:record-player",s.say("empty"),s.say("empty_text"),a)}</div>`},be=function(){return t`
      <div class="grid" aria-busy="true">
        <p class="lead">${u("min(80%, 520px)","24px","margin:4px 0")}</p>
        <div class="figures">${me.concat("artists").map(()=>t`<div class="card figure">${u("100%","92px")}</div>`)}</div>
        <section class="card leaders">${u("40%","24px","margin:4px 0 16px")}${oe(6,62)}</section>
        <section class="card week">${u("50%","24px","margin:4px 0 16px")}${u("min(100%, 340px)","auto","aspect-ratio:1;border-radius:50%;margin:24px auto")}</section>
        <section class="card days">${u("30%","24px","margin:4px 0 16px")}${u("100%","170px")}</section>
      </div>
    `},P.properties={...w.properties,period:{},kind:{state:!0}},P.styles=[z,re,se,te,S`:host{display:grid;gap:16px}.grid{display:grid;gap:16px;grid-template-columns:repeat(12,minmax(0,1fr));align-items:start}.grid>*{grid-column:1 / -1}.lead{font-size:20px;line-height:28px;letter-spacing:-0.01em;text-wrap:pretty;padding:8px 4px 4px;max-width:90ch}.figures{display:grid;gap:16px;grid-template-columns:repeat(4,minmax(0,1fr))}.figure dd{display:grid}.figure .value{font-size:30px;line-height:38px;font-weight:500;letter-spacing:-0.025em;white-space:nowrap}.about{display:flex;gap:6px;min-height:16px;min-width:0}.course{height:28px;margin-top:10px;display:grid;align-items:end}.meter{height:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.beads{display:flex;gap:4px}.beads i{flex:1;height:6px;border-radius:3px;background:var(--mild)}.beads i.on{background:var(--accent)}.beads i.open{background:none;box-shadow:inset 0 0 0 1.5px var(--accent)}.change{font-weight:500;white-space:nowrap;color:var(--ink)}.change::before{content:"▲ ";font-size:9px;color:var(--success-color,#43a047)}.change.down::before{content:"▼ ";color:var(--warning-color,#ffa600)}.kinds{margin-bottom:8px}.none{padding:8px 0}.plays a{padding:0 8px;margin:0 -8px;border-radius:10px}.plays a:hover{background:var(--mild)}@container panel (min-width:900px){.leaders{grid-column:1 / 8}.week{grid-column:8 / -1}.leaders,.week{align-self:stretch}.just{grid-column:1 / 8}.memories{grid-column:8 / -1}.just,.memories{align-self:stretch}}@container panel (max-width:700px){.figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}.figure .value{font-size:22px;line-height:32px}.lead{font-size:18px;line-height:26px;min-height:90px}}@container panel (max-width:340px){.lead{min-height:116px}}`];function Oe(i){return t`<span class="meter"><i style="inline-size:${i}%"></i></span>`}function Ee(i,c){let e=Array.from({length:he},(s,a)=>he-a-(c?1:0));return t`<span class="beads">${e.map(s=>t`<i class=${s===0?"open":s<=i?"on":""}></i>`)}</span>`}H("spindle-overview",P);var ke=["today","last_7_days","last_30_days","last_90_days","last_365_days","all"],Se="last_30_days",ze=new URL(".",import.meta.url).pathname.split("/").at(-2),C={overview:{icon:"mdi:view-dashboard-outline",hasPeriod:!0,load:()=>Promise.resolve(),draw:(i,c,e)=>t`<spindle-overview .home=${i} .period=${e}></spindle-overview>`},top:{icon:"mdi:trophy-outline",hasPeriod:!0,load:()=>import("./chunks/top-OVGBF6FU.js"),draw:(i,{query:c},e)=>t`<spindle-top .home=${i} .query=${c} .period=${e}></spindle-top>`},history:{icon:"mdi:history",hasPeriod:!1,load:()=>import("./chunks/history-4KSCTZUS.js"),draw:(i,{query:c})=>t`<spindle-history .home=${i} .query=${c}></spindle-history>`},discover:{icon:"mdi:compass-outline",hasPeriod:!0,load:()=>import("./chunks/discover-CRRHXFYD.js"),draw:(i,c,e)=>t`<spindle-discover .home=${i} .period=${e}></spindle-discover>`},services:{icon:"mdi:gauge",hasPeriod:!1,load:()=>import("./chunks/services-RTFAGFRI.js"),draw:i=>t`<spindle-services .home=${i}></spindle-services>`},lidarr:{icon:"mdi:album",hasPeriod:!1,load:()=>import("./chunks/lidarr-5JD5C2PT.js"),draw:(i,{query:c})=>t`<spindle-lidarr .home=${i} .query=${c}></spindle-lidarr>`},import:{icon:"mdi:tray-arrow-down",hasPeriod:!1,isForAdministrators:!0,load:()=>import("./chunks/import-6HDS25A4.js"),draw:i=>t`<spindle-import .home=${i}></spindle-import>`},playlists:{icon:"mdi:playlist-music-outline",hasPeriod:!1,load:()=>import("./chunks/playlists-MXQTRHMY.js"),draw:i=>t`<spindle-playlists .home=${i}></spindle-playlists>`}},I,k,v,h,G,_e,Re,Te,Pe,O=class extends w{constructor(){super();f(this,h);f(this,I,new Y(this,le));f(this,k,new Set(["overview"]));f(this,v,()=>{if(!location.pathname.startsWith("/listening"))return;this.place=B(location);let{page:e}=this.place,s=C[e]?.load;!s||l(this,k).has(e)||s().then(()=>{l(this,k).add(e),this.requestUpdate()})});this.place=B(location),this.isOffline=!1}set hass(e){this.isOffline=!e.connected,l(this,I).take(e)}connectedCallback(){super.connectedCallback(),window.addEventListener("location-changed",l(this,v)),window.addEventListener("popstate",l(this,v)),l(this,v).call(this)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("location-changed",l(this,v)),window.removeEventListener("popstate",l(this,v))}render(){let e=this.home,s=C[this.place.page]?this.place.page:"overview",a=C[s];return t`
      <header>
        <div class="bar">
          ${this.narrow?t`<button class="icon" aria-label=${e?.say("menu")??""} @click=${p(this,h,Pe)}><ha-icon icon="mdi:menu"></ha-icon></button>`:m}
          <h1>${e?.say("title")}</h1>
        </div>
        <nav aria-label=${e?.say("pages")??""}>
          ${e&&Object.entries(C).map(([d,{icon:r,isForAdministrators:o}])=>o&&!e.isAdministrator?m:t`<a href=${y(d,{period:this.place.query.get("period")??void 0})} aria-current=${d===s?"page":m}>
                  <ha-icon icon=${r}></ha-icon>${e.words.of("page",d)}
                </a>`)}
        </nav>
      </header>
      <main>
        ${a.hasPeriod?e?p(this,h,_e).call(this,e):u("100%","32px"):m} ${e?p(this,h,Re).call(this,e):m}
        ${e?e.store.refusal?p(this,h,Te).call(this,e):l(this,k).has(s)?a.draw(e,this.place,l(this,h,G)):u("100%","320px"):u("100%","320px")}
      </main>
    `}};I=new WeakMap,k=new WeakMap,v=new WeakMap,h=new WeakSet,G=function(){let e=this.place.query.get("period")??"";return ke.includes(e)?e:Se},_e=function(e){return t`
      <div class="periods" role="group" aria-label=${e.say("period")}>
        ${ke.map(s=>t`
            <button class="chip" aria-pressed=${s===l(this,h,G)} @click=${()=>V({period:s})}>
              ${e.words.of("period",s)}
            </button>
          `)}
      </div>
    `},Re=function(e){let s=e.store.live,a=s?.frontend&&s.frontend!==ze;return t`
      ${this.isOffline?t`<p class="note" role="status"><ha-icon icon="mdi:wifi-off"></ha-icon>${e.say("offline")}</p>`:m}
      ${a?t`<p class="note" role="status">
            <ha-icon icon="mdi:update"></ha-icon>${e.say("updated")}
            <button class="chip" @click=${()=>location.reload()}>${e.say("reload")}</button>
          </p>`:m}
      ${s?.history.running&&s.history.seen&&!s.history.recording?t`<p class="note"><ha-icon icon="mdi:pause-circle-outline"></ha-icon>${e.say("recording_off")}</p>`:m}
    `},Te=function(e){return t`<div class="card">${D(e,e.store.refusal,()=>location.reload())}</div>`},Pe=function(){this.tell("hass-toggle-menu",void 0)},O.properties={...w.properties,hass:{attribute:!1,noAccessor:!0},narrow:{type:Boolean},place:{state:!0},isOffline:{state:!0}},O.styles=[z,S`:host{display:block;min-height:100%;background:var(--primary-background-color,#fafafa)}header{position:sticky;top:0;z-index:2;display:flex;align-items:stretch;flex-wrap:wrap;background:var(--card);border-bottom:1px solid var(--line);padding-inline:12px}.bar{display:flex;align-items:center;gap:4px;height:var(--header-height,56px);padding-inline-end:24px}h1{font-size:20px;font-weight:400;line-height:28px;padding-inline-start:4px}nav{display:flex;min-height:48px;overflow-x:auto;scrollbar-width:none}nav a{position:relative;display:flex;align-items:center;gap:8px;padding:0 14px;min-height:48px;font-weight:500;white-space:nowrap;color:var(--soft);--mdc-icon-size:20px;outline-offset:-3px}nav a:hover,nav a[aria-current]{color:var(--ink)}nav a[aria-current] ha-icon{color:var(--accent)}nav a[aria-current]::after{content:"";position:absolute;inset:auto 8px 0;height:3px;border-radius:3px 3px 0 0;background:var(--accent)}main{container:panel / inline-size;max-width:1240px;margin:0 auto;padding:16px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.periods{display:flex;gap:8px;overflow-x:auto;scrollbar-width:none;padding:2px;margin:-2px}.note{display:flex;align-items:center;gap:12px;padding:8px 16px;min-height:48px;border-radius:var(--radius);background:color-mix(in srgb,var(--warning-color,#ffa600) 16%,var(--card))}.note .chip{margin-inline-start:auto}@media (max-width:870px){header{padding-inline:4px}nav{width:100%}.bar{width:100%}main{padding:12px;gap:12px}}`];H("spindle-panel",O);
