import{a as E}from"./chunk-7XJ4RC35.js";import{a as w}from"./chunk-XWELMMNL.js";import"./chunk-T7YERML5.js";import"./chunk-DVRFUT3I.js";import{a as m}from"./chunk-HBKTKCXG.js";import{b as _,c as f}from"./chunk-OTGMKIQI.js";import"./chunk-Q7QUQQON.js";import"./chunk-U2JUCVBT.js";import{a as R}from"./chunk-URNN75ZU.js";import{F as A,G as g,M as G,N as I,O as $,P as K,Q as x,R as L,S as M,T as F,U as u,a as b,b as r,e as o,i as h,k as c,l as v,q as S,v as p,x as y,z as k}from"./chunk-QOHPUL5T.js";var q=class extends c{static{this.properties={...c.properties,kind:{},name:{},period:{},question:{state:!0}}}#o=new h(this,()=>{let{kind:e,name:t,period:s}=this;return e==="genres"?{type:"spindle/insights",questions:[{question:"genre",genre:t}],period:s}:{type:"spindle/insights",questions:[{question:"page",kind:e,name:Number(t)}]}});#l=new m(this,1);updated(e){e.has("name")&&this.renderRoot.querySelector(".sheet")?.scrollTo(0,0)}render(){let e=this.home;if(!e)return o;let{page:t,genre:s}=this.#o.answer.value?.answers??{},{refusal:i}=this.#o.answer;return r`
      <spindle-over aria-labelledby="name" @spindle-shut=${this.#h}>
        <div class="side">
          <div class="sheet">
            <button class="icon close" aria-label=${e.say("close")} @click=${this.#p}><ha-icon icon="mdi:close"></ha-icon></button>
            <spindle-confirm .home=${e} .question=${this.question} @spindle-answered=${()=>this.question=void 0}></spindle-confirm>
            ${t?this.#l.parts([t,e],()=>this.#d(t)):s?this.#l.parts([s,e],()=>this.#i(s)):i?f(e,i,()=>this.#o.refresh()):r`${F("72px","72px","border-radius:36px")}${u(6,56)}`}
          </div>
        </div>
      </spindle-over>
    `}#d(e){return[()=>this.#n(e),()=>e.months.length>1?this.#e(e):o,()=>this.#s("tracks",e.tracks,t=>p("top",{kind:"tracks",open:t.key})),()=>this.#s("albums",e.albums,t=>p("top",{kind:"albums",open:t.key})),()=>this.#s("rooms",e.rooms,t=>p("history",{room:t.key})),()=>this.#s("services",e.services,t=>p("history",{service:t.key})),()=>e.kind==="artist"?this.#r("artist",e.name):o]}#i(e){let t=this.home,{format:s}=t,{period:i}=this;return[()=>r`
        <header>
          <div class="titles"><h2 id="name">${e.name}</h2><p class="soft">${t.words.of("in",i)}</p></div>
          ${e.rank?x(t,e.rank,e):o}
        </header>
        ${this.#t(e,[t.say("of_genres"),s.percent(e.of_plays)])}
        ${e.artists===e.leaders.length?o:r`<p class="soft">${t.count("artists",e.artists)}</p>`}
        ${e.plays?o:r`<p class="soft">${t.say("nothing_played")}</p>`}
      `,()=>this.#s("artists",e.leaders,n=>p("top",{kind:"artists",period:i,open:n.key})),()=>this.#r("genre",e.name)]}#r(e,t){let s=this.home;return s.isAdministrator?r`<button class="chip" @click=${()=>this.#m({[e]:t},t)}>${s.say("hide_name",{name:t})}</button>`:o}#n(e){let t=this.home,{format:s}=t,i=w(t,e.unknown_time);return r`
      <header>
        ${k(e.name,72,e.kind==="artist"?"round":"square",e.cover)}
        <div class="titles">
          <h2 id="name">${e.name} ${g(t,e.lidarr?.status)}</h2>
          ${e.artist?r`<a class="soft" href=${p("top",{kind:"artists",open:e.artist_id??void 0})}><bdi>${e.artist}</bdi></a>`:o}
        </div>
      </header>
      ${e.lidarr?r`<p class="soft">${this.#a(e.lidarr)}</p>`:o}
      ${this.#t(e,[t.say("days_heard"),s.number(e.days)])}
      ${i?r`<p class="soft">${i}</p>`:o}
      ${e.first_at&&e.last_at?r`<p class="soft">${t.say("first_and_last",{first:s.date(e.first_at),last:s.date(e.last_at)})}</p>`:o}
      ${e.streak&&e.streak.days>1?r`<p class="soft">${t.say("streak_of",{days:t.count("days",e.streak.days),day:s.day(e.streak.last,"short")})}</p>`:o}
    `}#t({rank:e,plays:t,seconds:s},i){let n=this.home,{format:a}=n,l=[[n.say("plays"),a.number(t)],[n.say("listening_time"),a.duration(s)],i];return e&&l.unshift([n.say("rank"),`#${a.number(e)}`]),r`<dl>${l.map(([d,T])=>r`<div><dt class="small soft">${d}</dt><dd class="number">${T}</dd></div>`)}</dl>`}#a({status:e,progress:t}){let s=this.home,i=t!==null&&e==="downloading"?`, ${s.format.percent(t)}`:"";return`Lidarr: ${s.words.of("lidarr",e)}${i}`}#e({months:e}){let t=this.home.format,s=e.slice(-36).map(({first:i,plays:n})=>({short:()=>t.day(i,"month"),long:()=>t.day(i,"year"),value:n}));return r`<spindle-bars .home=${this.home} .heading=${this.home.say("by_month")} .bars=${s} height="140"></spindle-bars>`}#s(e,t,s){if(!t.length)return o;let i=this.home,n=Math.max(...t.map(a=>a.plays));return r`
      <section>
        <h3>${i.words.of("kind",e)}</h3>
        <ol>
          ${t.slice(0,e==="artists"?20:8).map(a=>r`
              <li>
                <a href=${s(a)}>
                  <span class="share" style="inline-size:${100*a.plays/n}%"></span>
                  <span class="cut">${e==="services"?i.service(String(a.key)):a.name}</span>
                  ${g(i,a.lidarr)}
                  <span class="number">${i.format.number(a.plays)}</span>
                </a>
              </li>
            `)}
        </ol>
      </section>
    `}async#m(e,t){let s=this.home,i=await E(s,"hide",e);this.question="yes"in i?i:{title:s.say("hide_name",{name:t}),text:s.say("hide_text",{plays:s.count("plays",i.count)}),yes:s.say("hide"),run:async()=>{await s.act("hide",e),this.#p()}}}#p=()=>this.renderRoot.querySelector("spindle-over")?.shut();#h(){y({open:void 0})}static{this.styles=[v,L,b`.side{position:relative;width:min(100vw,440px);height:100%;margin-inline-start:auto;overflow:hidden;background:var(--card);color:var(--ink);box-shadow:0 0 32px rgb(0 0 0 / 24%);animation:slide 0.2s ease-out}@keyframes slide{from{opacity:0;transform:translateX(var(--slide,32px))}}:host(:dir(rtl)){--slide:-32px}@media (prefers-reduced-motion:reduce){.side{animation:none}}.sheet{height:100%;overflow-y:auto;padding:24px;display:grid;gap:16px;align-content:start;grid-template-columns:minmax(0,1fr)}.close{position:absolute;inset-block-start:12px;inset-inline-end:12px;background:var(--card);z-index:1}header{display:flex;align-items:center;gap:16px;padding-inline-end:32px}.titles{min-width:0}.titles h2{font-size:22px;line-height:28px;overflow-wrap:anywhere}.titles a:hover{text-decoration:underline}dl{display:flex;flex-wrap:wrap;justify-content:space-between;gap:8px 16px}dd{font-size:18px;line-height:26px;font-weight:500;white-space:nowrap}h3{font-size:14px;font-weight:500;margin-bottom:4px}li a{position:relative;display:flex;gap:12px;justify-content:space-between;padding:8px;margin:0 -8px;border-radius:8px}li a:hover{background:var(--mild)}.share{position:absolute;inset-block:3px;inset-inline-start:0;border-radius:6px;background:color-mix(in srgb,var(--accent) 14%,transparent)}li .cut,li .number,li ha-icon{position:relative}li .cut{flex:1}`]}};R("spindle-drawer",q);var N=["artists","albums","tracks","genres"],z=["plays","seconds"],C="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z",H=45,U=200,O=200,P=class extends c{static{this.properties={...c.properties,period:{},query:{attribute:!1},limit:{state:!0}}}#o={artists:new m(this),albums:new m(this),tracks:new m(this)};#l=new m(this);#d;#i=new h(this,()=>{if(!(this.#t==="genres"||this.#e))return{type:"spindle/top",kind:this.#t,figure:this.#a,period:this.period,limit:this.limit}});#r=new h(this,()=>{let e={type:"spindle/insights",questions:[{question:"genres",figure:this.#a,limit:$}],period:this.period};return this.#t==="genres"&&!this.#e?e:void 0});#n=new h(this,()=>this.#e?{type:"spindle/search",text:this.#e,limit:20}:void 0);constructor(){super(),this.period="",this.query=new URLSearchParams,this.limit=$}get#t(){let e=this.query.get("kind");return N.includes(e)?e:"artists"}get#a(){return this.query.get("by")==="seconds"?"seconds":"plays"}get#e(){return this.query.get("q")?.trim()??""}render(){let e=this.home;if(!e)return o;let t=this.query.get("open"),s=this.#t;return r`
      <section class="card">
        <div class="row tools">
          <div class="row" role="group" aria-label=${e.say("page_top")}>
            ${N.map(i=>r`<button class="chip" aria-pressed=${i===s} @click=${()=>this.#u({kind:i,open:void 0})}>${e.words.of("kind",i)}</button>`)}
          </div>
          <div class="row end">
            <label class="search">
              ${A(C)}
              <input type="search" dir="auto" .value=${this.#e} placeholder=${e.say("search")} aria-label=${e.say("search")} @input=${this.#g} />
            </label>
            ${z.map(i=>r`<button class="chip" aria-pressed=${i===this.#a} @click=${()=>this.#u({by:i})}>${e.say(i==="plays"?"plays":"listening_time")}</button>`)}
          </div>
        </div>
        ${this.#e?this.#h():s==="genres"?this.#m():this.#s()}
      </section>
      ${t&&(s==="genres"||Number(t))?r`<spindle-drawer .home=${e} .kind=${s} .name=${t} .period=${this.period}></spindle-drawer>`:o}
    `}#s(){let e=this.home,{refusal:t}=this.#i.answer,s=this.#i.value;if(t&&!s)return f(e,t,()=>this.#i.refresh());if(!s)return r`${u(12,62)}`;if(!s.rows.length)return this.#y();let i=s.rows.length>=this.limit&&this.limit<U,{rows:n,figure:a}=s,l=w(e,s.unknown_time),d=`${s.kind}s`,T=this.#o[d].keyed([n,e],()=>I(e,n,{kind:d,figure:a,towards:this.#c(d)}));return r`
      ${a==="seconds"&&l?r`<p class="soft">${l}</p>`:o}
      <div class=${this.#i.isStale?"old":""}>${G(T,n.length,d)}</div>
      ${i?r`<div class="row middle"><button class="chip" @click=${()=>this.limit=Math.min(U,this.limit+$)}>${e.say("show_more")}</button></div>`:o}
    `}#m(){let e=this.home,{refusal:t}=this.#r.answer,s=this.#r.value?.answers.genres;if(t&&!s)return f(e,t,()=>this.#r.refresh());if(!s)return r`${u(12,62)}`;if(!s.genres.length)return _("mdi:tag-outline",e.say("no_genres"),e.say("no_genres_text"));let i=this.#a,n=this.#l.parts([s,e,i],()=>this.#p(s,i)),a=[e.words.of("diversity",s.diversity.reading),s.unknown?e.say("genres_unknown",{share:e.format.percent(s.unknown)}):"",i==="seconds"?w(e,s.unknown_time):""];return r`
      <p class="soft">${a.filter(Boolean).join(" ")}</p>
      <ol class="ranking" style=${K(s.genres.length,H)}>${n}</ol>
    `}#p({genres:e},t){let s=this.home,{format:i}=s,n=Math.max(...e.map(l=>l[t])),a=this.#c("genres");return e.map((l,d)=>()=>r`
      <li class="genre">
        <a href=${a+encodeURIComponent(l.name)}>
          <span class="rank number soft">${i.number(d+1)}</span>
          <span class="name">
            <span class="line"><b class="cut">${l.name}</b><span class="small soft">${i.percent(l.of_plays)}</span>${x(s,d+1,l)}</span>
            <span class="track"><i style="inline-size:${100*l[t]/n}%"></i></span>
          </span>
          <span class="amount number">${t==="plays"?i.number(l.plays):i.duration(l.seconds)}</span>
        </a>
      </li>
    `)}#h(){let e=this.home,{refusal:t}=this.#n.answer,s=this.#n.value;if(t&&!s)return f(e,t,()=>this.#n.refresh());if(!s)return r`${u(6,62)}`;let i=["artists","albums","tracks"].filter(n=>s[n].length);return i.length?r`
      <div class="hits ${this.#n.isStale?"old":""}" aria-live="polite">
        ${i.map(n=>r`
            <section>
              <h2>${e.words.of("kind",n)}</h2>
              <ol class="ranking">${s[n].map(a=>this.#f(n,a))}</ol>
            </section>
          `)}
      </div>
    `:_("mdi:magnify-close",e.say("not_found"),e.say("not_found_text",{text:this.#e}))}#f(e,t){let s=this.home,i=t.last_at?s.say("last_heard",{day:s.format.date(t.last_at)}):"";return r`
      <li>
        <a href=${this.#c(e)+t.id}>
          ${k(t.name,40,e==="artists"?"round":"square",t.cover)}
          <span class="name">
            <span class="line"><b class="cut">${t.name}</b>${g(s,t.lidarr)}</span>
            <span class="small soft cut beside">${S(t.artist,i)}</span>
          </span>
          <span class="amount number">${s.format.number(t.plays)}</span>
        </a>
      </li>
    `}#y(){return _("mdi:record-player",this.home.say("nothing_played"),this.home.say("another_period"))}#c(e){let t=new URLSearchParams(this.query);return t.set("kind",e),t.delete("open"),`/listening/top?${t}&open=`}#u(e){this.limit=$,y(e)}#g=e=>{let t=e.target.value;clearTimeout(this.#d),this.#d=setTimeout(()=>y({q:t}),O)};static{this.styles=[v,M,b`:host{display:block}.tools{justify-content:space-between;margin-bottom:12px;gap:12px}.end{justify-content:flex-end}.middle{justify-content:center;padding-top:12px}.search{display:flex;align-items:center;gap:8px;height:36px;padding:0 12px;border:1px solid var(--line);border-radius:18px;--mdc-icon-size:18px;color:var(--soft)}.search:focus-within{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}.search input{border:0;outline:0;background:none;color:var(--ink);width:18ch;min-width:0}.ranking{display:grid;grid-auto-flow:column;grid-template:repeat(var(--rows),var(--row)) / minmax(0,1fr);column-gap:40px}.hits{display:grid;gap:24px;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr))}.hits .ranking{display:block}@container panel (min-width:946px){.ranking{grid-template:repeat(var(--half),var(--row)) / repeat(2,minmax(0,1fr))}}@media (max-width:600px){.search{flex:1 1 100%}.search input{width:100%}.end{justify-content:flex-start;flex:1 1 100%}}`]}};R("spindle-top",P);export{P as Top};
