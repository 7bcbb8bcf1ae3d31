import{a as P,b as j,f as J}from"./chunk-LJHE7YE5.js";import{a as F,f as I,j as S,p as z,y as H,z as L}from"./chunk-7J6RUBAU.js";import"./chunk-QBKVQDHL.js";import"./chunk-737R3RNH.js";import"./chunk-OGYZFBDN.js";import{b as U,c as X,d as D}from"./chunk-TQN3W2UG.js";import{a as R}from"./chunk-2BSTTC4M.js";import{a as _,b as c,c as b,e as y,h as G,i as A,k as T}from"./chunk-CVSVPKDQ.js";import{a as m,b as C,d as h}from"./chunk-YVDYIAWN.js";var $=220,B=20,v=class extends R{constructor(){super(),this.courses=[],this.steps=[],this.line=""}get count(){return this.steps.length}read(p){let t=this.home,i=j(this.courses,e=>e.figures[p]??0),r=[...this.courses].filter(e=>e.figures[p]).sort((e,o)=>o.figures[p]-e.figures[p]).slice(0,3).map(e=>`${e.name} ${t.format.percent(e.figures[p]/i)}`);return`${this.steps[p]}: ${r.join(", ")||t.say("nothing_played")}`}summary(){return this.line}plot(){let{width:p}=this,t=this.steps.map((s,n)=>n),i=D().keys(this.courses.map((s,n)=>n)).value((s,n)=>this.courses[n]?.figures[s]??0)(t),r=P(i.at(-1)??[],s=>s[1])||1,e=this.home.isRightToLeft,o=s=>{let n=s/Math.max(1,this.count-1);return(e?1-n:n)*p},d=s=>4+(1-s/r)*($-B-4),l=U().x((s,n)=>o(n)).y0(([s])=>d(s)).y1(([,s])=>d(s)).curve(X),g=Math.ceil(this.count/Math.max(1,Math.floor(p/72))),f=p/Math.max(1,this.count-1),q=s=>s===(e?this.count-1:0)?"start":s===(e?0:this.count-1)?"end":"middle";return c`
      <svg viewBox="0 0 ${p} ${$}" style="height:${$}px" aria-hidden="true">
        ${i.map((s,n)=>b`<path d=${l([...s])??""} style="fill:${N(this.courses[n],n)}"></path>`)}
        ${t.map(s=>b`
            <g data-mark=${s}>
              <rect class="reach" x=${o(s)-f/2} y="0" width=${f} height=${$-B}></rect>
              ${s===this.active?b`<line x1=${o(s)} x2=${o(s)} y1="0" y2=${$-B}></line>`:""}
            </g>
            ${s%g===0?b`<text x=${o(s)} y=${$-4} text-anchor=${q(s)}>${this.steps[s]}</text>`:""}`)}
      </svg>
      <ul class="legend small" aria-hidden="true">
        ${this.courses.map((s,n)=>c`<li><i style="background:${N(s,n)}"></i>${s.name}</li>`)}
      </ul>
    `}table(){let{format:p}=this.home;return{head:["",...this.courses.map(t=>t.name)],rows:this.steps.map((t,i)=>[t,...this.courses.map(r=>p.number(r.figures[i]??0))])}}};v.properties={...R.properties,courses:{attribute:!1},steps:{attribute:!1},line:{}},v.styles=[...R.styles,_`svg{overflow:hidden}path{stroke:var(--card);stroke-width:1}.reach{fill-opacity:0}line{stroke:var(--ink);stroke-width:1.5}.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin-top:8px}.legend li{display:flex;align-items:center;gap:6px}.legend i{width:10px;height:10px;border-radius:3px}`];var K=["#3f8fc4","#e0a458","#5fae8b","#c8657f","#8276c1","#d5c35a","#4fb3bf","#b98ac9"],se="color-mix(in srgb, var(--ink) 16%, var(--card))";function N({isRest:E},p){return E?se:K[p%K.length]}T("spindle-stream",v);var te={today:"day",last_7_days:"day",last_30_days:"week",last_90_days:"week",last_365_days:"month"},u,a,w,Q,V,W,Y,Z,k,x=class extends G{constructor(){super();C(this,a);C(this,u,new F(this,()=>{let t=m(this,a,w);return{type:"spindle/insights",questions:[{question:"discovery",step:t},{question:"genre_evolution",step:t,limit:7},{question:"genres",limit:12},{question:"forgotten",limit:8},{question:"era"}],period:this.period}}));this.period=""}render(){let t=this.home;if(!t)return y;let{refusal:i}=m(this,u).answer,r=m(this,u).value?.answers;return i&&!r?c`<div class="card">${J(t,i,()=>m(this,u).refresh())}</div>`:r?c`
      <div class="grid ${m(this,u).isStale&&!m(this,u).answer.value?"old":""}">
        ${h(this,a,Q).call(this,r.discovery)} ${h(this,a,V).call(this,r.genre_evolution)} ${h(this,a,W).call(this,r.genres)} ${h(this,a,Y).call(this,r.era)}
        ${h(this,a,Z).call(this,r.forgotten)}
      </div>
    `:c`<div class="grid">${[1,2,3].map(()=>c`<section class="card wide">${H("30%","24px")}${L(4,56)}</section>`)}</div>`}};u=new WeakMap,a=new WeakSet,w=function(){return te[this.period]??"quarter"},Q=function({artists:t,starts:i,new_plays:r,known_plays:e,new_share:o,reading:d}){let l=this.home,g=i.map((s,n)=>{let[M,O]=[r[n]??0,e[n]??0],ee=l.format.percent(M+O?M/(M+O):0);return{short:h(this,a,k).call(this,s,!0),long:h(this,a,k).call(this,s),value:t[n]??0,detail:ee}}),f=({value:s,detail:n})=>l.say("discovery_read",{artists:l.count("artists",s),share:String(n)}),q=o===null?l.words.of("discovery",d):l.say("discovery_line",{share:l.format.percent(o),reading:l.words.of("discovery",d)});return c`<section class="card wide"><spindle-bars .home=${l} .heading=${l.say("new_artists")} .bars=${g} .told=${f} .line=${q} height="180"></spindle-bars></section>`},V=function({genres:t,others:i,starts:r}){let e=this.home;if(!t.length||r.length<2)return y;let o=t.map(({name:g,plays:f})=>({name:g,figures:f}));i.some(Boolean)&&o.push({name:e.say("others"),figures:i,isRest:!0});let d=r.map(g=>h(this,a,k).call(this,g,!0)),l=e.say("evolution_line",{name:t[0]?.name??""});return c`<section class="card wide"><spindle-stream .home=${e} .heading=${e.say("genre_evolution")} .courses=${o} .steps=${d} .line=${l}></spindle-stream></section>`},W=function({diversity:t,genres:i,unknown:r}){let e=this.home,o=Math.max(1,...i.map(d=>d.plays));return c`
      <section class="card">
        <div class="head"><h2>${e.say("diversity")}</h2></div>
        <p class="big">${e.words.of("diversity",t.reading)}</p>
        ${t.genres?c`<p class="soft">${e.say("diversity_text",{genres:e.format.number(t.genres),effective:e.format.number(t.effective,1)})}</p>`:y}
        <ul>
          ${i.slice(0,8).map(d=>c`
              <li class="bar">
                <span class="cut">${d.name}</span>
                <span class="track"><i style="inline-size:${100*d.plays/o}%"></i></span>
                <span class="soft number">${e.format.percent(d.of_plays)}</span>
              </li>
            `)}
        </ul>
        ${r?c`<p class="small soft">${e.say("genres_unknown",{share:e.format.percent(r)})}</p>`:y}
      </section>
    `},Y=function({eras:t,middle:i,unknown:r}){let e=this.home;if(!t.length)return y;let o=t.map(l=>({short:String(l.first_year),long:e.say("decade",{year:l.first_year}),value:l.plays})),d=i?e.say("era_line",{year:i,share:e.format.percent(r)}):"";return c`<section class="card"><spindle-bars .home=${e} .heading=${e.say("eras")} .bars=${o} .line=${d} height="220"></spindle-bars></section>`},Z=function(t){let i=this.home;return c`
      <section class="card">
        <div class="head"><h2>${i.say("forgotten")}</h2></div>
        <p class="soft">${i.say(t.length?"forgotten_text":"forgotten_none")}</p>
        <ul>
          ${t.map(r=>c`
              <li>
                <a class="one" href=${I("top",{kind:"artists",open:r.id})}>
                  ${S(r.name,40)}
                  <span class="two">
                    <b class="cut">${r.name} ${z(i,r.lidarr)}</b>
                    <span class="small soft cut">${i.say("last_heard",{day:i.format.date(r.last_at)})}</span>
                  </span>
                  <span class="number">${i.format.number(r.plays)}</span>
                </a>
              </li>
            `)}
        </ul>
      </section>
    `},k=function(t,i=!1){let{format:r}=this.home,e=r.dayOf(t);return m(this,a,w)==="day"||m(this,a,w)==="week"?r.day(e,i?"brief":"short"):r.day(e,i&&m(this,a,w)==="month"?"month":"year")},x.properties={...G.properties,period:{}},x.styles=[A,_`.grid{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));align-items:start}.wide{grid-column:1 / -1}.big{font-size:20px;line-height:28px;letter-spacing:-0.01em;margin-bottom:4px}ul{margin:12px 0 8px}.bar{display:grid;grid-template-columns:8.5em 1fr 3.5em;align-items:center;gap:12px;padding:5px 0}.bar .number{text-align:end}.track{height:6px;border-radius:3px;background:var(--mild);overflow:hidden}.track i{display:block;height:100%;border-radius:3px;background:var(--accent)}.one{display:flex;align-items:center;gap:12px;min-height:56px;padding:0 8px;margin:0 -8px;border-radius:10px}.one:hover{background:var(--mild)}.one b{font-weight:500}.two{flex:1;min-width:0;display:grid}`];T("spindle-discover",x);export{x as Discover};
