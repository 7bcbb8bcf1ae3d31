import{a as E,d as L,e as n}from"./chunks/chunk-CDLBBHU2.js";import{e as y,f as H,h as R,i as O,y as u}from"./chunks/chunk-I4UOFDY5.js";import"./chunks/chunk-QBKVQDHL.js";import"./chunks/chunk-DYE5FGLR.js";import{a as P,b as i,e as s,h as w,i as _,j as $,k as T}from"./chunks/chunk-P3MXQWLG.js";import{a as r,b as c,d as h}from"./chunks/chunk-YVDYIAWN.js";var z="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z",q=["today","last_7_days","last_30_days","last_90_days","last_365_days","all"],C="overview",D="last_30_days",F=new URL(".",import.meta.url).pathname.split("/").at(-2),f={overview:{sign:n.overview,hasPeriod:!0,load:()=>import("./chunks/overview-SEMBKN2M.js"),draw:(a,d,e)=>i`<spindle-overview .home=${a} .period=${e}></spindle-overview>`},top:{sign:n.top,hasPeriod:!0,load:()=>import("./chunks/top-T5NJIFAQ.js"),draw:(a,{query:d},e)=>i`<spindle-top .home=${a} .query=${d} .period=${e}></spindle-top>`},history:{sign:n.history,hasPeriod:!1,load:()=>import("./chunks/history-ORDKDEWA.js"),draw:(a,{query:d})=>i`<spindle-history .home=${a} .query=${d}></spindle-history>`},discover:{sign:n.discover,hasPeriod:!0,load:()=>import("./chunks/discover-DPWXBEVK.js"),draw:(a,d,e)=>i`<spindle-discover .home=${a} .period=${e}></spindle-discover>`},services:{sign:n.services,hasPeriod:!1,load:()=>import("./chunks/services-YBG7B2LG.js"),draw:a=>i`<spindle-services .home=${a}></spindle-services>`},lidarr:{sign:n.lidarr,hasPeriod:!1,load:()=>import("./chunks/lidarr-4YLPPUTU.js"),draw:(a,{query:d})=>i`<spindle-lidarr .home=${a} .query=${d}></spindle-lidarr>`},import:{sign:n.import,hasPeriod:!1,isForAdministrators:!0,load:()=>import("./chunks/import-AELNDHR3.js"),draw:a=>i`<spindle-import .home=${a}></spindle-import>`},playlists:{sign:n.playlists,hasPeriod:!1,load:()=>import("./chunks/playlists-4HSORPER.js"),draw:a=>i`<spindle-playlists .home=${a}></spindle-playlists>`}},v,p,l,t,b,k,A,S,V,I,m=class extends w{constructor(){super();c(this,t);c(this,v,new O(this,E));c(this,p,new Set);c(this,l,()=>{if(!location.pathname.startsWith("/listening"))return;this.place=y(location);let e=r(this,t,b);r(this,p).has(e)||f[e].load().then(()=>{r(this,p).add(e),this.requestUpdate()})});this.place=y(location),this.isOffline=!1}set hass(e){this.isOffline=!e.connected,r(this,v).take(e)}connectedCallback(){super.connectedCallback(),window.addEventListener("location-changed",r(this,l)),window.addEventListener("popstate",r(this,l)),r(this,l).call(this)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("location-changed",r(this,l)),window.removeEventListener("popstate",r(this,l))}render(){let e=this.home,o=r(this,t,b),g=f[o];return i`
      <header>
        <div class="bar">
          ${this.narrow?i`<button class="icon" aria-label=${e?.say("menu")??""} @click=${h(this,t,I)}>${$(z)}</button>`:s}
          <h1>${e?.say("title")}</h1>
        </div>
        <nav aria-label=${e?.say("pages")??""}>
          ${e&&Object.entries(f).map(([x,{sign:M,isForAdministrators:U}])=>U&&!e.isAdministrator?s:i`<a href=${H(x,{period:this.place.query.get("period")??void 0})} aria-current=${x===o?"page":s}>
                  ${$(M)}${e.words.of("page",x)}
                </a>`)}
        </nav>
      </header>
      <main>
        ${g.hasPeriod?e?h(this,t,A).call(this,e):u("100%","32px"):s} ${e?h(this,t,S).call(this,e):s}
        ${e?e.store.refusal?h(this,t,V).call(this,e):r(this,p).has(o)?g.draw(e,this.place,r(this,t,k)):u("100%","320px"):u("100%","320px")}
      </main>
    `}};v=new WeakMap,p=new WeakMap,l=new WeakMap,t=new WeakSet,b=function(){return f[this.place.page]?this.place.page:C},k=function(){let e=this.place.query.get("period")??"";return q.includes(e)?e:D},A=function(e){return i`
      <div class="periods" role="group" aria-label=${e.say("period")}>
        ${q.map(o=>i`
            <button class="chip" aria-pressed=${o===r(this,t,k)} @click=${()=>R({period:o})}>
              ${e.words.of("period",o)}
            </button>
          `)}
      </div>
    `},S=function(e){let o=e.store.live,g=o?.frontend&&o.frontend!==F;return i`
      ${this.isOffline?i`<p class="note" role="status"><ha-icon icon="mdi:wifi-off"></ha-icon>${e.say("offline")}</p>`:s}
      ${g?i`<p class="note" role="status">
            <ha-icon icon="mdi:update"></ha-icon>${e.say("updated")}
            <button class="chip" @click=${()=>location.reload()}>${e.say("reload")}</button>
          </p>`:s}
      ${o?.history.running&&o.history.seen&&!o.history.recording?i`<p class="note"><ha-icon icon="mdi:pause-circle-outline"></ha-icon>${e.say("recording_off")}</p>`:s}
    `},V=function(e){return i`<div class="card">${L(e,e.store.refusal,()=>location.reload())}</div>`},I=function(){this.tell("hass-toggle-menu",void 0)},m.properties={...w.properties,hass:{attribute:!1,noAccessor:!0},narrow:{type:Boolean},place:{state:!0},isOffline:{state:!0}},m.styles=[_,P`:host{display:block;min-height:100%;background:var(--primary-background-color,#fafafa)}header{position:sticky;top:0;z-index:2;display:flex;align-items:stretch;flex-wrap:wrap;background:var(--card);border-bottom:1px solid var(--line);padding-inline:12px}.bar{display:flex;align-items:center;gap:4px;height:var(--header-height,56px);padding-inline-end:24px}h1{font-size:20px;font-weight:400;line-height:28px;padding-inline-start:4px}nav{display:flex;min-height:48px;overflow-x:auto;scrollbar-width:none}nav a{position:relative;display:flex;align-items:center;gap:8px;padding:0 14px;min-height:48px;font-weight:500;white-space:nowrap;color:var(--soft);--mdc-icon-size:20px;outline-offset:-3px}nav a:hover,nav a[aria-current]{color:var(--ink)}nav a[aria-current] .glyph{color:var(--accent)}nav a[aria-current]::after{content:"";position:absolute;inset:auto 8px 0;height:3px;border-radius:3px 3px 0 0;background:var(--accent)}main{container:panel / inline-size;max-width:1240px;margin:0 auto;padding:16px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.periods{display:flex;gap:8px;overflow-x:auto;scrollbar-width:none;padding:2px;margin:-2px}.note{display:flex;align-items:center;gap:12px;padding:8px 16px;min-height:48px;border-radius:var(--radius);background:color-mix(in srgb,var(--warning-color,#ffa600) 16%,var(--card))}.note .chip{margin-inline-start:auto}@media (max-width:870px){header{padding-inline:4px}nav{width:100%}.bar{width:100%}main{padding:12px;gap:12px}}`];T("spindle-panel",m);
