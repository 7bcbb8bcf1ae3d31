import{a as x,c as y,d as o}from"./chunks/chunk-OTGMKIQI.js";import"./chunks/chunk-Q7QUQQON.js";import{a as $}from"./chunks/chunk-URNN75ZU.js";import{F as h,T as n,a as u,b as t,e as r,k as p,l as g,u as c,v as f,x as v,y as w}from"./chunks/chunk-QOHPUL5T.js";var _="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z",b=["today","last_7_days","last_30_days","last_90_days","last_365_days","all"],H="overview",R="last_30_days",O=new URL(".",import.meta.url).pathname.split("/").at(-2),d={overview:{sign:o.overview,hasPeriod:!0,load:()=>import("./chunks/overview-ALNT4HTD.js"),draw:(a,e,i)=>t`<spindle-overview .home=${a} .period=${i}></spindle-overview>`},top:{sign:o.top,hasPeriod:!0,load:()=>import("./chunks/top-XIRSWNHX.js"),draw:(a,{query:e},i)=>t`<spindle-top .home=${a} .query=${e} .period=${i}></spindle-top>`},history:{sign:o.history,hasPeriod:!1,load:()=>import("./chunks/history-MAQWYA4H.js"),draw:(a,{query:e})=>t`<spindle-history .home=${a} .query=${e}></spindle-history>`},discover:{sign:o.discover,hasPeriod:!0,load:()=>import("./chunks/discover-THVW2H64.js"),draw:(a,e,i)=>t`<spindle-discover .home=${a} .period=${i}></spindle-discover>`},services:{sign:o.services,hasPeriod:!1,load:()=>import("./chunks/services-QI53YOBK.js"),draw:a=>t`<spindle-services .home=${a}></spindle-services>`},lidarr:{sign:o.lidarr,hasPeriod:!1,load:()=>import("./chunks/lidarr-2TU3BPJ6.js"),draw:(a,{query:e})=>t`<spindle-lidarr .home=${a} .query=${e}></spindle-lidarr>`},import:{sign:o.import,hasPeriod:!1,isForAdministrators:!0,load:()=>import("./chunks/import-TMEU3HDI.js"),draw:a=>t`<spindle-import .home=${a}></spindle-import>`},playlists:{sign:o.playlists,hasPeriod:!1,load:()=>import("./chunks/playlists-NUD4U2KN.js"),draw:a=>t`<spindle-playlists .home=${a}></spindle-playlists>`}},m=class extends p{static{this.properties={...p.properties,hass:{attribute:!1,noAccessor:!0},narrow:{type:Boolean},place:{state:!0},isOffline:{state:!0}}}#o=new w(this,x);#i=new Set;#a;constructor(){super(),this.place=c(location),this.isOffline=!1}set hass(e){this.isOffline=!e.connected,this.#o.take(e)}connectedCallback(){super.connectedCallback(),window.addEventListener("location-changed",this.#e),window.addEventListener("popstate",this.#e),this.#e()}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("location-changed",this.#e),window.removeEventListener("popstate",this.#e)}#e=()=>{if(!location.pathname.startsWith("/listening"))return;this.place=c(location);let e=this.#t;this.#i.has(e)||d[e].load().then(()=>{this.#i.add(e),this.requestUpdate()})};updated(){let e=this.#t;!this.home||!this.narrow||this.#a===e||(this.#a=e,requestAnimationFrame(()=>this.renderRoot.querySelector("nav [aria-current]")?.scrollIntoView({block:"nearest",inline:"center"})))}get#t(){return d[this.place.page]?this.place.page:H}render(){let e=this.home,i=this.#t,s=d[i];return t`
      <header>
        <div class="bar">
          ${this.narrow?t`<button class="icon" aria-label=${e?.say("menu")??""} @click=${this.#l}>${h(_)}</button>`:r}
          <h1>${e?.say("title")}</h1>
        </div>
        <nav aria-label=${e?.say("pages")??""}>
          ${e&&Object.entries(d).map(([l,{sign:P,isForAdministrators:k}])=>k&&!e.isAdministrator?r:t`<a href=${f(l,{period:this.place.query.get("period")??void 0})} aria-current=${l===i?"page":r}>
                  ${h(P)}${e.words.of("page",l)}
                </a>`)}
        </nav>
      </header>
      <main>
        ${s.hasPeriod?e?this.#s(e):n("100%","32px"):r} ${e?this.#n(e):r}
        ${e?e.store.refusal?this.#d(e):this.#i.has(i)?s.draw(e,this.place,this.#r):n("100%","320px"):n("100%","320px")}
      </main>
    `}get#r(){let e=this.place.query.get("period")??"";return b.includes(e)?e:R}#s(e){return t`
      <div class="periods" role="group" aria-label=${e.say("period")}>
        ${b.map(i=>t`
            <button class="chip" aria-pressed=${i===this.#r} @click=${()=>v({period:i})}>
              ${e.words.of("period",i)}
            </button>
          `)}
      </div>
    `}#n(e){let i=e.store.live,s=i?.frontend&&i.frontend!==O;return t`
      ${this.isOffline?t`<p class="note" role="status"><ha-icon icon="mdi:wifi-off"></ha-icon>${e.say("offline")}</p>`:r}
      ${s?t`<p class="note" role="status">
            <ha-icon icon="mdi:update"></ha-icon>${e.say("updated")}
            <button class="chip" @click=${()=>location.reload()}>${e.say("reload")}</button>
          </p>`:r}
      ${i?.history.running&&i.history.seen&&!i.history.recording?t`<p class="note"><ha-icon icon="mdi:pause-circle-outline"></ha-icon>${e.say("recording_off")}</p>`:r}
    `}#d(e){return t`<div class="card">${y(e,e.store.refusal,()=>location.reload())}</div>`}#l(){this.tell("hass-toggle-menu",void 0)}static{this.styles=[g,u`:host{display:block;min-height:100%;background:var(--primary-background-color,#fafafa)}header{position:sticky;top:0;z-index:2;display:flex;align-items:stretch;flex-wrap:wrap;background:var(--card);border-bottom:1px solid var(--line);padding-inline:12px}.bar{display:flex;align-items:center;gap:4px;height:var(--header-height,56px);padding-inline-end:24px}h1{font-size:20px;font-weight:400;line-height:28px;padding-inline-start:4px}nav{display:flex;min-height:48px;overflow-x:auto;scrollbar-width:none}nav a{position:relative;display:flex;align-items:center;gap:8px;padding:0 14px;min-height:48px;font-weight:500;white-space:nowrap;color:var(--soft);--mdc-icon-size:20px;outline-offset:-3px}nav a:hover,nav a[aria-current]{color:var(--ink)}nav a[aria-current] .glyph{color:var(--accent)}nav a[aria-current]::after{content:"";position:absolute;inset:auto 8px 0;height:3px;border-radius:3px 3px 0 0;background:var(--accent)}main{container:panel / inline-size;max-width:1240px;margin:0 auto;padding:16px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}.periods{display:flex;gap:8px;overflow-x:auto;scrollbar-width:none;padding:2px;margin:-2px}.note{display:flex;align-items:center;gap:12px;padding:8px 16px;min-height:48px;border-radius:var(--radius);background:color-mix(in srgb,var(--warning-color,#ffa600) 16%,var(--card))}.note .chip{margin-inline-start:auto}@media (max-width:870px){header{padding-inline:4px}nav{width:100%}.bar{width:100%}main{padding:12px;gap:12px}}`]}};$("spindle-panel",m);
