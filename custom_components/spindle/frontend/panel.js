import{c as $e,e as we,f as H}from"./chunks/chunk-XMQYVAUI.js";import{a as ie,e as Y,f as y,g as ne,h as de,i as le,j as pe,q as ce,r as he,s as me,t as ue,u as ge,v as fe,w as g,x as ye}from"./chunks/chunk-V564PPJ7.js";import"./chunks/chunk-QBKVQDHL.js";import{a as J}from"./chunks/chunk-PQINNTI6.js";import{b as X,c as oe}from"./chunks/chunk-OGYZFBDN.js";import{a as xe,b as ve,c as Q}from"./chunks/chunk-YNUEHI2M.js";import"./chunks/chunk-GFBWZDEP.js";import{a as D,b as a,c as ae,d as V,e as c,f as re,h as w,i as z,j as C}from"./chunks/chunk-57COBSJD.js";import{a as l,b as p,c as W,d as u}from"./chunks/chunk-YVDYIAWN.js";var be=i=>(...r)=>({_$litDirective$:i,values:r}),S=class{constructor(r){}get _$AU(){return this._$AM._$AU}_$AT(r,e,s){this._$Ct=r,this._$AM=e,this._$Ci=s}_$AS(r,e){return this.update(r,e)}update(r,e){return this.render(...e)}};var Ie={},_e=be(class extends S{constructor(){super(...arguments),this.ot=Ie}render(i,r){return r()}update(i,[r,e]){if(Array.isArray(r)){if(Array.isArray(this.ot)&&this.ot.length===r.length&&r.every((s,t)=>s===this.ot[t]))return V}else if(this.ot===r)return V;return this.ot=Array.isArray(r)?Array.from(r):r,this.render(r,e)}});var ke=100,A=28;function Z(i){let r=Math.max(1,...i),e=(n,d)=>d/Math.max(1,i.length-1)*ke,s=n=>A-1-n/r*(A-3),t=xe().x(e).y(s).curve(Q)([...i]),o=ve().x(e).y0(A).y1(s).curve(Q)([...i]);return a`
    <svg viewBox="0 0 ${ke} ${A}" preserveAspectRatio="none" aria-hidden="true" style="display:block;width:100%;height:${A}px">
      ${ae`<path d=${o??""} style="fill:var(--accent);fill-opacity:.14"></path>
      <path d=${t??""} style="fill:none;stroke:var(--accent);stroke-width:1.5;vector-effect:non-scaling-stroke"></path>`}
    </svg>
  `}function ee(i,r=40){let e=Math.ceil(i.length/r),s=[];return i.forEach((t,o)=>{let n=Math.floor(o/e);s[n]=(s[n]??0)+t}),s}var Te=14,Ae=6,Re=["artists","albums","tracks"],Pe={today:7,last_7_days:7,last_30_days:30,last_90_days:90},x,I,b,f,Ee,L,M,P,U,B,q,K,j,Oe,R=class extends w{constructor(){super();p(this,f);p(this,x,new ie(this,()=>({type:"spindle/insights",page:"overview",period:this.period}),!0));p(this,I,new re(this,1,1));p(this,b);p(this,L,({totals:e,artists:s})=>{let t=this.home,o=t.words.of("in",this.period);if(!e.plays)return a`<p class="lead">${t.say("lead_nothing",{period:o})}</p>`;let n=s.rows[0],d=[t.say("lead",{period:o,duration:t.format.duration(e.seconds,"long")})];if(e.seconds_change!==null){let m=t.format.percent(Math.abs(e.seconds_change));d.push(t.say(e.seconds_change<0?"lead_less":"lead_more",{change:m}))}return n&&n.share>.01&&d.push(t.say("lead_artist",{name:n.name})),a`<p class="lead">${d.join(" ")}</p>`});p(this,M,({totals:e,discovery:s,streaks:t,heat_map:o,today:n})=>{let d=this.home,{format:m}=d,O=s.artists.reduce((G,te)=>G+te,0),k=t.current?.days??0,$=k>0&&!t.played_today,T=d.say("streak_text",{count:d.count("days",t.longest?.days??0)});return a`
      <dl class="figures">
        ${u(this,f,P).call(this,d.say("plays"),m.number(e.plays),e.plays_change,Z(ee(o.plays)),d.say("today_so_far",{plays:d.count("plays",n.plays)}))}
        ${u(this,f,P).call(this,d.say("listening_time"),m.duration(e.seconds),e.seconds_change,Z(ee(o.seconds)))}
        ${u(this,f,P).call(this,d.say("new_artists"),m.number(O),null,Le(s.score??0),d.words.of("discovery",s.reading))}
        ${u(this,f,P).call(this,d.say("streak"),m.number(k),null,Me(k,$),$?d.say("streak_open"):T)}
      </dl>
    `});p(this,U,e=>{let s=this.home,t=this.kind,o=n=>y("top",{kind:t,period:this.period,open:n.id});return a`
      <div class="head">
        <h2>${s.words.of("top",t)}</h2>
        <a class="chip" href=${y("top",{kind:t,period:this.period})}>${s.say("show_all")}</a>
      </div>
      <div class="row kinds" role="group" aria-label=${s.words.of("top",t)}>
        ${Re.map(n=>a`<button class="chip" aria-pressed=${n===t} @click=${()=>this.kind=n}>${s.words.of("kind",n)}</button>`)}
      </div>
      ${e[t].rows.length?ge(s,e[t].rows,{kind:t,href:o}):a`<p class="soft none">${s.say("nothing_played")}</p>`}
    `});p(this,B,({clock:e})=>a`<spindle-clock .home=${this.home} .heading=${this.home.say("clock")} .plays=${e.plays}></spindle-clock>`);p(this,q,({heat_map:{first:e,plays:s}})=>{let t=this.home,o=t.format.dayOf(Date.now()/1e3),n=({detail:O})=>ne(y("history",{day:O.day})),d=Pe[this.period];if(!d)return a`<spindle-calendar .home=${t} .heading=${t.say("calendar")} .first=${e} .plays=${s} .today=${o} @spindle-pick=${n}></spindle-calendar>`;let m=Array.from({length:d},(O,k)=>{let $=J.offset(X(o),k-d+1),T=oe($),G=e?s[J.count(X(e),$)]??0:0;return{short:d>7?t.format.day(T,"brief"):t.format.weekday(($.getUTCDay()+6)%7,"short"),long:t.format.day(T),value:G,detail:{day:T}}});return a`<spindle-bars .home=${t} .heading=${t.say("by_day")} .bars=${m} height="170" @spindle-pick=${n}></spindle-bars>`});p(this,K,({recent:e})=>{let s=this.home;return a`
      <section class="card just">
        <div class="head">
          <h2>${s.say("recent")}</h2>
          <a class="chip" href=${y("history")}>${s.say("show_all")}</a>
        </div>
        <ul class="plays">
          ${e.map(t=>me(s,t))}
        </ul>
      </section>
    `});p(this,j,({on_this_day:e})=>{let s=this.home;return a`
      <section class="card memories">
      <div class="head"><h2>${s.say("on_this_day")}</h2></div>
      ${e.length?c:a`<p class="soft none">${s.say("on_this_day_none")}</p>`}
      <ul class="plays">
        ${e.slice(0,5).map(t=>{let[o,n]=[t.artists[0],t.tracks[0]];return a`
            <li>
              <a href=${y("history",{day:t.day})}>
                ${pe(o?.name??"",40)}
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
    `});this.period="last_30_days",this.kind="artists"}updated(){l(this,b)??W(this,b,this.home?.store.onLive(()=>this.requestUpdate()))}disconnectedCallback(){var e;super.disconnectedCallback(),(e=l(this,b))==null||e.call(this),W(this,b,void 0)}render(){let e=this.home;if(!e)return c;let{refusal:s}=l(this,x).answer,t=l(this,x).value?.answers.overview;return s&&!t?a`<div class="card">${H(e,s,()=>l(this,x).refresh())}</div>`:a`
      <section class="card now" aria-label=${e.say("now_playing")}>
        ${ce(e,e.store.live?.rooms??[])}
      </section>
      ${!t||t.recent.length||t.totals.plays?u(this,f,Ee).call(this,t):u(this,f,Oe).call(this,t)}
    `}};x=new WeakMap,I=new WeakMap,b=new WeakMap,f=new WeakSet,Ee=function(e){let s=e?l(this,I).upTo(Ae):0,t=[e,this.home,this.period,this.kind],o=(n,d,m)=>e&&n<s?_e(t,()=>d(e)):m;return a`
      <div class="grid ${e&&l(this,x).isStale&&!l(this,x).answer.value?"old":""}" aria-busy=${s<Ae?"true":c}>
        ${o(0,l(this,L),a`<p class="lead">${g("min(80%, 520px)","24px","margin:2px 0")}</p>`)}
        ${o(0,l(this,M),a`<div class="figures">${Re.concat("artists").map(()=>a`<div class="card figure">${g("100%","var(--figure)")}</div>`)}</div>`)}
        <section class="card leaders">${o(1,l(this,U),a`${g("40%","24px","margin:4px 0 56px")}${ye(5,60)}`)}</section>
        <section class="card week">${o(2,l(this,B),a`${g("50%","24px","margin:4px 0 16px")}${g("238px","238px","border-radius:50%;margin:24px auto 40.3px")}`)}</section>
        <section class="card days">${o(3,l(this,q),a`${g("30%","24px","margin:4px 0 16px")}${g("100%",Pe[this.period]?"194px":"198.6px")}`)}</section>
        ${o(4,l(this,K))} ${o(5,l(this,j))}
      </div>
    `},L=new WeakMap,M=new WeakMap,P=function(e,s,t,o,n=""){let d=this.home,m=t===null?a`<span class="cut">${n}</span>`:a`<span class="change ${t>=0?"up":"down"}" title=${d.say("against_before")}>${d.format.change(t)}</span>
            <span class="cut">${n||d.say("against_before")}</span>`;return a`
      <div class="card figure">
        <dt class="soft">${e}</dt>
        <dd>
          <span class="value number">${s}</span>
          <span class="small soft about">${m}</span>
          <span class="course" aria-hidden="true">${o}</span>
        </dd>
      </div>
    `},U=new WeakMap,B=new WeakMap,q=new WeakMap,K=new WeakMap,j=new WeakMap,Oe=function(e){let s=this.home;if(e.streaks.days)return a`<p class="lead">${s.say("lead_nothing",{period:s.words.of("in",this.period)})}</p>`;let t=s.isAdministrator?{label:s.say("to_import"),href:y("import")}:void 0;return a`<div class="card">${we("mdi:record-player",s.say("empty"),s.say("empty_text"),t)}</div>`},R.properties={...w.properties,period:{},kind:{state:!0}},R.styles=[z,fe,he,ue,D`:host{display:grid;gap:16px;--figure:113px}.grid{display:grid;gap:16px;grid-template-columns:repeat(12,minmax(0,1fr));align-items:start}.grid>*{grid-column:1 / -1}.lead{font-size:20px;line-height:28px;letter-spacing:-0.01em;text-wrap:pretty;padding:8px 4px 4px;max-width:90ch}.figures{display:grid;gap:16px;grid-template-columns:repeat(4,minmax(0,1fr))}.figure{box-sizing:border-box;min-height:calc(var(--figure) + 34px)}.figure dd{display:grid}.figure .value{font-size:30px;line-height:38px;font-weight:500;letter-spacing:-0.025em;white-space:nowrap}.about{display:flex;gap:6px;min-height:16px;min-width:0}.course{height:28px;margin-top:10px;display:grid;align-items:end}.meter{height:6px;border-radius:3px;background:var(--mild);overflow:hidden}.meter i{display:block;height:100%;border-radius:3px;background:var(--accent)}.beads{display:flex;gap:4px}.beads i{flex:1;height:6px;border-radius:3px;background:var(--mild)}.beads i.on{background:var(--accent)}.beads i.open{background:none;box-shadow:inset 0 0 0 1.5px var(--accent)}.change{font-weight:500;white-space:nowrap;color:var(--ink)}.change::before{content:"▲ ";font-size:9px;color:var(--success-color,#43a047)}.change.down::before{content:"▼ ";color:var(--warning-color,#ffa600)}.kinds{margin-bottom:8px}.none{padding:8px 0}.plays a{padding:0 8px;margin:0 -8px;border-radius:10px}.plays a:hover{background:var(--mild)}@container panel (min-width:900px){.leaders{grid-column:1 / 8}.week{grid-column:8 / -1}.leaders,.week{align-self:stretch}.just{grid-column:1 / 8}.memories{grid-column:8 / -1}.just,.memories{align-self:stretch}}@container panel (max-width:700px){.figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}.figure{--figure:107px}.figure .value{font-size:22px;line-height:32px}.lead{font-size:18px;line-height:26px;min-height:90px}}@container panel (max-width:340px){.lead{min-height:116px}}`];function Le(i){return a`<span class="meter"><i style="inline-size:${i}%"></i></span>`}function Me(i,r){let e=Array.from({length:Te},(s,t)=>Te-t-(r?1:0));return a`<span class="beads">${e.map(s=>a`<i class=${s===0?"open":s<=i?"on":""}></i>`)}</span>`}C("spindle-overview",R);var De=["today","last_7_days","last_30_days","last_90_days","last_365_days","all"],Ue="last_30_days",Be=new URL(".",import.meta.url).pathname.split("/").at(-2),N={overview:{icon:"mdi:view-dashboard-outline",hasPeriod:!0,load:()=>Promise.resolve(),draw:(i,r,e)=>a`<spindle-overview .home=${i} .period=${e}></spindle-overview>`},top:{icon:"mdi:trophy-outline",hasPeriod:!0,load:()=>import("./chunks/top-UBTDOI6V.js"),draw:(i,{query:r},e)=>a`<spindle-top .home=${i} .query=${r} .period=${e}></spindle-top>`},history:{icon:"mdi:history",hasPeriod:!1,load:()=>import("./chunks/history-V5P2LBAK.js"),draw:(i,{query:r})=>a`<spindle-history .home=${i} .query=${r}></spindle-history>`},discover:{icon:"mdi:compass-outline",hasPeriod:!0,load:()=>import("./chunks/discover-M6RTQ662.js"),draw:(i,r,e)=>a`<spindle-discover .home=${i} .period=${e}></spindle-discover>`},services:{icon:"mdi:gauge",hasPeriod:!1,load:()=>import("./chunks/services-KJ35OUQZ.js"),draw:i=>a`<spindle-services .home=${i}></spindle-services>`},lidarr:{icon:"mdi:album",hasPeriod:!1,load:()=>import("./chunks/lidarr-5TM7SHR6.js"),draw:(i,{query:r})=>a`<spindle-lidarr .home=${i} .query=${r}></spindle-lidarr>`},import:{icon:"mdi:tray-arrow-down",hasPeriod:!1,isForAdministrators:!0,load:()=>import("./chunks/import-U3JYE6V7.js"),draw:i=>a`<spindle-import .home=${i}></spindle-import>`},playlists:{icon:"mdi:playlist-music-outline",hasPeriod:!1,load:()=>import("./chunks/playlists-LJRRHRO3.js"),draw:i=>a`<spindle-playlists .home=${i}></spindle-playlists>`}},F,_,v,h,se,ze,Ce,He,Se,E=class extends w{constructor(){super();p(this,h);p(this,F,new le(this,$e));p(this,_,new Set(["overview"]));p(this,v,()=>{if(!location.pathname.startsWith("/listening"))return;this.place=Y(location);let{page:e}=this.place,s=N[e]?.load;!s||l(this,_).has(e)||s().then(()=>{l(this,_).add(e),this.requestUpdate()})});this.place=Y(location),this.isOffline=!1}set hass(e){this.isOffline=!e.connected,l(this,F).take(e)}connectedCallback(){super.connectedCallback(),window.addEventListener("location-changed",l(this,v)),window.addEventListener("popstate",l(this,v)),l(this,v).call(this)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("location-changed",l(this,v)),window.removeEventListener("popstate",l(this,v))}render(){let e=this.home,s=N[this.place.page]?this.place.page:"overview",t=N[s];return a`
      <header>
        <div class="bar">
          ${this.narrow?a`<button class="icon" aria-label=${e?.say("menu")??""} @click=${u(this,h,Se)}><ha-icon icon="mdi:menu"></ha-icon></button>`:c}
          <h1>${e?.say("title")}</h1>
        </div>
        <nav aria-label=${e?.say("pages")??""}>
          ${e&&Object.entries(N).map(([o,{icon:n,isForAdministrators:d}])=>d&&!e.isAdministrator?c:a`<a href=${y(o,{period:this.place.query.get("period")??void 0})} aria-current=${o===s?"page":c}>
                  <ha-icon icon=${n}></ha-icon>${e.words.of("page",o)}
                </a>`)}
        </nav>
      </header>
      <main>
        ${t.hasPeriod?e?u(this,h,ze).call(this,e):g("100%","32px"):c} ${e?u(this,h,Ce).call(this,e):c}
        ${e?e.store.refusal?u(this,h,He).call(this,e):l(this,_).has(s)?t.draw(e,this.place,l(this,h,se)):g("100%","320px"):g("100%","320px")}
      </main>
    `}};F=new WeakMap,_=new WeakMap,v=new WeakMap,h=new WeakSet,se=function(){let e=this.place.query.get("period")??"";return De.includes(e)?e:Ue},ze=function(e){return a`
      <div class="periods" role="group" aria-label=${e.say("period")}>
        ${De.map(s=>a`
            <button class="chip" aria-pressed=${s===l(this,h,se)} @click=${()=>de({period:s})}>
              ${e.words.of("period",s)}
            </button>
          `)}
      </div>
    `},Ce=function(e){let s=e.store.live,t=s?.frontend&&s.frontend!==Be;return a`
      ${this.isOffline?a`<p class="note" role="status"><ha-icon icon="mdi:wifi-off"></ha-icon>${e.say("offline")}</p>`:c}
      ${t?a`<p class="note" role="status">
            <ha-icon icon="mdi:update"></ha-icon>${e.say("updated")}
            <button class="chip" @click=${()=>location.reload()}>${e.say("reload")}</button>
          </p>`:c}
      ${s?.history.running&&s.history.seen&&!s.history.recording?a`<p class="note"><ha-icon icon="mdi:pause-circle-outline"></ha-icon>${e.say("recording_off")}</p>`:c}
    `},He=function(e){return a`<div class="card">${H(e,e.store.refusal,()=>location.reload())}</div>`},Se=function(){this.tell("hass-toggle-menu",void 0)},E.properties={...w.properties,hass:{attribute:!1,noAccessor:!0},narrow:{type:Boolean},place:{state:!0},isOffline:{state:!0}},E.styles=[z,D`:host{display:block;min-height:100%;background:var(--primary-background-color,#fafafa)}header{position:sticky;top:0;z-index:2;display:flex;align-items:stretch;flex-wrap:wrap;background:var(--card);border-bottom:1px solid var(--line);padding-inline:12px}.bar{display:flex;align-items:center;gap:4px;height:var(--header-height,56px);padding-inline-end:24px}h1{font-size:20px;font-weight:400;line-height:28px;padding-inline-start:4px}nav{display:flex;min-height:48px;overflow-x:auto;scrollbar-width:none}nav a{position:relative;display:flex;align-items:center;gap:8px;padding:0 14px;min-height:48px;font-weight:500;white-space:nowrap;color:var(--soft);--mdc-icon-size:20px;outline-offset:-3px}nav a:hover,nav a[aria-current]{color:var(--ink)}nav a[aria-current] ha-icon{color:var(--accent)}nav a[aria-current]::after{content:"";position:absolute;inset:auto 8px 0;height:3px;border-radius:3px 3px 0 0;background:var(--accent)}main{container:panel / inline-size;max-width:1240px;margin:0 auto;padding:16px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.periods{display:flex;gap:8px;overflow-x:auto;scrollbar-width:none;padding:2px;margin:-2px}.note{display:flex;align-items:center;gap:12px;padding:8px 16px;min-height:48px;border-radius:var(--radius);background:color-mix(in srgb,var(--warning-color,#ffa600) 16%,var(--card))}.note .chip{margin-inline-start:auto}@media (max-width:870px){header{padding-inline:4px}nav{width:100%}.bar{width:100%}main{padding:12px;gap:12px}}`];C("spindle-panel",E);
