import{b as S,c as F,d as I}from"./chunk-O6SMP4XC.js";import"./chunk-T7YERML5.js";import{b as B,c as O}from"./chunk-DVRFUT3I.js";import{a as L}from"./chunk-HBKTKCXG.js";import{c as G}from"./chunk-OTGMKIQI.js";import"./chunk-Q7QUQQON.js";import{a as b}from"./chunk-U2JUCVBT.js";import{a as v}from"./chunk-URNN75ZU.js";import{G as C,T as k,a as g,b as l,c as y,e as d,i as E,k as w,l as M,v as _,z as q}from"./chunk-QOHPUL5T.js";var f=220,N=20,T=class extends b{static{this.properties={...b.properties,courses:{attribute:!1},steps:{attribute:!1},line:{}}}constructor(){super(),this.courses=[],this.steps=[],this.line=""}get count(){return this.steps.length}read(e){let t=this.home,r=O(this.courses,i=>i.figures[e]??0),s=[...this.courses].filter(i=>i.figures[e]).sort((i,o)=>o.figures[e]-i.figures[e]).slice(0,3).map(i=>`${i.name} ${t.format.percent(i.figures[e]/r)}`);return`${this.steps[e]}: ${s.join(", ")||t.say("nothing_played")}`}summary(){return this.line}plot(){let{width:e}=this,t=this.steps.map((n,a)=>a),r=I().keys(this.courses.map((n,a)=>a)).value((n,a)=>this.courses[a]?.figures[n]??0)(t),s=B(r.at(-1)??[],n=>n[1])||1,i=this.home.isRightToLeft,o=n=>{let a=n/Math.max(1,this.count-1);return(i?1-a:a)*e},m=n=>4+(1-n/s)*(f-N-4),p=S().x((n,a)=>o(a)).y0(([n])=>m(n)).y1(([,n])=>m(n)).curve(F),u=Math.ceil(this.count/Math.max(1,Math.floor(e/72))),$=n=>n===(i?this.count-1:0)?"start":n===(i?0:this.count-1)?"end":"middle";return l`
      <svg viewBox="0 0 ${e} ${f}" style="height:${f}px" aria-hidden="true">
        ${r.map((n,a)=>y`<path d=${p([...n])??""} style="fill:${z(this.courses[a],a)}"></path>`)}
        ${this.active===void 0?"":y`<line x1=${o(this.active)} x2=${o(this.active)} y1="0" y2=${f-N}></line>`}
        ${t.map(n=>n%u===0?y`<text x=${o(n)} y=${f-4} text-anchor=${$(n)}>${this.steps[n]}</text>`:"")}
      </svg>
      <ul class="legend small" aria-hidden="true">
        ${this.courses.map((n,a)=>l`<li><i style="background:${z(n,a)}"></i><bdi>${n.name}</bdi></li>`)}
      </ul>
    `}markAt(e){let t=this.count-1;return t<0?void 0:Math.max(0,Math.min(t,Math.round(this.across(e)/this.width*t)))}table(){let e=this.home;return{head:[e.say("period"),...this.courses.map(t=>t.name)],rows:this.steps.map((t,r)=>[t,...this.courses.map(s=>e.format.number(s.figures[r]??0))])}}static{this.styles=[...b.styles,g`svg{overflow:hidden}.plot path{stroke:var(--card);stroke-width:1}line{stroke:var(--ink);stroke-width:1.5}.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin-top:8px}.legend li{display:flex;align-items:center;gap:6px}.legend i{width:10px;height:10px;border-radius:3px}`]}},P=["#3f8fc4","#e0a458","#5fae8b","#c8657f","#8276c1","#d5c35a","#4fb3bf","#b98ac9"],U="color-mix(in srgb, var(--ink) 16%, var(--card))";function z({isRest:c},e){return c?U:P[e%P.length]}v("spindle-stream",T);var H=[["wide","204px"],["wide","var(--course)"],["","328px"],["","244px"],["","480px"],["","480px"]],X={today:"day",last_7_days:"day",last_30_days:"week",last_90_days:"week",last_365_days:"month"},R=class extends w{static{this.properties={...w.properties,period:{}}}#e=new E(this,()=>{let e=this.#t;return{type:"spindle/insights",questions:[{question:"discovery",step:e},{question:"genre_evolution",step:e,limit:7},{question:"genres",limit:12},{question:"newcomers",limit:8},{question:"forgotten",limit:8},{question:"era"}],period:this.period}});#i=new L(this,1);constructor(){super(),this.period=""}get#t(){return X[this.period]??"quarter"}render(){let e=this.home;if(!e)return d;let{refusal:t}=this.#e.answer,r=this.#e.value?.answers;return t&&!r?l`<div class="card">${G(e,t,()=>this.#e.refresh())}</div>`:r?l`<div class="grid ${this.#e.isStale&&!this.#e.answer.value?"old":""}">${this.#n(r)}</div>`:l`<div class="grid">${H.map(([s,i])=>j(s,i))}</div>`}#n(e){let t=[this.#o,this.#a,this.#l,this.#p,this.#c,this.#m],r=this.#i.parts([e,this.home],()=>t.map(i=>()=>i(e))),s=[!0,J(e.genre_evolution),!0,e.era.eras.length>0,!0,!0];return H.map(([i,o],m)=>s[m]?j(i,o,r[m]):d)}#o=({discovery:{artists:e,starts:t,new_plays:r,known_plays:s,new_share:i,score:o,reading:m}})=>{let p=this.home,u=t.map((a,h)=>{let[x,A]=[r[h]??0,s[h]??0],D=p.format.percent(x+A?x/(x+A):0);return{short:()=>this.#s(a,!0),long:()=>this.#s(a),value:e[h]??0,detail:D}}),$=({value:a,detail:h})=>p.say("discovery_read",{artists:p.count("artists",a),share:String(h)}),n=i===null?p.words.of("discovery",m):p.say("discovery_line",{share:p.format.percent(i),score:p.format.number(o??0),reading:p.words.of("discovery",m)});return l`<spindle-bars .home=${p} .heading=${p.say("new_artists")} .bars=${u} .told=${$} .line=${n} height="180"></spindle-bars>`};#a=({genre_evolution:{genres:e,others:t,starts:r}})=>{let s=this.home,i=e.map(({name:p,plays:u})=>({name:p,figures:u}));t.some(Boolean)&&i.push({name:s.say("others"),figures:t,isRest:!0});let o=r.map(p=>this.#s(p,!0)),m=s.say("evolution_line",{name:e[0]?.name??""});return l`<spindle-stream .home=${s} .heading=${s.say("genre_evolution")} .courses=${i} .steps=${o} .line=${m}></spindle-stream>`};#l=({genres:{diversity:e,genres:t,unknown:r}})=>{let s=this.home,i=Math.max(1,...t.map(o=>o.plays));return l`
      <div class="head"><h2>${s.say("diversity")}</h2></div>
      <p class="big">${s.words.of("diversity",e.reading)}</p>
      ${e.genres?l`<p class="soft">${s.say("diversity_text",{genres:s.format.number(e.genres),effective:s.format.number(e.effective,1)})}</p>`:d}
      <ul>
        ${t.slice(0,8).map(o=>l`
            <li>
              <a class="bar" href=${_("top",{kind:"genres",period:this.period,open:o.name})}>
                <span class="cut">${o.name}</span>
                <span class="track"><i style="inline-size:${100*o.plays/i}%"></i></span>
                <span class="soft number">${s.format.percent(o.of_plays)}</span>
              </a>
            </li>
          `)}
      </ul>
      ${r?l`<p class="small soft">${s.say("genres_unknown",{share:s.format.percent(r)})}</p>`:d}
    `};#p=({era:{eras:e,middle:t,unknown:r}})=>{let s=this.home,i=e.map(m=>({short:()=>String(m.first_year),long:()=>s.say("decade",{year:m.first_year}),value:m.plays})),o=t?s.say("era_line",{year:t,share:s.format.percent(r)}):"";return l`<spindle-bars .home=${s} .heading=${s.say("eras")} .bars=${i} .line=${o} height="220"></spindle-bars>`};#m=({forgotten:e})=>{let t=this.home;return l`
      <div class="head"><h2>${t.say("forgotten")}</h2></div>
      <p class="soft">${t.say(e.length?"forgotten_text":"forgotten_none")}</p>
      <ul>
        ${e.map(r=>this.#r(r,t.say("last_heard",{day:t.format.date(r.last_at)}),r.lidarr))}
      </ul>
    `};#c=({newcomers:e})=>{let t=this.home;return l`
      <div class="head"><h2>${t.say("newcomers")}</h2></div>
      ${e.length?d:l`<p class="soft">${t.say("newcomers_none")}</p>`}
      <ul>
        ${e.map(r=>this.#r(r,t.say("first_heard",{day:t.format.date(r.first_at)})))}
      </ul>
    `};#r({id:e,name:t,plays:r},s,i){let o=this.home;return l`
      <li>
        <a class="one" href=${_("top",{kind:"artists",open:e})}>
          ${q(t,40)}
          <span class="two">
            <b class="cut">${t} ${C(o,i)}</b>
            <span class="small soft cut">${s}</span>
          </span>
          <span class="number">${o.format.number(r)}</span>
        </a>
      </li>
    `}#s(e,t=!1){let{format:r}=this.home,s=r.dayOf(e);return this.#t==="day"||this.#t==="week"?r.day(s,t?"brief":"short"):r.day(s,t&&this.#t==="month"?"month":"year")}static{this.styles=[M,g`.grid{--course:268px;display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));align-items:start}.wide{grid-column:1 / -1}.big{font-size:20px;line-height:28px;letter-spacing:-0.01em;margin-bottom:4px}ul{margin:12px 0 8px}.bar{display:grid;grid-template-columns:8.5em 1fr 3.5em;align-items:center;gap:12px;padding:5px 0}.bar:hover .cut{text-decoration:underline}.bar .number{text-align:var(--end)}.track{height:6px;border-radius:3px;background:var(--mild)}.track i{display:block;height:100%;border-radius:3px;background:var(--accent)}.one{display:flex;align-items:center;gap:12px;min-height:56px;padding:0 8px;margin:0 -8px;border-radius:10px}.one:hover{background:var(--mild)}.one b{font-weight:500}.two{flex:1;min-width:0;display:grid}@container panel (max-width:600px){.grid{--course:308px}}`]}};function j(c,e,t){return l`<section class="card ${c}">${t??l`${k("30%","24px","margin:4px 0 16px")}${k("100%",e)}`}</section>`}function J({genres:c,starts:e}){return c.length>0&&e.length>1}v("spindle-discover",R);export{R as Discover};
