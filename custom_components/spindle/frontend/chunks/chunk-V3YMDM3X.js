import{a as m,b as r,d,e as y,f as c,g as x}from"./chunk-5CVORAAB.js";import{a as n,b as a,d as g}from"./chunk-YVDYIAWN.js";async function w(o,h,e){try{return await o.act(h,{...e,dry_run:!0})}catch(t){let p=t.message;return{title:o.say("not_possible"),text:p,yes:o.say("close"),run:()=>Promise.resolve()}}}var l,i,u,b,s=class extends c{constructor(){super(...arguments);a(this,u);a(this,l,async()=>{this.isBusy=!0,this.error=void 0;try{await this.question?.run(),n(this,i).call(this)}catch(e){this.error=e.message||this.home.say("no_answer_text")}this.isBusy=!1});a(this,i,()=>this.renderRoot.querySelector("dialog")?.close())}updated(){let e=this.renderRoot.querySelector("dialog");this.question&&e&&!e.open&&e.showModal()}render(){let{home:e,question:t}=this;return!e||!t?d:r`
      <dialog aria-labelledby="title" @close=${g(this,u,b)}>
        <h2 id="title">${t.title}</h2>
        <p class="soft">${t.text}</p>
        ${t.examples?.length?r`<ul>${t.examples.map(p=>r`<li class="small cut">${p}</li>`)}</ul>`:d}
        ${this.error?r`<p class="danger" role="alert">${this.error}</p>`:d}
        <div class="row">
          <button class="chip" @click=${n(this,i)}>${e.say("cancel")}</button>
          <button class="chip strong" ?disabled=${this.isBusy} @click=${n(this,l)}>${t.yes}</button>
        </div>
      </dialog>
    `}};l=new WeakMap,i=new WeakMap,u=new WeakSet,b=function(){this.error=void 0,this.question=void 0,this.tell("spindle-answered",void 0)},s.properties={...c.properties,question:{attribute:!1},isBusy:{state:!0},error:{state:!0}},s.styles=[x,m`dialog{border:0;border-radius:20px;padding:24px;width:min(92vw,440px);background:var(--card);color:var(--ink);box-shadow:0 8px 40px rgb(0 0 0 / 30%)}dialog::backdrop{background:rgb(0 0 0 / 40%)}dialog[open]{display:grid;gap:12px}ul{padding:8px 12px;border-radius:10px;background:var(--mild);display:grid;gap:2px}.row{justify-content:flex-end;margin-top:8px}`];y("spindle-confirm",s);export{w as a};
