function ne(r){return"text"in Object(r)?r.text:r.loc?.source.body??String(r)}function jt(r){let{id:e,text:t}=Object(r);return t===void 0?void 0:e}var w=class extends Error{code;errors;retryAfter;name="UsherError";constructor(e,t,i=[],s){super(t),this.code=e,this.errors=i,this.retryAfter=s}get isSignedOut(){return this.code==="UNAUTHENTICATED"}};function pe(r,e){let[t]=r,{code:i="UNREADABLE",retryAfter:s=e}=t?.extensions??{};return new w(i,t?.message??"The server sent an error without a message.",r,s)}function G(r){return r instanceof w?r:new w("NETWORK",r instanceof Error?r.message:"The connection was cut.")}var Jr=new Set(["NETWORK","RETRYABLE","RATE_LIMITED","UNREADABLE","INTERNAL"]);function nt({code:r}){return Jr.has(r)}function ot(r,e){return new Promise(t=>{let i=()=>{clearTimeout(s),e?.removeEventListener("abort",i),t()},s=setTimeout(i,r);e?.addEventListener("abort",i),e?.aborted&&i()})}function at(r,e=0){let t=Math.min(500*2**r,3e4),i=r?t/2:0;return Math.max(i+Math.random()*(t-i),e*1e3)}var Te=class{#e=0;#t=0;#r;pause(e){if(!this.#r){Date.now()-this.#t>1e4&&(this.#e=0);let t=new AbortController,i=ot(at(this.#e++,e),t.signal).then(()=>{this.#r=void 0,this.#t=Date.now()});this.#r={over:i,cut:t}}return this.#r.over}cut(){this.#e=0,this.#r?.cut.abort()}};var Yr=5,Qr=10,Zr="application/graphql-response+json, application/json;q=0.9",Xr=new Set([502,503,504]),Ce=class{#e=!1;#t;#r;constructor(e,t){this.#t=e,this.#r=t}#s(e,t){let i=this.#e?void 0:jt(e);return i?{documentId:i,variables:t}:{query:ne(e),variables:t}}async send(e,t,{signal:i,idempotencyKey:s}={},n=Yr){for(let o=0;;o++){let c=this.#s(e,t);try{return await this.#i(c,s,i)}catch(l){if(i?.aborted)throw l;let h=G(l);if(c.documentId&&h.code==="BAD_REQUEST"){this.#e=!0;continue}if(!(h.code==="RETRYABLE"||h.code==="RATE_LIMITED"||h.code==="NETWORK"&&s!==!1)||o+1>=n||(h.retryAfter??0)>Qr)throw h;await ot(at(o,h.retryAfter),i)}}}async#i(e,t,i){let s=await this.#r.token();try{return await this.#n(e,s,t,i)}catch(n){if(!G(n).isSignedOut||!this.#r.refuse(s))throw n;return this.#n(e,await this.#r.token(),t,i)}}async#n(e,t,i,s){let n={accept:Zr,"content-type":"application/json"};t&&(n.authorization=`Bearer ${t}`),i&&(n["idempotency-key"]=i);let{credentials:o}=this.#r,c=await fetch(this.#t,{method:"POST",headers:n,credentials:o,body:JSON.stringify(e),signal:s??null});return ei(c,await c.text(),this.#t)}};function ei(r,e,t){let i=Number(r.headers.get("retry-after"))||void 0,s;try{if(s=JSON.parse(e),!s.data&&!s.errors)throw new SyntaxError}catch{let l=Xr.has(r.status)?"NETWORK":"UNREADABLE";throw new w(l,`${t} answers with status ${r.status}, and not as GraphQL does.`,[],i)}let{data:n,errors:o=[]}=s,c=o.length>0&&Object.values(n??{}).every(l=>l===null);if(!n||c)throw pe(o,i);return{data:n,errors:o}}function qt(r,e){let t=new Map;ct(e,t);let i=new Set,s=new Set;function n(o){if(Array.isArray(o))return Re(o,o.map(n));if(!R(o))return o;let c=M(o);c!==void 0&&i.add(c);let l=c===void 0?void 0:t.get(c),h={};for(let[m,g]of Object.entries(o)){let f=n(g);!l||m==="id"||Ie(f)?h[m]=f:m in l?h[m]=Ht(f,l[m],()=>s.add(c)):(h[m]=f,s.add(c))}return Re(o,h)}return{data:n(r),found:i,partial:s}}function Ht(r,e,t){if(e===null||!(R(e)||Array.isArray(e)&&e.some(R)))return ti(r,e)?r:e;if(!R(r)||!R(e))return t(),r;let i={},s=!0;for(let[n,o]of Object.entries(r))n in e?i[n]=Ie(o)?o:Ht(o,e[n],t):(s=!1,i[n]=o);return s||M(r)!==void 0&&M(r)===M(e)?Re(r,i):(t(),r)}function ct(r,e){if(Array.isArray(r))for(let i of r)ct(i,e);if(!R(r))return;let t=M(r);t!==void 0&&e.set(t,{...e.get(t),...r});for(let i of Object.values(r))ct(i,e)}function Ie(r){return Array.isArray(r)?r.some(R):R(r)&&(Array.isArray(r.nodes)||Array.isArray(r.edges))}function R(r){return typeof r=="object"&&r!==null&&!Array.isArray(r)}function M(r){return R(r)&&typeof r.id=="string"?r.id:void 0}function Re(r,e){return Object.entries(e).every(([i,s])=>r[i]===s)?r:e}function ti(r,e){return!Array.isArray(r)||!Array.isArray(e)?r===e:r.length===e.length&&r.every((t,i)=>t===e[i])}var ri={INVITATION_UPDATED:["invitation"],INVITATION_DELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_UNDELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_RESENT:["invitation",/\b(delivery|status)\s*:/],ROLE_CHANGED:["member",/\brole\s*:/],RESOURCE_UPDATED:["resource",/\bkind\s*:/]},ii=/\bhistory\b/,si=/\b(viewerActions|hasFullAccess|seatWaitPosition)\b/;function Wt(r,e,t,{found:i,partial:s}){if(!R(t))return!0;if(typeof t.kind!="string")return!ni(t,i,s);let[n,o]=ri[t.kind]??[],c=n===void 0?void 0:t[n],l=t.group??t.viewer;return!R(c)||!R(l)||ii.test(r)||o?.test(r)||s.has(M(c)??"")||s.has(M(l)??"")?!0:si.test(r)&&oi(e,M(l))!==l.viewerActionsVersion}function ni(r,e,t){let i=M(r)??"";return e.has(i)&&!t.has(i)&&!Object.values(r).some(Ie)}function oi(r,e){let t=me(r,i=>M(i)===e&&"viewerActionsVersion"in i);return t?t.viewerActionsVersion:Symbol()}function me(r,e){if(R(r)&&e(r))return r;for(let t of R(r)||Array.isArray(r)?Object.values(r):[]){let i=me(t,e);if(i)return i}}var ai=500,ci=60,Gt={status:"connecting",data:void 0,errors:[],error:void 0},Ne=class{#e=Gt;#t=new Set;#r;#s;#i=0;#n;#a=0;#o;#c;#d=0;#u=!1;#h=[];#l;#m;#b;#y;#$;constructor(e,t,i,s,n){this.#l=e,this.#m=t,this.#b=i,this.#y=s,this.#$=n,this.#r=ne(t),this.#w()}get current(){return this.#e}subscribe(e){return this.#t.add(e),()=>this.#t.delete(e)}show(e){this.#b=e,this.refresh()}refresh(){this.#d=0,this.#u=!0,clearTimeout(this.#c),this.#c=void 0,this.#o?this.#o.abort():this.#g()}stop(){this.#A(),this.#t.clear(),this.#$()}restart(){this.#A(),this.#p(Gt),this.#w()}apply(e){this.#h.push(e),this.#v(e).hasChanged&&this.#f()}#w(){this.#S(++this.#i)}#A(){this.#i++,this.#s=void 0,this.#u=!1,this.#a=0,clearTimeout(this.#c),this.#c=void 0,this.#o?.abort(),this.#o=void 0,this.#n?.(lt())}async#S(e){for(;e===this.#i;)try{if(this.#s??=await this.#k(),e!==this.#i)return;this.#g(),await this.#T(e)}catch(t){let i=G(t);e===this.#i&&i.code!==dt&&await this.#_(i)}}async#_(e){let t=this.#s!==void 0;if(nt(e))this.#p({status:"connecting",error:e});else if(this.#s=void 0,e.code!=="CURSOR_EXPIRED")return t?this.#a++?this.#E({error:e}):void 0:this.#E({error:e,data:void 0});await this.#l.pauses.pause(e.retryAfter)}async#k(){let{data:e}=await this.#x();return this.#y.map(t=>({stream:t,cursor:li(t,e),isOver:!1}))}async#T(e){let t=await this.#l.transport,i=[];try{return await new Promise((s,n)=>{this.#n=n;let o=(this.#s??[]).filter(({isOver:c})=>!c);o.length||this.#p({status:"live",error:void 0});for(let c of o){let{document:l,variables:h}=c.stream,m=c.cursor&&{after:c.cursor};i.push(t.subscribe(ne(l),{...h,...m},{open:()=>e===this.#i&&this.#C(c),next:g=>e===this.#i&&this.#R(c,Object.values(g)[0]),error:n,complete:()=>{ht(c.stream)?n(new w("RETRYABLE","The stream has ended.")):c.isOver=!0}}))}})}finally{this.#n=void 0;for(let s of i)s()}}#C({stream:e,cursor:t}){this.#p({status:"live",error:void 0}),t===void 0&&ht(e)&&this.#f()}#R(e,t){let{cursor:i}=Object(t);i&&(e.cursor=i),this.#a=0,this.#h.push(t),this.#v(t).isStale&&this.#f()}#v(e){let t=this.#e.data;if(t===void 0)return{isStale:!1,hasChanged:!1};let i=qt(t,e);return this.#p({data:i.data}),{isStale:Wt(this.#r,t,e,i),hasChanged:i.data!==t}}#f(){this.#u=!0,this.#g()}#g(){if(!this.#u||this.#c||this.#o||!this.#s)return;let e=Math.max(ci*Math.random(),this.#d+ai-Date.now());this.#c=setTimeout(()=>{this.#c=void 0;let t=this.#i;this.#x().catch(i=>t===this.#i?this.#I(G(i)):void 0)},e)}async#I(e){if(e.code===dt)return;if(!nt(e))return this.#n?.(e);let t=this.#i;await this.#l.pauses.pause(e.retryAfter),t===this.#i&&this.#f()}async#x(){this.#o?.abort(),clearTimeout(this.#c),this.#c=void 0;let e=this.#o=new AbortController;this.#d=Date.now(),this.#u=!1,this.#h=[];try{let t=await this.#l.http.send(this.#m,this.#b,{signal:e.signal},1);if(e.signal.aborted)throw lt();let i=this.#h;this.#p({data:t.data,errors:t.errors});for(let s of i)this.#v(s);return t}catch(t){throw e.signal.aborted?lt():t}finally{this.#o===e&&(this.#o=void 0,this.#g())}}#E(e){this.#i++,this.#p({...e,status:"ended"})}#p(e){if(!Object.entries(e).every(([i,s])=>this.#e[i]===s)){this.#e={...this.#e,...e};for(let i of this.#t)i(this.#e)}}},dt="STOPPED";function lt(){return new w(dt,"Something newer takes its place.")}function ht({document:r}){return/\$after\b/.test(ne(r))}function li(r,e){if(!ht(r))return;if(r.cursor)return r.cursor(e)??void 0;let{groupId:t}={groupId:void 0,...r.variables},i=n=>typeof n.liveCursor=="string";return(me(e,n=>i(n)&&n.id===t)??me(e,i))?.liveCursor}var Oe=class{#e;#t;constructor(e){this.#t=e}get credentials(){return this.#t?"omit":"include"}async token(){if(!this.#t)return;let e=await this.#t(this.#e)??void 0;if(e!==void 0&&e===this.#e)throw new w("UNAUTHENTICATED","The session is over. Sign in again.");return e}refuse(e){return this.#e=e,this.#t!==void 0&&e!==void 0}};function Ft(r){if(typeof window>"u")return()=>{};let e=()=>document.visibilityState==="visible"&&r();return window.addEventListener("online",r),window.addEventListener("pageshow",r),document.addEventListener("resume",r),document.addEventListener("visibilitychange",e),()=>{window.removeEventListener("online",r),window.removeEventListener("pageshow",r),document.removeEventListener("resume",r),document.removeEventListener("visibilitychange",e)}}function N(r){return r===null?"null":Array.isArray(r)?"array":typeof r}function F(r){return N(r)==="object"}function di(r){return Array.isArray(r)&&r.length>0&&r.every(e=>"message"in e)}function ut(r,e){return r.length<124?r:e}var Vt="graphql-transport-ws";var P=(r=>(r[r.InternalServerError=4500]="InternalServerError",r[r.InternalClientError=4005]="InternalClientError",r[r.BadRequest=4400]="BadRequest",r[r.BadResponse=4004]="BadResponse",r[r.Unauthorized=4401]="Unauthorized",r[r.Forbidden=4403]="Forbidden",r[r.SubprotocolNotAcceptable=4406]="SubprotocolNotAcceptable",r[r.ConnectionInitialisationTimeout=4408]="ConnectionInitialisationTimeout",r[r.ConnectionAcknowledgementTimeout=4504]="ConnectionAcknowledgementTimeout",r[r.SubscriberAlreadyExists=4409]="SubscriberAlreadyExists",r[r.TooManyInitialisationRequests=4429]="TooManyInitialisationRequests",r))(P||{}),D=(r=>(r.ConnectionInit="connection_init",r.ConnectionAck="connection_ack",r.Ping="ping",r.Pong="pong",r.Subscribe="subscribe",r.Next="next",r.Error="error",r.Complete="complete",r))(D||{});function Kt(r){if(!F(r))throw new Error(`Message is expected to be an object, but got ${N(r)}`);if(!r.type)throw new Error("Message is missing the 'type' property");if(typeof r.type!="string")throw new Error(`Message is expects the 'type' property to be a string, but got ${N(r.type)}`);switch(r.type){case"connection_init":case"connection_ack":case"ping":case"pong":{if(r.payload!=null&&!F(r.payload))throw new Error(`"${r.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${r.payload}"`);break}case"subscribe":{if(typeof r.id!="string")throw new Error(`"${r.type}" message expects the 'id' property to be a string, but got ${N(r.id)}`);if(!r.id)throw new Error(`"${r.type}" message requires a non-empty 'id' property`);if(!F(r.payload))throw new Error(`"${r.type}" message expects the 'payload' property to be an object, but got ${N(r.payload)}`);if(typeof r.payload.query!="string")throw new Error(`"${r.type}" message payload expects the 'query' property to be a string, but got ${N(r.payload.query)}`);if(r.payload.variables!=null&&!F(r.payload.variables))throw new Error(`"${r.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${N(r.payload.variables)}`);if(r.payload.operationName!=null&&N(r.payload.operationName)!=="string")throw new Error(`"${r.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${N(r.payload.operationName)}`);if(r.payload.extensions!=null&&!F(r.payload.extensions))throw new Error(`"${r.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${N(r.payload.extensions)}`);break}case"next":{if(typeof r.id!="string")throw new Error(`"${r.type}" message expects the 'id' property to be a string, but got ${N(r.id)}`);if(!r.id)throw new Error(`"${r.type}" message requires a non-empty 'id' property`);if(!F(r.payload))throw new Error(`"${r.type}" message expects the 'payload' property to be an object, but got ${N(r.payload)}`);break}case"error":{if(typeof r.id!="string")throw new Error(`"${r.type}" message expects the 'id' property to be a string, but got ${N(r.id)}`);if(!r.id)throw new Error(`"${r.type}" message requires a non-empty 'id' property`);if(!di(r.payload))throw new Error(`"${r.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(r.payload)}`);break}case"complete":{if(typeof r.id!="string")throw new Error(`"${r.type}" message expects the 'id' property to be a string, but got ${N(r.id)}`);if(!r.id)throw new Error(`"${r.type}" message requires a non-empty 'id' property`);break}default:throw new Error(`Invalid message 'type' property "${r.type}"`)}return r}function Jt(r,e){return Kt(typeof r=="string"?JSON.parse(r,e):r)}function oe(r,e){return Kt(r),JSON.stringify(r,e)}function Yt(r){let{url:e,connectionParams:t,lazy:i=!0,onNonLazyError:s=console.error,lazyCloseTimeout:n=0,keepAlive:o=0,disablePong:c,connectionAckWaitTimeout:l=0,retryAttempts:h=5,retryWait:m=async function($){let u=Math.pow(2,$);await new Promise(v=>setTimeout(v,u*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:g=pt,on:f,webSocketImpl:S,generateID:te=function(){return"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g,$=>{let u=Math.random()*16|0;return($=="x"?u:u&3|8).toString(16)})},jsonMessageReplacer:Se,jsonMessageReviver:Vr}=r,re;if(S){if(!ui(S))throw new Error("Invalid WebSocket implementation provided");re=S}else typeof WebSocket<"u"?re=WebSocket:typeof global<"u"?re=global.WebSocket||global.MozWebSocket:typeof window<"u"&&(re=window.WebSocket||window.MozWebSocket);if(!re)throw new Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let J=re,_=(()=>{let p=(()=>{let u={};return{on(v,A){return u[v]=A,()=>{delete u[v]}},emit(v){"id"in v&&u[v.id]?.(v)}}})(),$={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[p.emit,f.message]:[p.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:p.on,on(u,v){let A=$[u];return A.push(v),()=>{let x=A.indexOf(v);x>-1&&A.splice(x,1)}},emit(u,...v){for(let A of[...$[u]])A(...v)}}})();function it(p){let $=[_.on("error",u=>{$.forEach(v=>v()),p(u)}),_.on("closed",u=>{$.forEach(v=>v()),p(u)})];return()=>$.forEach(u=>u())}let Y,W=0,st,ue=!1,_e=0,Dt=!1;async function Mt(){clearTimeout(st);let[p,$]=await(Y??(Y=new Promise((A,x)=>(async()=>{if(ue){if(await m(_e),!W)return Y=void 0,x({code:1e3,reason:"All Subscriptions Gone"});_e++}_.emit("connecting",ue);let b=new J(typeof e=="function"?await e():e,Vt),j,ie;function ke(){isFinite(o)&&o>0&&(clearTimeout(ie),ie=setTimeout(()=>{b.readyState===J.OPEN&&(b.send(oe({type:D.Ping})),_.emit("ping",!1,void 0))},o))}it(k=>{Y=void 0,clearTimeout(j),clearTimeout(ie),x(k),k instanceof Ue&&(b.close(4499,"Terminated"),b.onerror=null,b.onclose=null)}),b.onerror=k=>_.emit("error",k),b.onclose=k=>_.emit("closed",k),b.onopen=async()=>{try{_.emit("opened",b);let k=typeof t=="function"?await t():t;if(b.readyState!==J.OPEN)return;b.send(oe(k?{type:D.ConnectionInit,payload:k}:{type:D.ConnectionInit},Se)),isFinite(l)&&l>0&&(j=setTimeout(()=>{b.close(P.ConnectionAcknowledgementTimeout,"Connection acknowledgement timeout")},l)),ke()}catch(k){_.emit("error",k),b.close(P.InternalClientError,ut(k instanceof Error?k.message:String(k),"Internal client error"))}};let se=!1;b.onmessage=({data:k})=>{try{let E=Jt(k,Vr);if(_.emit("message",E),E.type==="ping"||E.type==="pong"){_.emit(E.type,!0,E.payload),E.type==="pong"?ke():c||(b.send(oe(E.payload?{type:D.Pong,payload:E.payload}:{type:D.Pong},Se)),_.emit("pong",!1,E.payload));return}if(se)return;if(E.type!==D.ConnectionAck)throw new Error(`First message cannot be of type ${E.type}`);clearTimeout(j),se=!0,_.emit("connected",b,E.payload,ue),ue=!1,_e=0;let Bt=new Promise((qi,Kr)=>it(Kr));Bt.catch(()=>{}),A([b,Bt])}catch(E){b.onmessage=null,_.emit("error",E),b.close(P.BadResponse,ut(E instanceof Error?E.message:String(E),"Bad response"))}}})())));p.readyState===J.CLOSING&&await $;let u=()=>{},v=new Promise(A=>u=A);return[p,u,new Promise((A,x)=>{let b=it(x);p.readyState!==J.OPEN&&$.catch(x),v.then(()=>{if(b(),!W){let j=()=>p.close(1e3,"Normal Closure");isFinite(n)&&n>0?(clearTimeout(st),st=setTimeout(()=>{!W&&p.readyState===J.OPEN&&j()},n)):j()}A()})})]}function Lt(p){if(pt(p)&&(hi(p.code)||[P.InternalServerError,P.InternalClientError,P.BadRequest,P.BadResponse,P.Unauthorized,P.SubprotocolNotAcceptable,P.SubscriberAlreadyExists,P.TooManyInitialisationRequests].includes(p.code)))throw p;if(Dt)return!1;if(pt(p)&&p.code===1e3)return W>0;if(!h||_e>=h||!g(p))throw p;return ue=!0}i||(async()=>{for(W++;;)try{let[,,p]=await Mt();await p}catch(p){try{if(!Lt(p))return}catch($){return s?.($)}}})();function zt(p,$){let u=te(p),v=!1,A=!1,x=()=>{W--,v=!0};return(async()=>{for(W++;;)try{let[b,j,ie]=await Mt();if(v)return ie.catch(()=>{}),j();let ke=_.onMessage(u,se=>{switch(se.type){case D.Next:{$.next(se.payload);return}case D.Error:{A=!0,v=!0,$.error(se.payload),x();return}case D.Complete:{v=!0,x();return}}});b.send(oe({id:u,type:D.Subscribe,payload:p},Se)),x=()=>{!v&&b.readyState===J.OPEN&&b.send(oe({id:u,type:D.Complete},Se)),W--,v=!0,j()},await ie.finally(ke);return}catch(b){if(!Lt(b))return}})().then(()=>{A||$.complete()}).catch(b=>{$.error(b)}),()=>{v||x()}}return{on:_.on,subscribe:zt,iterate(p){let $=[],u={done:!1,error:null,resolve:()=>{}},v=zt(p,{next(x){$.push(x),u.resolve()},error(x){u.done=!0,u.error=x,u.resolve()},complete(){u.done=!0,u.resolve()}}),A=(async function*(){for(;;){for($.length||await new Promise(b=>u.resolve=b);$.length;)yield $.shift();if(u.error)throw u.error;if(u.done)return}})();return A.throw=async x=>(u.done||(u.done=!0,u.error=x,u.resolve()),{done:!0,value:void 0}),A.return=async()=>(v(),{done:!0,value:void 0}),A},async dispose(){if(Dt=!0,Y){let[p]=await Y;p.close(1e3,"Normal Closure")}},terminate(){Y&&_.emit("closed",new Ue)}}}var Ue=class extends Error{name="TerminatedCloseEvent";message="4499: Terminated";code=4499;reason="Terminated";wasClean=!1};function pt(r){return F(r)&&"code"in r&&"reason"in r}function hi(r){return[1e3,1001,1006,1005,1012,1013,1014].includes(r)?!1:r>=1e3&&r<=1999}function ui(r){return typeof r=="function"&&"constructor"in r&&"CLOSED"in r&&"CLOSING"in r&&"CONNECTING"in r&&"OPEN"in r}var pi=12e3,mi=5e3,fi=4401,gi=4403,Pe=class{#e;#t;#r;#s;#i=!1;#n;#a;#o=new Set;#c;constructor(e,t,i){this.#c=t,this.#e=Yt({url:e.replace(/^http/,"ws"),webSocketImpl:i,retryAttempts:0,lazyCloseTimeout:2e3,connectionParams:()=>this.#d(),on:{opened:s=>{this.#t=s},connected:()=>this.#u(),message:()=>this.#h(),closed:()=>this.#l()}})}subscribe(e,t,i){this.#i?queueMicrotask(()=>i.open()):this.#o.add(i);let s=this.#e.subscribe({query:e,variables:{...t}},{next:({data:n,errors:o})=>{n?i.next(n):i.error(pe(o??[]))},error:n=>{this.#o.delete(i),i.error(this.#m(n))},complete:()=>i.complete()});return()=>{this.#o.delete(i),s()}}probe(){!this.#i||this.#a||(this.#a=setTimeout(()=>this.cut(),mi),this.#t?.send('{"type":"ping"}'))}cut(){this.#e.terminate()}close(){this.#e.dispose()}async#d(){this.#s=void 0;try{this.#r=await this.#c.token()}catch(e){throw this.#s=G(e),e}return this.#r?{authorization:`Bearer ${this.#r}`}:{}}#u(){this.#i=!0,this.#n=setInterval(()=>this.probe(),pi);for(let e of this.#o)e.open();this.#o.clear()}#h(){clearTimeout(this.#a),this.#a=void 0}#l(){this.#i=!1,this.#h(),clearInterval(this.#n)}#m(e){if(this.#s)return this.#s;if(Array.isArray(e))return pe(e);let{code:t,reason:i,message:s}=e;if(t===fi||t===gi){let n=this.#c.refuse(this.#r);return new w(n?"NETWORK":"UNAUTHENTICATED",i||"The session is over. Sign in again.")}return new w("NETWORK",i||s||`The connection was closed (${t}).`)}};var fe=class{#e;#t=new Set;#r;constructor({url:e="/graphql",token:t,webSocket:i}={}){let s=new URL(e,globalThis.location?.href).href,n=new Oe(t),o=new Pe(s,n,i);this.#e={http:new Ce(s,n),transport:Promise.resolve(o),pauses:new Te},this.#r=Ft(()=>{this.#e.pauses.cut(),o.probe()})}query(e,t,i={}){return this.#e.http.send(e,t,i)}async mutate(e,t,{idempotencyKey:i=bi(),signal:s}={}){let n=await this.#e.http.send(e,t,{idempotencyKey:i,signal:s});for(let o of this.#t)o.apply(n.data);return n}live(e,{variables:t,streams:i}){let s=new Ne(this.#e,e,t,i,()=>this.#t.delete(s));return this.#t.add(s),s}async signInChanged(){(await this.#e.transport).cut(),this.#e.pauses.cut();for(let e of this.#t)e.restart()}async close(){this.#r();for(let e of this.#t)e.stop();(await this.#e.transport).close()}};function bi(){let r=crypto.getRandomValues(new Uint8Array(16));return Array.from(r,e=>e.toString(16).padStart(2,"0")).join("")}var Qt={id:"sha256:a5bb830d756dc59fba718c010a9490e9ec49186f16b48e4e77d34822ca6ec44c",text:"subscription UsherGroupChanges($groupId:ID!$after:String){groupChanges(groupId:$groupId after:$after){cursor kind subjectId group{id}}}"},Zt={id:"sha256:c52d6bcbfea199bb83cc4ee4a666c92502d57376c506d13feef51e4e47cd1b68",text:"subscription UsherViewerChanges($after:String){viewerChanges(after:$after){cursor kind subjectId viewer{id}}}"};function ge(r){return{document:Qt,variables:{groupId:r}}}function q(){return{document:Zt}}var mt=class extends EventTarget{#e={};#t;get base(){return(this.#e.src??"").replace(/\/+$/,"")}get client(){return this.#t??=new fe({url:`${this.base}/graphql`,...this.#e.token&&{token:this.#e.token}})}get hasCookie(){return this.#e.token===void 0}set(e){let t={...this.#e,...e};if(t.src===this.#e.src&&t.token===this.#e.token)return;this.#e=t;let i=this.#t;this.#t=void 0,this.dispatchEvent(new Event("change")),i?.close()}},T=new mt;var De=globalThis,Me=De.ShadowRoot&&(De.ShadyCSS===void 0||De.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,ft=Symbol(),Xt=new WeakMap,be=class{constructor(e,t,i){if(this._$cssResult$=!0,i!==ft)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(Me&&e===void 0){let i=t!==void 0&&t.length===1;i&&(e=Xt.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&Xt.set(t,e))}return e}toString(){return this.cssText}},er=r=>new be(typeof r=="string"?r:r+"",void 0,ft),y=(r,...e)=>{let t=r.length===1?r[0]:e.reduce((i,s,n)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+r[n+1],r[0]);return new be(t,r,ft)},tr=(r,e)=>{if(Me)r.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let i=document.createElement("style"),s=De.litNonce;s!==void 0&&i.setAttribute("nonce",s),i.textContent=t.cssText,r.appendChild(i)}},gt=Me?r=>r:r=>r instanceof CSSStyleSheet?(e=>{let t="";for(let i of e.cssRules)t+=i.cssText;return er(t)})(r):r;var{is:vi,defineProperty:yi,getOwnPropertyDescriptor:$i,getOwnPropertyNames:wi,getOwnPropertySymbols:Ai,getPrototypeOf:xi}=Object,Le=globalThis,rr=Le.trustedTypes,Ei=rr?rr.emptyScript:"",Si=Le.reactiveElementPolyfillSupport,ve=(r,e)=>r,bt={toAttribute(r,e){switch(e){case Boolean:r=r?Ei:null;break;case Object:case Array:r=r==null?r:JSON.stringify(r)}return r},fromAttribute(r,e){let t=r;switch(e){case Boolean:t=r!==null;break;case Number:t=r===null?null:Number(r);break;case Object:case Array:try{t=JSON.parse(r)}catch{t=null}}return t}},sr=(r,e)=>!vi(r,e),ir={attribute:!0,type:String,converter:bt,reflect:!1,useDefault:!1,hasChanged:sr};Symbol.metadata??=Symbol("metadata"),Le.litPropertyMetadata??=new WeakMap;var H=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ir){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let i=Symbol(),s=this.getPropertyDescriptor(e,i,t);s!==void 0&&yi(this.prototype,e,s)}}static getPropertyDescriptor(e,t,i){let{get:s,set:n}=$i(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:s,set(o){let c=s?.call(this);n?.call(this,o),this.requestUpdate(e,c,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ir}static _$Ei(){if(this.hasOwnProperty(ve("elementProperties")))return;let e=xi(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(ve("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(ve("properties"))){let t=this.properties,i=[...wi(t),...Ai(t)];for(let s of i)this.createProperty(s,t[s])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[i,s]of t)this.elementProperties.set(i,s)}this._$Eh=new Map;for(let[t,i]of this.elementProperties){let s=this._$Eu(t,i);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let s of i)t.unshift(gt(s))}else e!==void 0&&t.push(gt(e));return t}static _$Eu(e,t){let i=t.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let i of t.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return tr(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,i){this._$AK(e,i)}_$ET(e,t){let i=this.constructor.elementProperties.get(e),s=this.constructor._$Eu(e,i);if(s!==void 0&&i.reflect===!0){let n=(i.converter?.toAttribute!==void 0?i.converter:bt).toAttribute(t,i.type);this._$Em=e,n==null?this.removeAttribute(s):this.setAttribute(s,n),this._$Em=null}}_$AK(e,t){let i=this.constructor,s=i._$Eh.get(e);if(s!==void 0&&this._$Em!==s){let n=i.getPropertyOptions(s),o=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:bt;this._$Em=s;let c=o.fromAttribute(t,n.type);this[s]=c??this._$Ej?.get(s)??c,this._$Em=null}}requestUpdate(e,t,i,s=!1,n){if(e!==void 0){let o=this.constructor;if(s===!1&&(n=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??sr)(n,t)||i.useDefault&&i.reflect&&n===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,t,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:i,reflect:s,wrapped:n},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),n!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(t=void 0),this._$AL.set(e,t)),s===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,n]of this._$Ep)this[s]=n;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[s,n]of i){let{wrapped:o}=n,c=this[s];o!==!0||this._$AL.has(s)||c===void 0||this.C(s,void 0,n,c)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(t)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};H.elementStyles=[],H.shadowRootOptions={mode:"open"},H[ve("elementProperties")]=new Map,H[ve("finalized")]=new Map,Si?.({ReactiveElement:H}),(Le.reactiveElementVersions??=[]).push("2.1.2");var Et=globalThis,nr=r=>r,ze=Et.trustedTypes,or=ze?ze.createPolicy("lit-html",{createHTML:r=>r}):void 0,ur="$lit$",V=`lit$${Math.random().toFixed(9).slice(2)}$`,pr="?"+V,_i=`<${pr}>`,X=document,$e=()=>X.createComment(""),we=r=>r===null||typeof r!="object"&&typeof r!="function",St=Array.isArray,ki=r=>St(r)||typeof r?.[Symbol.iterator]=="function",vt=`[ 	
\f\r]`,ye=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ar=/-->/g,cr=/>/g,Q=RegExp(`>|${vt}(?:([^\\s"'>=/]+)(${vt}*=${vt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),lr=/'/g,dr=/"/g,mr=/^(?:script|style|textarea|title)$/i,_t=r=>(e,...t)=>({_$litType$:r,strings:e,values:t}),a=_t(1),Be=_t(2),Os=_t(3),ee=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),hr=new WeakMap,Z=X.createTreeWalker(X,129);function fr(r,e){if(!St(r)||!r.hasOwnProperty("raw"))throw Error("invalid template strings array");return or!==void 0?or.createHTML(e):e}var Ti=(r,e)=>{let t=r.length-1,i=[],s,n=e===2?"<svg>":e===3?"<math>":"",o=ye;for(let c=0;c<t;c++){let l=r[c],h,m,g=-1,f=0;for(;f<l.length&&(o.lastIndex=f,m=o.exec(l),m!==null);)f=o.lastIndex,o===ye?m[1]==="!--"?o=ar:m[1]!==void 0?o=cr:m[2]!==void 0?(mr.test(m[2])&&(s=RegExp("</"+m[2],"g")),o=Q):m[3]!==void 0&&(o=Q):o===Q?m[0]===">"?(o=s??ye,g=-1):m[1]===void 0?g=-2:(g=o.lastIndex-m[2].length,h=m[1],o=m[3]===void 0?Q:m[3]==='"'?dr:lr):o===dr||o===lr?o=Q:o===ar||o===cr?o=ye:(o=Q,s=void 0);let S=o===Q&&r[c+1].startsWith("/>")?" ":"";n+=o===ye?l+_i:g>=0?(i.push(h),l.slice(0,g)+ur+l.slice(g)+V+S):l+V+(g===-2?c:S)}return[fr(r,n+(r[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},Ae=class r{constructor({strings:e,_$litType$:t},i){let s;this.parts=[];let n=0,o=0,c=e.length-1,l=this.parts,[h,m]=Ti(e,t);if(this.el=r.createElement(h,i),Z.currentNode=this.el.content,t===2||t===3){let g=this.el.content.firstChild;g.replaceWith(...g.childNodes)}for(;(s=Z.nextNode())!==null&&l.length<c;){if(s.nodeType===1){if(s.hasAttributes())for(let g of s.getAttributeNames())if(g.endsWith(ur)){let f=m[o++],S=s.getAttribute(g).split(V),te=/([.?@])?(.*)/.exec(f);l.push({type:1,index:n,name:te[2],strings:S,ctor:te[1]==="."?$t:te[1]==="?"?wt:te[1]==="@"?At:ce}),s.removeAttribute(g)}else g.startsWith(V)&&(l.push({type:6,index:n}),s.removeAttribute(g));if(mr.test(s.tagName)){let g=s.textContent.split(V),f=g.length-1;if(f>0){s.textContent=ze?ze.emptyScript:"";for(let S=0;S<f;S++)s.append(g[S],$e()),Z.nextNode(),l.push({type:2,index:++n});s.append(g[f],$e())}}}else if(s.nodeType===8)if(s.data===pr)l.push({type:2,index:n});else{let g=-1;for(;(g=s.data.indexOf(V,g+1))!==-1;)l.push({type:7,index:n}),g+=V.length-1}n++}}static createElement(e,t){let i=X.createElement("template");return i.innerHTML=e,i}};function ae(r,e,t=r,i){if(e===ee)return e;let s=i!==void 0?t._$Co?.[i]:t._$Cl,n=we(e)?void 0:e._$litDirective$;return s?.constructor!==n&&(s?._$AO?.(!1),n===void 0?s=void 0:(s=new n(r),s._$AT(r,t,i)),i!==void 0?(t._$Co??=[])[i]=s:t._$Cl=s),s!==void 0&&(e=ae(r,s._$AS(r,e.values),s,i)),e}var yt=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:i}=this._$AD,s=(e?.creationScope??X).importNode(t,!0);Z.currentNode=s;let n=Z.nextNode(),o=0,c=0,l=i[0];for(;l!==void 0;){if(o===l.index){let h;l.type===2?h=new xe(n,n.nextSibling,this,e):l.type===1?h=new l.ctor(n,l.name,l.strings,this,e):l.type===6&&(h=new xt(n,this,e)),this._$AV.push(h),l=i[++c]}o!==l?.index&&(n=Z.nextNode(),o++)}return Z.currentNode=X,s}p(e){let t=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,t),t+=i.strings.length-2):i._$AI(e[t])),t++}},xe=class r{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,i,s){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=i,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=ae(this,e,t),we(e)?e===d||e==null||e===""?(this._$AH!==d&&this._$AR(),this._$AH=d):e!==this._$AH&&e!==ee&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):ki(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==d&&we(this._$AH)?this._$AA.nextSibling.data=e:this.T(X.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:i}=e,s=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=Ae.createElement(fr(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===s)this._$AH.p(t);else{let n=new yt(s,this),o=n.u(this.options);n.p(t),this.T(o),this._$AH=n}}_$AC(e){let t=hr.get(e.strings);return t===void 0&&hr.set(e.strings,t=new Ae(e)),t}k(e){St(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,i,s=0;for(let n of e)s===t.length?t.push(i=new r(this.O($e()),this.O($e()),this,this.options)):i=t[s],i._$AI(n),s++;s<t.length&&(this._$AR(i&&i._$AB.nextSibling,s),t.length=s)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let i=nr(e).nextSibling;nr(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},ce=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,i,s,n){this.type=1,this._$AH=d,this._$AN=void 0,this.element=e,this.name=t,this._$AM=s,this.options=n,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=d}_$AI(e,t=this,i,s){let n=this.strings,o=!1;if(n===void 0)e=ae(this,e,t,0),o=!we(e)||e!==this._$AH&&e!==ee,o&&(this._$AH=e);else{let c=e,l,h;for(e=n[0],l=0;l<n.length-1;l++)h=ae(this,c[i+l],t,l),h===ee&&(h=this._$AH[l]),o||=!we(h)||h!==this._$AH[l],h===d?e=d:e!==d&&(e+=(h??"")+n[l+1]),this._$AH[l]=h}o&&!s&&this.j(e)}j(e){e===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},$t=class extends ce{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===d?void 0:e}},wt=class extends ce{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==d)}},At=class extends ce{constructor(e,t,i,s,n){super(e,t,i,s,n),this.type=5}_$AI(e,t=this){if((e=ae(this,e,t,0)??d)===ee)return;let i=this._$AH,s=e===d&&i!==d||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,n=e!==d&&(i===d||s);s&&this.element.removeEventListener(this.name,this,i),n&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},xt=class{constructor(e,t,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){ae(this,e)}};var Ci=Et.litHtmlPolyfillSupport;Ci?.(Ae,xe),(Et.litHtmlVersions??=[]).push("3.3.3");var gr=(r,e,t)=>{let i=t?.renderBefore??e,s=i._$litPart$;if(s===void 0){let n=t?.renderBefore??null;i._$litPart$=s=new xe(e.insertBefore($e(),n),n,void 0,t??{})}return s._$AI(r),s};var kt=globalThis,L=class extends H{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=gr(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return ee}};L._$litElement$=!0,L.finalized=!0,kt.litElementHydrateSupport?.({LitElement:L});var Ri=kt.litElementPolyfillSupport;Ri?.({LitElement:L});(kt.litElementVersions??=[]).push("4.2.2");var br={"action.cancel":"Abbrechen","action.close":"Schlie\xDFen","action.copy":"Kopieren","action.save":"Speichern","action.signIn":"Anmelden","action.tryAgain":"Noch einmal versuchen","state.loading":"Wird geladen","state.cut":"Die Verbindung ist unterbrochen; was Sie sehen, kann veraltet sein. Es wird von selbst weiter versucht.","state.ended":"Dies wird nicht mehr aktualisiert. Laden Sie die Seite neu.","error.UNAUTHENTICATED":"Sie sind abgemeldet. Melden Sie sich an, um weiterzumachen.","error.PASSWORD_REQUIRED":"Legen Sie zuerst ein Passwort fest.","error.FORBIDDEN":"Das d\xFCrfen Sie nicht tun oder sehen. Eine Administratorin oder ein Administrator der Gruppe kann helfen.","error.NOT_FOUND":"Das gibt es nicht, oder Sie d\xFCrfen es nicht sehen.","error.NETWORK":"Der Server ist nicht erreichbar. Pr\xFCfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.","error.RATE_LIMITED":"Das war zu oft. Warten Sie etwas, und versuchen Sie es noch einmal.","error.RETRYABLE":"Das hat gerade nicht geklappt. Versuchen Sie es gleich noch einmal.","error.other":"Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal, oder schreiben Sie uns.","field.missing":"Bitte ausf\xFCllen.","list.pages":"Seiten","list.page":"Seite {number}","list.previous":"Zur\xFCck","list.next":"Weiter","list.nothingFound":"Dazu wurde nichts gefunden.","role.ADMINISTRATOR":"Administration","role.FACILITATOR":"Leitung","role.MEMBER":"Mitglied","roles.ADMINISTRATOR":"Administration","roles.FACILITATOR":"Leitung","roles.MEMBER":"Mitglieder","status.PENDING":"Offen","status.ACCEPTED":"Angenommen","status.DECLINED":"Abgelehnt","status.CANCELLED":"Zur\xFCckgezogen","status.EXPIRED":"Abgelaufen","bell.name":"Mitteilungen","bell.waiting.one":"Mitteilungen: {count} wartet","bell.waiting.other":"Mitteilungen: {count} warten","bell.invitedBy":"{name} l\xE4dt Sie in {group} ein.","bell.invited":"Sie sind in {group} eingeladen.","bell.unread":"noch nicht gelesen","bell.readAll":"Alle als gelesen markieren","bell.all":"Alle ansehen","bell.empty":"F\xFCr Sie liegt nichts vor.","invitations.title":"Einladungen","invitations.accept":"Annehmen","invitations.decline":"Ablehnen","invitations.accepted":"Willkommen in {group}!","invitations.declined":"Sie haben die Einladung in {group} abgelehnt.","invitations.none":"Keine Einladung wartet auf Ihre Antwort.","invitations.noneClosed":"Es wurde noch keine Einladung beantwortet.","invitations.from":"Von {name}","invitations.as":"Als {role}","invitations.until":"G\xFCltig bis {date}","groups.search":"Gruppe suchen","groups.create":"Neue Gruppe","groups.join":"Mit Code beitreten","groups.code":"Code oder Link","groups.codeHint":"Wie er auf dem Blatt steht oder wie Sie ihn erhalten haben.","groups.none":"Sie sind noch in keiner Gruppe. Treten Sie mit einem Code bei, oder legen Sie selbst eine an.","groups.noAccess":"Kein voller Zugang","members.one":"{count} Mitglied","members.other":"{count} Mitglieder","members.search":"Mitglied suchen","members.filter":"Rolle","members.all":"Alle Rollen","members.add":"Mitglied hinzuf\xFCgen","members.since":"seit {date}","members.you":"(Sie)","members.roleOf":"Rolle von {name}","members.roleSet":"Die Rolle ist jetzt {role}.","members.remove":"Entfernen","members.removeName":"{name} entfernen","members.removeText":"{name} sieht die Gruppe dann nicht mehr. Sie k\xF6nnen erneut einladen.","members.removeSeat":"{name} sieht die Gruppe dann nicht mehr, und der Platz ist sofort frei. Sie k\xF6nnen erneut einladen.","members.removed":"{name} ist entfernt.","members.leave":"Gruppe verlassen","members.leaveText":"Sie sehen die Gruppe dann nicht mehr, und Ihr Platz wird sofort frei.","members.left":"Sie haben die Gruppe verlassen.","seat.number":"Platz {number}","console.name":"Konsole","console.home":"Start","console.groups":"Ihre Gruppen","console.patients":"Patienten","console.account":"Konto","console.answered":"Beantwortet und geschlossen","console.skip":"Zum Inhalt","console.nothing":"Hier ist nichts","console.tabs":"Gruppe","console.with":"Mit {name}","tab.members":"Mitglieder","tab.invite":"Einladen","tab.invitations":"Einladungen","tab.share":"Teilen","tab.seats":"Pl\xE4tze","tab.resources":"Materialien","tab.history":"Verlauf","tab.edit":"Bearbeiten"};var je={"action.cancel":"Cancel","action.close":"Close","action.copy":"Copy","action.save":"Save","action.signIn":"Sign in","action.tryAgain":"Try again","state.loading":"Loading","state.cut":"The connection is cut; what you see may be out of date. Trying again by itself.","state.ended":"This is no longer kept up to date. Reload the page.","error.UNAUTHENTICATED":"You are signed out. Sign in to go on.","error.PASSWORD_REQUIRED":"Set a password first.","error.FORBIDDEN":"You may not do or see this. An administrator of the group can help.","error.NOT_FOUND":"This is not there, or not yours to see.","error.NETWORK":"The server cannot be reached. Look at your connection, and try again.","error.RATE_LIMITED":"That was too often. Wait a little, and try again.","error.RETRYABLE":"This did not work out just now. Try again in a moment.","error.other":"Something went wrong on our side. Try again, or tell us about it.","field.missing":"Fill this in.","list.pages":"Pages","list.page":"Page {number}","list.previous":"Previous","list.next":"Next","list.nothingFound":"Nothing is like this.","role.ADMINISTRATOR":"Administrator","role.FACILITATOR":"Facilitator","role.MEMBER":"Member","roles.ADMINISTRATOR":"Administrators","roles.FACILITATOR":"Facilitators","roles.MEMBER":"Members","status.PENDING":"Pending","status.ACCEPTED":"Accepted","status.DECLINED":"Declined","status.CANCELLED":"Cancelled","status.EXPIRED":"Expired","bell.name":"Notifications","bell.waiting.one":"Notifications: {count} is waiting","bell.waiting.other":"Notifications: {count} are waiting","bell.invitedBy":"{name} invites you to {group}.","bell.invited":"You are invited to {group}.","bell.unread":"not read yet","bell.readAll":"Mark all as read","bell.all":"See all","bell.empty":"Nothing is waiting for you.","invitations.title":"Invitations","invitations.accept":"Accept","invitations.decline":"Decline","invitations.accepted":"Welcome to {group}!","invitations.declined":"You have declined the invitation to {group}.","invitations.none":"No invitation is waiting for your answer.","invitations.noneClosed":"No invitation has been answered yet.","invitations.from":"From {name}","invitations.as":"As {role}","invitations.until":"Good until {date}","groups.search":"Find a group","groups.create":"New group","groups.join":"Join with a code","groups.code":"Code or link","groups.codeHint":"As it stands on the sheet, or as it was sent to you.","groups.none":"You are in no group yet. Join one with a code, or make one of your own.","groups.noAccess":"No full access","members.one":"{count} member","members.other":"{count} members","members.search":"Find a member","members.filter":"Role","members.all":"All roles","members.add":"Add member","members.since":"since {date}","members.you":"(you)","members.roleOf":"Role of {name}","members.roleSet":"The role is {role} now.","members.remove":"Remove","members.removeName":"Remove {name}","members.removeText":"{name} will no longer see the group. You can invite them again.","members.removeSeat":"{name} will no longer see the group, and the seat is free at once. You can invite them again.","members.removed":"{name} is removed.","members.leave":"Leave the group","members.leaveText":"You will no longer see the group, and a seat that you hold is free at once.","members.left":"You have left the group.","seat.number":"Seat {number}","console.name":"Console","console.home":"Home","console.groups":"Your groups","console.patients":"Patients","console.account":"Account","console.answered":"Answered and closed","console.skip":"Skip to the content","console.nothing":"There is nothing here","console.tabs":"Group","console.with":"With {name}","tab.members":"Members","tab.invite":"Invite","tab.invitations":"Invitations","tab.share":"Share","tab.seats":"Seats","tab.resources":"Resources","tab.history":"History","tab.edit":"Edit"};var vr={en:je,de:br},Ii=/^(ar|arc|ckb|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;function Ee(r){let e=r;for(;e;){let t=e.closest("[lang]:not([lang=''])");if(t)return t.getAttribute("lang");let i=e.getRootNode();e=i instanceof ShadowRoot?i.host:null}return navigator.language}function yr(r){return Ii.test(r)?"rtl":"ltr"}function $r(r){let e=vr[r]??vr[r.split("-")[0]]??je,t=new Intl.PluralRules(r),i=new Intl.NumberFormat(r),s=o=>e[o]??je[o],n=(o,c={})=>{let{count:l}=c,h=typeof l=="number"?`${o}.${t.select(l)}`:o;return(s(h)??s(`${o}.other`)??s(o)??o).replace(/\{(\w+)\}/g,(g,f)=>{let S=c[f];return typeof S=="number"?i.format(S):S??""})};return Object.assign(n,{error:o=>s(`error.${o}`)??n("error.other")})}function wr(r,e){return new Intl.DateTimeFormat(r,{dateStyle:"medium"}).format(new Date(e))}function Ar(r,e){return new Intl.DateTimeFormat(r,{dateStyle:"medium",timeStyle:"short"}).format(new Date(e))}var qe=r=>(...e)=>({_$litDirective$:r,values:e}),le=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,i){this._$Ct=e,this._$AM=t,this._$Ci=i}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var xr=y`
  dialog {
    border: 1px solid var(--line);
    border-radius: 16px;
    padding: clamp(1.1rem, 5vw, 1.75rem);
    inline-size: min(30rem, 100vw - 1.5rem);
    max-inline-size: none;
    max-block-size: calc(100dvh - 2rem);
    background: var(--card);
    color: inherit;
    font: inherit;
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: rgb(10 20 18 / 45%);
  }
  dialog > h2 {
    margin-block-end: 0.75rem;
    font-size: 1.2rem;
  }
`;function He({isOpen:r,heading:e,close:t},i){return a`<dialog part="dialog" aria-label=${e} @close=${t} @click=${n=>{n.composedPath()[0]===n.currentTarget&&t()}} ${Ni(r)}>
    ${r?a`<h2>${e}</h2>
            ${i}`:d}
  </dialog>`}var Tt=class extends le{render(e){return d}update({element:e},[t]){let i=e;return t!==i.open&&queueMicrotask(()=>t?i.isConnected&&i.showModal():i.close()),d}},Ni=qe(Tt);var Ct=y`
  :host {
    --ink: var(--usher-ink, light-dark(#1c2624, #e8edeb));
    --soft: var(--usher-soft, light-dark(#55625f, #a5b2ae));
    --card: var(--usher-card, light-dark(#ffffff, #1b2220));
    --ground: var(--usher-ground, light-dark(#f4f5f2, #121716));
    --line: var(--usher-line, light-dark(#dfe4e0, #313b38));
    --field: var(--usher-field, light-dark(#7d8a86, #7c8a86));
    --accent: var(--usher-accent, light-dark(#135e56, #7fd1c3));
    --on-accent: var(--usher-on-accent, light-dark(#ffffff, #0b2723));
    --tint: var(--usher-tint, light-dark(#e6f0ee, #22332f));
    --good: light-dark(#14532d, #a9e2bb);
    --good-ground: light-dark(#e5f4e9, #173022);
    --warn: light-dark(#6b4a00, #f0cf86);
    --warn-ground: light-dark(#fbf1d9, #33290f);
    --bad: var(--usher-danger, light-dark(#a32020, #ff9d95));
    --bad-ground: light-dark(#fcecea, #3a1f1d);
    --round: var(--usher-radius, 12px);
    --shadow: light-dark(0 12px 32px rgb(20 40 36 / 16%), 0 12px 32px rgb(0 0 0 / 55%));
    color: var(--ink);
    font: 400 0.9375rem/1.5 var(--usher-font, system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif);
    text-align: start;
    overflow-wrap: anywhere;
    -webkit-font-smoothing: antialiased;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2.5px solid var(--accent);
    outline-offset: 2px;
    border-radius: 6px;
  }
  .away {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`,Oi=y`
  :host {
    display: block;
    container-type: inline-size;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: 1.125rem;
    font-weight: 650;
    line-height: 1.3;
    letter-spacing: -0.01em;
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 650;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.18em;
  }
  svg {
    display: block;
    flex: none;
  }
  .soft {
    color: var(--soft);
  }
  .small {
    font-size: 0.875rem;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .stack {
    display: grid;
    gap: 1rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
  }
  .bar > .grow {
    flex: 1 1 14rem;
  }
  .card {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--round);
    padding: clamp(1rem, 4cqi, 1.5rem);
  }
  .note {
    border-radius: 10px;
    padding: 0.7rem 0.9rem;
    background: var(--tint);
  }
  .note.warn {
    background: var(--warn-ground);
    color: var(--warn);
    margin-block-end: 1rem;
  }
  .note.bad {
    background: var(--bad-ground);
    color: var(--bad);
  }
  .note.bad a {
    color: inherit;
  }
`,Ui=y`
  .rows {
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--round);
    transition: opacity 0.1s;
  }
  .rows[aria-busy="true"] {
    opacity: 0.55;
  }
  .rows > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    padding: 0.75rem clamp(0.9rem, 3cqi, 1.25rem);
    border-block-end: 1px solid var(--line);
  }
  .rows > li:last-child {
    border-block-end: 0;
  }
  .who {
    flex: 1 1 13rem;
    min-inline-size: 0;
  }
  .who strong {
    font-weight: 600;
  }
  .tag {
    display: inline-block;
    padding: 0.1rem 0.55rem;
    border-radius: 99px;
    background: var(--tint);
    font-size: 0.8125rem;
    font-weight: 550;
    white-space: nowrap;
  }
  .tag.good {
    background: var(--good-ground);
    color: var(--good);
  }
  .tag.warn {
    background: var(--warn-ground);
    color: var(--warn);
  }
  .tag.bad {
    background: var(--bad-ground);
    color: var(--bad);
  }
  .face {
    inline-size: 2.25rem;
    block-size: 2.25rem;
    border-radius: 50%;
    background: var(--tint);
    color: var(--accent);
    display: grid;
    place-items: center;
    font-size: 0.8125rem;
    font-weight: 650;
    flex: none;
  }
`,Pi=y`
  button,
  .button {
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    color: var(--accent);
    background: var(--card);
    border: 1px solid var(--field);
    border-radius: 9px;
    min-block-size: 2.5rem;
    padding: 0.4rem 0.95rem;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    cursor: pointer;
    text-decoration: none;
    position: relative;
  }
  button:hover,
  .button:hover {
    background: var(--tint);
    border-color: var(--accent);
  }
  button.first,
  .button.first {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  button.first:hover,
  .button.first:hover {
    background: color-mix(in oklab, var(--accent) 88%, var(--ink));
  }
  button.danger {
    color: var(--bad);
    border-color: var(--bad);
  }
  button.danger:hover {
    background: var(--bad-ground);
  }
  button.plain {
    background: none;
    border-color: transparent;
    padding-inline: 0.6rem;
  }
  button.plain:hover {
    background: var(--tint);
  }
  button.plain.danger:hover {
    background: var(--bad-ground);
  }
  button[aria-disabled="true"] {
    cursor: default;
    opacity: 0.6;
  }
  button[aria-busy="true"] > span {
    opacity: 0.35;
  }
  button[aria-busy="true"]::after {
    content: "";
    position: absolute;
    inline-size: 1.05rem;
    block-size: 1.05rem;
    border: 2.5px solid currentColor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    animation: turn 0.7s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  label {
    font-weight: 600;
  }
  .field {
    display: grid;
    gap: 0.3rem;
    align-content: start;
  }
  .field > .hint {
    color: var(--soft);
    font-size: 0.875rem;
  }
  .field > .mend {
    color: var(--bad);
    font-size: 0.875rem;
    font-weight: 550;
  }
  input:not([type="checkbox"], [type="radio"]),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 2.5rem;
    padding: 0.45rem 0.7rem;
    font: inherit;
    color: var(--ink);
    background: var(--card);
    border: 1px solid var(--field);
    border-radius: 9px;
  }
  select.inline {
    inline-size: auto;
  }
  input[type="checkbox"],
  input[type="radio"] {
    accent-color: var(--accent);
    inline-size: 1.1rem;
    block-size: 1.1rem;
    margin: 0.2rem 0;
  }
  textarea {
    resize: vertical;
    line-height: 1.5;
  }
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  [aria-invalid="true"] {
    border-color: var(--bad) !important;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr));
    gap: 1rem;
  }
  .skeleton {
    display: grid;
    gap: 0.75rem;
  }
  .skeleton i {
    block-size: 3.25rem;
    border-radius: var(--round);
    background: color-mix(in oklab, var(--line) 55%, transparent);
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.4;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 3s !important;
      transition: none !important;
    }
  }
`,C=[Ct,Oi,Ui,Pi,xr];function z(r,e,t={}){let{kind:i="",busy:s=!1,disabled:n=!1,name:o,part:c="button",submit:l=!1}=t,h=s||n;return a`<button
    type=${l?"submit":"button"}
    class=${i}
    part=${c}
    aria-label=${o??d}
    aria-busy=${s?"true":d}
    aria-disabled=${h?"true":d}
    @click=${m=>{h?m.preventDefault():e()}}
  >
    <span>${r}</span>
  </button>`}var Di=5e3,Rt=class extends L{static{this.styles=[Ct,y`
      :host {
        position: fixed;
        inset: auto 1rem 1rem;
        inline-size: auto;
        max-inline-size: 28rem;
        margin-inline: auto;
        padding: 0;
        border: 0;
        background: none;
        overflow: visible;
      }
      p {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        margin: 0.5rem 0 0;
        padding: 0.6rem 0.6rem 0.6rem 1rem;
        border-radius: var(--round);
        background: var(--ink);
        color: var(--card);
        box-shadow: var(--shadow);
      }
      p.bad {
        background: var(--bad);
      }
      span {
        flex: 1;
      }
      a {
        color: inherit;
      }
      button {
        font: inherit;
        color: inherit;
        background: none;
        border: 0;
        min-inline-size: 2rem;
        min-block-size: 2rem;
        cursor: pointer;
        border-radius: 6px;
      }
      :focus-visible {
        outline-color: currentColor;
      }
    `]}#e=[];#t=0;show(e,t,i){let s={id:this.#t++,text:e,kind:t,url:i};this.#e=[...this.#e.filter(n=>n.text!==e),s].slice(-3),t==="good"&&setTimeout(()=>this.#s(s),Di),this.requestUpdate(),this.hidePopover(),this.showPopover()}render(){return a`<div role="status" aria-live="polite">${this.#r("good")}</div>
      <div role="alert">${this.#r("bad")}</div>`}#r(e){return this.#e.filter(t=>t.kind===e).map(t=>a`<p class=${e}>
            <span
              >${t.text} ${t.url?a`<a href=${t.url}>${new URL(t.url).host}</a>`:d}</span
            >
            <button aria-label="×" @click=${()=>this.#s(t)}>✕</button>
          </p>`)}#s(e){this.#e=this.#e.filter(t=>t!==e),this.requestUpdate()}};customElements.get("usher-toasts")||customElements.define("usher-toasts",Rt);function We(r,{kind:e="good",url:t}={}){let i=document.querySelector("usher-toasts");i||(i=document.createElement("usher-toasts"),i.popover="manual",document.body.append(i)),i.show(r,e,t)}var I=class extends L{constructor(){super(...arguments),this.#e=new Set,this.#r="",this.date=e=>wr(Ee(this),e),this.time=e=>Ar(Ee(this),e),this.#n=()=>{this.#t=void 0,this.requestUpdate()}}static{this.properties={src:{},token:{attribute:!1},lang:{reflect:!0}}}static{this.styles=C}#e;#t;#r;get t(){let e=Ee(this);return(!this.#t||e!==this.#r)&&(this.#t=$r(this.#r=e)),this.#t}connectedCallback(){super.connectedCallback(),this.#i(),addEventListener("usher-messages",this.#n)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("usher-messages",this.#n)}willUpdate(e){(e.has("src")||e.has("token"))&&this.#i();let t=yr(Ee(this));this.lang&&this.dir!==t&&(this.dir=t)}update(e){let t=this.shadowRoot?.activeElement;super.update(e),t&&!t.isConnected&&this.renderRoot.querySelector("[data-home]")?.focus()}emit(e,t){return this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0,cancelable:!0}))}page(...e){return`${T.base}/console/${e.map(encodeURIComponent).join("/")}`}isBusy(e){return this.#e.has(e)}button(e,t,i,s={}){return z(t,i,{...s,busy:this.isBusy(e)})}async act(e,t,i,s={}){if(!this.#e.has(e)){this.#s(e,!0);try{let{data:n,errors:o}=await T.client.mutate(t,i),c=Object.values(Object(n))[0];if(!c)throw new w(o[0]?.extensions?.code??"INTERNAL",o[0]?.message??"");let l=c.userErrors??[];if(l.length){this.emit("usher-refused",{action:e,errors:l}),s.mend?s.mend(l):We(l[0].message,{kind:"bad",url:l[0].url});return}this.emit("usher-done",{action:e,payload:c});let{done:h}=s;return h&&We(typeof h=="string"?h:h(c)),c}catch(n){this.fail(e,n);return}finally{this.#s(e,!1)}}}fail(e,t){let{code:i}=t instanceof w?t:{code:"INTERNAL"};t instanceof w||console.error(t),this.emit("usher-failed",{action:e,code:i}),We(this.t.error(i),{kind:"bad"})}#s(e,t){t?this.#e.add(e):this.#e.delete(e),this.requestUpdate()}#i(){this.src&&T.set({src:this.src}),this.token&&T.set({token:this.token})}#n};function O(r,e){customElements.get(r)||customElements.define(r,e)}var Er={id:"sha256:7f347d3290e6cd68f64b5a61a1c731b1dc16060553ab182e9312d012bbde40e4",text:"mutation UsherAccept($id:ID!){acceptInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}member{id role group{id name}}userErrors{code message path url}}}"},Sr={id:"sha256:26f897c8dbacf32bd0c67e989427836199d77091088b7463097618c04b255924",text:"mutation UsherDecline($id:ID!){declineInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}userErrors{code message path url}}}"};var de=class extends I{answers(e){let{id:t,viewerActions:i,group:s}=e;if(!i.includes("ACCEPT"))return d;let n=o=>`${o}: ${s.name}`;return a`<div class="bar" part="answers">
      ${this.button(`accept:${t}`,this.t("invitations.accept"),()=>this.#e(e),{kind:"first",name:n(this.t("invitations.accept"))})}
      ${this.button(`decline:${t}`,this.t("invitations.decline"),()=>this.#t(e),{name:n(this.t("invitations.decline"))})}
    </div>`}async#e({id:e,group:t}){let i=this.t("invitations.accepted",{group:t.name}),s=await this.act(`accept:${e}`,Er,{id:e},{done:i});s&&this.emit("usher-accepted",{invitationId:e,groupId:s.member?.group.id})}async#t({id:e,group:t}){let i=this.t("invitations.declined",{group:t.name});await this.act(`decline:${e}`,Sr,{id:e},{done:i})&&this.emit("usher-declined",{invitationId:e})}};var _r={id:"sha256:53d058952fd531ff7b7e3212e9a49bad1cdc42824b37428a1daf332c575a5b4b",text:"query UsherBell{viewer{id liveCursor badge{id total unreadNotifications pendingInvitations}invitations(first:5){nodes{id status role viewerActions group{id groupId name}invitedBy{id name}}}notifications(first:8){nodes{id message url createdAt readAt}}}}"},Ge={id:"sha256:7b4677fc164f1ff7ff74f9d3cb74918b6856857e6b306d83f608350e3e8a2c64",text:"mutation UsherMarkRead($input:MarkNotificationsReadInput!){markNotificationsRead(input:$input){badge{id total unreadNotifications pendingInvitations}userErrors{code message path url}}}"};var Fe=y`
  .notification {
    display: grid;
    grid-template-columns: 0.6rem 1fr;
    gap: 0.1rem 0.6rem;
    padding: 0.7rem 1rem;
    color: inherit;
    text-decoration: none;
  }
  .notification:hover {
    background: var(--tint);
  }
  .notification:focus-visible {
    outline-offset: -3px;
  }
  .notification i {
    inline-size: 0.55rem;
    block-size: 0.55rem;
    margin-block-start: 0.45rem;
    border-radius: 50%;
  }
  .notification.unread i {
    background: var(--accent);
  }
  .notification.unread b {
    font-weight: 600;
  }
  .notification b {
    font-weight: 400;
  }
  .notification time {
    grid-column: 2;
    color: var(--soft);
    font-size: 0.8125rem;
  }
`;function Ve({t:r,time:e},t,i){return a`<a
    class="notification ${t.readAt?"":"unread"}"
    part="notification"
    href=${t.url}
    @click=${()=>{t.readAt?d:i()}}
  >
    <i></i>
    <b dir="auto">${t.message} ${t.readAt?d:a`<span class="away">(${r("bell.unread")})</span>`}</b>
    <time datetime=${t.createdAt}>${e(t.createdAt)}</time>
  </a>`}function kr(r,e=3){return a`<div class="skeleton" role="status" aria-label=${r}>
    ${Array.from({length:e},()=>a`<i></i>`)}
  </div>`}function K(r,e=d){return a`<div class="card stack" part="empty">
    <p class="soft">${r}</p>
    ${e}
  </div>`}function It({t:r},e,t){let i=e?.code??"NETWORK",s=e?.isSignedOut&&T.hasCookie;return a`<div class="card stack" part="failure" role="alert">
    <p>${r.error(i)}</p>
    <div class="bar">
      ${s?a`<a class="button first" href="${T.base}/login?to=${location.pathname}"
              >${r("action.signIn")}</a
            >`:z(r("action.tryAgain"),t)}
    </div>
  </div>`}var Mi=3e3,U=class{#e;#t;#r;#s=!1;#i;#n=!1;#a;#o;#c;constructor(e,t,i){this.#a=e,this.#o=t,this.#c=i,e.addController(this)}get data(){return this.#r?.data}get isTurning(){return this.#s}hostConnected(){T.addEventListener("change",this.#d),this.#a.requestUpdate()}hostDisconnected(){T.removeEventListener("change",this.#d),this.#l()}hostUpdate(){if(!this.#a.isConnected)return;let e=this.#o();if(!e)return this.#l();let t=JSON.stringify([e.document,e.streams]),i=JSON.stringify(e.variables);this.#t?.key!==t?this.#u(e):this.#t.variables!==i&&(this.#s=!0,this.#e?.show(e.variables)),this.#t={key:t,variables:i}}refresh(){this.#e?.refresh()}render(e){let{t}=this.#a,{data:i,error:s,errors:n,status:o}=this.#r??{errors:[]};if(i!==void 0&&this.#c(i)!=null){let c=o==="ended";return a`${c||this.#n?a`<p class="note warn" role="status">${t(c?"state.ended":"state.cut")}</p>`:d}${e(i)}`}if(i!==void 0){let c=n[0]?.extensions?.code??"NOT_FOUND";return It(this.#a,new w(c,n[0]?.message??""),()=>this.#d())}return o==="ended"||s&&this.#n?It(this.#a,s,()=>this.#d()):kr(t("state.loading"))}#d=()=>{this.#l(),this.#a.requestUpdate()};#u(e){this.#l();let t=T.client.live(e.document,e);this.#e=t,this.#r=t.current,t.subscribe(i=>{i.data!==this.#r?.data&&(this.#s=!1),this.#r=i,this.#h(i),i.error?.isSignedOut&&this.#a.emit("usher-signed-out",{}),this.#a.requestUpdate()})}#h({status:e,error:t}){e==="connecting"&&t!==void 0?this.#i??=setTimeout(()=>{this.#n=!0,this.#a.requestUpdate()},Mi):(clearTimeout(this.#i),this.#i=void 0,this.#n=!1)}#l(){this.#e?.stop(),this.#e=this.#r=this.#t=void 0,clearTimeout(this.#i),this.#i=void 0,this.#n=this.#s=!1}};function Nt(r){return a`<svg
    width="20"
    height="20"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${r}
  </svg>`}var Tr=Nt(Be`<path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 8h-17C3.500 16 6 15 6 9Z" /><path d="M10 20.500a2.200 2.200 0 0 0 4 0" />`),he=Nt(Be`<path d="M12 5v14M5 12h14" />`),Cr=Nt(Be`<path d="M9.500 14.500 14.500 9.500M8 12l-2.200 2.200a3.500 3.500 0 0 0 5 5L13 17M16 12l2.200-2.200a3.500 3.500 0 0 0-5-5L11 7" />`);var Rr=99,Je=8,Ye=class extends de{static{this.styles=[C,Fe,y`
      :host {
        display: inline-block;
        container-type: normal;
      }
      .bell {
        border-color: transparent;
        background: none;
        color: inherit;
        inline-size: 2.5rem;
        padding: 0;
      }
      .bell svg {
        inline-size: 1.35rem;
        block-size: 1.35rem;
      }
      .count {
        position: absolute;
        inset-block-start: 0.05rem;
        inset-inline-start: 50%;
        min-inline-size: 1.2rem;
        padding: 0 0.3rem;
        border-radius: 99px;
        background: var(--bad);
        color: var(--card);
        font-size: 0.72rem;
        line-height: 1.2rem;
        font-weight: 700;
        font-variant-numeric: tabular-nums;
      }
      .panel {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 0;
        inline-size: min(26rem, 100vw - 1rem);
        max-block-size: min(38rem, 100dvh - 5rem);
        overflow-y: auto;
        background: var(--card);
        color: var(--ink);
        border: 1px solid var(--line);
        border-radius: var(--round);
        box-shadow: var(--shadow);
      }
      header,
      footer {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding: 0.6rem 0.75rem 0.6rem 1rem;
        position: sticky;
        background: var(--card);
      }
      header {
        inset-block-start: 0;
      }
      footer {
        inset-block-end: 0;
        border-block-start: 1px solid var(--line);
        justify-content: center;
        font-weight: 600;
      }
      footer a {
        text-decoration: none;
      }
      h2 {
        font-size: 1rem;
      }
      li {
        border-block-start: 1px solid var(--line);
      }
      .invitation {
        display: grid;
        gap: 0.6rem;
        padding: 0.8rem 1rem;
        background: var(--tint);
      }
      .none {
        padding: 0.5rem 1rem 1.25rem;
        color: var(--soft);
      }
    `]}#e=0;#t=new U(this,()=>({document:_r,variables:{},streams:[q()]}),({viewer:e})=>e?.badge);render(){let e=this.#t.data?.viewer?.badge?.total??0;return a`<button
        class="bell"
        part="bell"
        type="button"
        popovertarget="panel"
        aria-label=${e?this.t("bell.waiting",{count:e}):this.t("bell.name")}
      >
        ${Tr}
        ${e?a`<span class="count" part="count">${e>Rr?`${Rr}+`:e}</span>`:d}
      </button>
      <span class="away" role="status"
        >${e>this.#e?this.t("bell.waiting",{count:e}):d}</span
      >
      <div
        id="panel"
        class="panel"
        part="panel"
        popover
        role="dialog"
        aria-label=${this.t("bell.name")}
        @beforetoggle=${this.#n}
      >
        ${this.#t.render(t=>this.#r(t))}
      </div>`}updated(){let e=this.#t.data?.viewer?.badge?.total;e===void 0||e===this.#e||(this.#e=e,this.emit("usher-count",{total:e}))}#r({viewer:e}){let t=e?.invitations?.nodes.filter(({status:s})=>s==="PENDING")??[],i=e?.notifications?.nodes??[];return a`<header>
        <h2 tabindex="-1" data-home>${this.t("bell.name")}</h2>
        ${e?.badge?.unreadNotifications?this.button("read",this.t("bell.readAll"),()=>this.#s({all:!0}),{kind:"plain"}):d}
      </header>
      <ul>
        ${t.map(s=>a`<li class="invitation">
              <p>
                ${this.t(s.invitedBy?"bell.invitedBy":"bell.invited",{group:s.group.name,name:s.invitedBy?.name??""})}
              </p>
              ${this.answers(s)}
            </li>`)}
        ${i.map(s=>a`<li>${Ve(this,s,()=>this.#s({ids:[s.id]}))}</li>`)}
      </ul>
      ${t.length||i.length?d:a`<p class="none">${this.t("bell.empty")}</p>`}
      <footer><a href=${this.page("notifications")} @click=${this.#i}>${this.t("bell.all")}</a></footer>`}async#s(e){this.#i(),await this.act("read",Ge,{input:e})}#i=()=>{this.renderRoot.querySelector("#panel")?.hidePopover()};#n(e){if(e.newState!=="open")return;let t=e.target,i=this.getBoundingClientRect(),s=Math.min(26*parseFloat(getComputedStyle(document.documentElement).fontSize),innerWidth-2*Je),o=getComputedStyle(this).direction==="ltr"?i.right-s:i.left;t.style.top=`${i.bottom+Je}px`,t.style.left=`${Math.max(Je,Math.min(o,innerWidth-s-Je))}px`}};O("usher-bell",Ye);var Ir={id:"sha256:168e24763b0614fd9ec380c33549e5b09745d6058d5f6e76d214f340aeaf7b09",text:"query UsherGroups($first:Int!$after:String$search:String){viewer{id liveCursor memberships(search:$search first:$first after:$after){nodes{id role hasFullAccess group{id name memberCount}}pageInfo{hasNextPage endCursor}}}}"},Nr={id:"sha256:077148d1435becabf01803addf8f574e25342998e8846fc501d1f8bea61ed843",text:"mutation UsherJoin($code:String!){joinWithCode(input:{code:$code}){viewer{id}member{id role group{id name}}userErrors{code message path url}}}"};function Or({id:r,label:e,hint:t,problem:i,control:s}){let n=[t&&`${r}-hint`,i&&`${r}-mend`].filter(Boolean).join(" ");return a`<div class="field" part="field">
    <label for=${r}>${e}</label>
    ${t?a`<p class="hint" id="${r}-hint">${t}</p>`:d}
    ${s(Li(n,!!i))}
    ${i?a`<p class="mend" id="${r}-mend" role="alert">${i}</p>`:d}
  </div>`}var Ot=class extends le{render(e,t){return d}update({element:e},[t,i]){return t?e.setAttribute("aria-describedby",t):e.removeAttribute("aria-describedby"),e.setAttribute("aria-invalid",String(i)),d}},Li=qe(Ot);var B=class{#e=[];#t;#r;constructor(e,t=25){this.#t=e,this.#r=t,e.addController(this)}hostConnected(){}get variables(){return{first:this.#r,after:this.#e.at(-1)??null}}reset(){this.#s([])}render(e,t){let{t:i}=this.#t,{hasNextPage:s,endCursor:n}=e,o=this.#e.length;return!o&&!s?d:a`<nav class="bar" part="pages" aria-label=${i("list.pages")}>
      ${z(i("list.previous"),()=>this.#s(this.#e.slice(0,-1)),{disabled:!o})}
      <span class="soft" role="status">${i("list.page",{number:o+1})}</span>
      ${z(i("list.next"),()=>n&&this.#s([...this.#e,n]),{disabled:!s,busy:t})}
    </nav>`}#s(e){this.#e=e,this.#t.requestUpdate()}};var zi=200;function Qe(r,e,t){let i;return a`<input
    type="search"
    part="search"
    aria-label=${r}
    placeholder=${r}
    .value=${e}
    maxlength="120"
    @input=${n=>{clearTimeout(i);let{value:o}=n.target;i=setTimeout(()=>t(o.trim()),zi)}}
  />`}var Ze=class extends I{static{this.properties={_search:{state:!0},_isJoining:{state:!0},_problem:{state:!0}}}static{this.styles=[C,y`
      .rows a {
        color: inherit;
        text-decoration: none;
        font-weight: 600;
      }
      .rows > li {
        position: relative;
      }
      .rows > li:hover {
        background: var(--tint);
      }
      .rows a::after {
        content: "";
        position: absolute;
        inset: 0;
      }
    `]}#e=new B(this);#t=new U(this,()=>({document:Ir,variables:{...this.#e.variables,search:this._search||null},streams:[q()]}),({viewer:e})=>e?.memberships);constructor(){super(),this._search=this._problem="",this._isJoining=!1}render(){return a`<div class="stack">
      <div class="bar">
        <div class="grow">${Qe(this.t("groups.search"),this._search,e=>this.#i(e))}</div>
        ${this.button("join",this.t("groups.join"),()=>this._isJoining=!0)}
        <a class="button first" href=${this.page("new")}>${he}${this.t("groups.create")}</a>
      </div>
      ${this.#t.render(e=>this.#r(e))} ${this.#s()}
    </div>`}#r({viewer:e}){let{nodes:t,pageInfo:i}=e.memberships;return t.length?a`<ul class="rows" part="list" aria-busy=${this.#t.isTurning} tabindex="-1" data-home>
        ${t.map(({role:s,hasFullAccess:n,group:o})=>a`<li part="group">
              <div class="who">
                <a href=${this.page("groups",o.id,"members")} dir="auto">${o.name}</a>
                <p class="soft small">${this.t("members",{count:o.memberCount})}</p>
              </div>
              ${n===!1?a`<span class="tag warn">${this.t("groups.noAccess")}</span>`:d}
              <span class="tag">${this.t(`role.${s}`)}</span>
            </li>`)}
      </ul>
      ${this.#e.render(i,this.#t.isTurning)}`:K(this.t(this._search?"list.nothingFound":"groups.none"))}#s(){let e=()=>{this._isJoining=!1};return He({isOpen:this._isJoining,heading:this.t("groups.join"),close:e},a`<form class="stack" @submit=${this.#n} novalidate>
        ${Or({id:"code",label:this.t("groups.code"),hint:this.t("groups.codeHint"),problem:this._problem,control:t=>a`<input id="code" name="code" autocomplete="off" maxlength="400" ${t} />`})}
        <div class="bar">
          ${this.button("join",this.t("groups.join"),()=>{},{kind:"first",submit:!0})}
          ${this.button("",this.t("action.cancel"),e,{kind:"plain"})}
        </div>
      </form>`)}#i(e){this._search=e,this.#e.reset()}async#n(e){e.preventDefault();let t=e.target,i=String(new FormData(t).get("code")??"").trim();if(this._problem=i?"":this.t("field.missing"),!i)return;let s=([c])=>{this._problem=c.message},n=({member:c})=>this.t("invitations.accepted",{group:c?.group.name??""}),o=await this.act("join",Nr,{code:i},{mend:s,done:n});o&&(this._isJoining=!1,t.reset(),this.emit("usher-joined",{groupId:o.member?.group.id}))}};O("usher-groups",Ze);var Ur={id:"sha256:0a2affde60f7dda86fbb188745ddacda72b25348ab95e9c5c3e9a836bc49108d",text:"query UsherInvitations($first:Int!$after:String$status:[InvitationStatus!]!){viewer{id liveCursor invitations(status:$status first:$first after:$after){nodes{id status role expiresAt respondedAt viewerActions group{id groupId name description memberCount}invitedBy{id name}}pageInfo{hasNextPage endCursor}}}}"};var Bi=["ACCEPTED","DECLINED","CANCELLED","EXPIRED"],Xe=class extends de{static{this.properties={closed:{type:Boolean},quiet:{type:Boolean}}}static{this.styles=[C,y`
      .rows > li {
        padding-block: 1.1rem;
      }
      .text {
        max-block-size: 6em;
        overflow: hidden;
        white-space: pre-line;
        margin-block-start: 0.35rem;
      }
    `]}#e=new B(this);#t=new U(this,()=>({document:Ur,variables:{...this.#e.variables,status:this.closed?Bi:["PENDING"]},streams:[q()]}),({viewer:e})=>e?.invitations);render(){return this.quiet&&!this.#t.data?d:this.#t.render(({viewer:e})=>{let{nodes:t,pageInfo:i}=e.invitations,s=t.filter(({status:n})=>n==="PENDING"!=!!this.closed);return s.length?a`<div class="stack">
        ${this.quiet?a`<h2>${this.t("invitations.title")}</h2>`:d}
        <ul class="rows" part="list" aria-busy=${this.#t.isTurning} tabindex="-1" data-home>
          ${s.map(n=>this.#r(n))}
        </ul>
        ${this.#e.render(i,this.#t.isTurning)}
      </div>`:this.quiet?d:K(this.t(this.closed?"invitations.noneClosed":"invitations.none"))})}#r(e){let{group:t,invitedBy:i,role:s,status:n,expiresAt:o,respondedAt:c}=e,l=[i&&this.t("invitations.from",{name:i.name}),t.memberCount!==null&&this.t("members",{count:t.memberCount}),s!=="MEMBER"&&this.t("invitations.as",{role:this.t(`role.${s}`)}),n==="PENDING"?this.t("invitations.until",{date:this.date(o)}):c&&this.date(c)].filter(Boolean);return a`<li part="invitation">
      <div class="who">
        <strong dir="auto">${t.name}</strong>
        <p class="soft small">${l.join(" \xB7 ")}</p>
        ${t.description&&!this.closed?a`<p class="text small" dir="auto">${t.description}</p>`:d}
      </div>
      ${n==="PENDING"?this.answers(e):a`<span class="tag">${this.t(`status.${n}`)}</span>`}
    </li>`}};O("usher-invitations",Xe);var Pr={id:"sha256:beff00d7650284a759bdd4c3e2b4b6bf43f34de0d437422dc1f3cc2f3cb58491",text:"query UsherMembers($id:ID!$first:Int!$after:String$search:String$role:[Role!]){group(id:$id){id liveCursor viewerActions viewerActionsVersion viewerMembership{id}members(first:$first after:$after search:$search role:$role){totalCount nodes{id role joinedAt hasFullAccess viewerActions account{id name username email}seat{id number}}pageInfo{hasNextPage endCursor}}}}"},Dr={id:"sha256:adf1b173b0737a6c702bae92214350db0dfd113515c644467bfef7704ac57745",text:"mutation UsherSetRole($input:SetMemberRoleInput!){setMemberRole(input:$input){group{id viewerActions viewerActionsVersion}member{id role viewerActions}userErrors{code message path url}}}"},Mr={id:"sha256:87c267bdd5269a5dde6dcdac8e6c0a8e4dc5722aefdda5eab372e26b1214eedd",text:"mutation UsherRemove($input:RemoveMemberInput!){removeMember(input:$input){group{id viewerActionsVersion}removedId userErrors{code message path url}}}"},Lr={id:"sha256:ed13f9437c5d9eb3bcc590a3b94e38b583795bb86656ac8517358dcaaf5b6d94",text:"mutation UsherLeave($input:LeaveGroupInput!){leaveGroup(input:$input){groupId viewer{id}userErrors{code message path url}}}"};function zr(r){let e=r.split(/\s+/).map(i=>[...i].find(s=>/[\p{L}\p{N}]/u.test(s))??"").filter(Boolean),t=e.length>1?`${e[0]}${e.at(-1)}`:e[0]??"\xB7";return a`<span class="face" aria-hidden="true">${t.toUpperCase()}</span>`}function Br({t:r},e,t){let i=()=>{t(),e?.act()};return He({isOpen:e!==void 0,heading:e?.heading??"",close:t},a`<div class="stack">
      <p>${e?.text}</p>
      <div class="bar">
        ${z(e?.yes,i,{kind:"danger"})} ${z(r("action.cancel"),t,{kind:"plain"})}
      </div>
    </div>`)}var jr=["ADMINISTRATOR","FACILITATOR","MEMBER"],et=class extends I{static{this.properties={group:{},_search:{state:!0},_role:{state:!0},_asked:{state:!0}}}static{this.styles=[C,y`
      .doing {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 0.5rem;
        align-items: center;
      }
      @container (max-width: 30rem) {
        .doing {
          padding-inline-start: 3.25rem;
          inline-size: 100%;
        }
      }
    `]}#e=new B(this);#t=new U(this,()=>this.group?{document:Pr,variables:{id:this.group,...this.#e.variables,search:this._search||null,role:this._role?[this._role]:null},streams:[ge(this.group)]}:void 0,({group:e})=>e?.members);constructor(){super(),this._search=this._role=""}render(){return this.#t.render(({group:e})=>this.#r(e))}#r(e){let{nodes:t,pageInfo:i,totalCount:s}=e.members,{isTurning:n}=this.#t;return a`<div class="stack">
      <div class="bar">
        <div class="grow">${Qe(this.t("members.search"),this._search,o=>this.#u(o))}</div>
        <select class="inline" aria-label=${this.t("members.filter")} @change=${this.#h}>
          <option value="">${this.t("members.all")}</option>
          ${jr.map(o=>a`<option value=${o}>${this.t(`roles.${o}`)}</option>`)}
        </select>
        ${e.viewerActions.includes("INVITE")?a`<a class="button" href=${this.page("groups",e.id,"invite")} @click=${this.#l}>
                ${he}${this.t("members.add")}
              </a>`:d}
      </div>
      <p class="soft small" role="status">${this.t("members",{count:s})}</p>
      ${t.length?a`<ul class="rows" part="list" aria-busy=${n} tabindex="-1" data-home>
              ${t.map(o=>this.#s(o,e))}
            </ul>`:K(this.t("list.nothingFound"))}
      ${this.#e.render(i,n)}
      ${e.viewerActions.includes("LEAVE")?a`<div>
              ${this.button("leave",this.t("members.leave"),()=>this.#c(e),{kind:"danger"})}
            </div>`:d}
      ${Br(this,this._asked,()=>this._asked=void 0)}
    </div>`}#s(e,t){let{id:i,account:s,seat:n,hasFullAccess:o,viewerActions:c,joinedAt:l}=e,h=t.viewerMembership?.id===i,m=[s.email??`@${s.username}`,this.t("members.since",{date:this.date(l)})];return a`<li part="member">
      ${zr(s.name)}
      <div class="who">
        <strong dir="auto">${s.name}</strong>
        ${h?a`<span class="soft">${this.t("members.you")}</span>`:d}
        ${n?a`<span class="tag good">${this.t("seat.number",{number:n.number})}</span>`:d}
        ${o===!1?a`<span class="tag warn">${this.t("groups.noAccess")}</span>`:d}
        <p class="soft small">${m.join(" \xB7 ")}</p>
      </div>
      <div class="doing">
        ${this.#i(e)}
        ${c.includes("REMOVE")&&!h?this.button(`remove:${i}`,this.t("members.remove"),()=>this.#a(e),{kind:"plain danger",name:this.t("members.removeName",{name:s.name})}):d}
      </div>
    </li>`}#i({id:e,role:t,account:i,viewerActions:s}){let n=jr.filter(c=>c===t||s.includes(`MAKE_${c}`));if(n.length<2)return a`<span class="tag">${this.t(`role.${t}`)}</span>`;let o=this.t("members.roleOf",{name:i.name});return a`<select
      class="inline"
      aria-label=${o}
      aria-busy=${this.isBusy(`role:${e}`)}
      @change=${c=>this.#n(e,c.target,t)}
    >
      ${n.map(c=>a`<option value=${c} .selected=${c===t}>${this.t(`role.${c}`)}</option>`)}
    </select>`}async#n(e,t,i){let s=t.value,n=this.t("members.roleSet",{role:this.t(`role.${s}`)});await this.act(`role:${e}`,Dr,{input:{memberId:e,role:s}},{done:n})?this.emit("usher-role",{memberId:e,role:s}):t.value=i}#a({id:e,account:t,seat:i}){this._asked={heading:this.t("members.removeName",{name:t.name}),text:this.t(i?"members.removeSeat":"members.removeText",{name:t.name}),yes:this.t("members.remove"),act:()=>this.#o(e,t.name)}}async#o(e,t){let i=this.t("members.removed",{name:t});await this.act(`remove:${e}`,Mr,{input:{memberId:e}},{done:i})&&this.emit("usher-removed",{memberId:e})}#c(e){this._asked={heading:this.t("members.leave"),text:this.t("members.leaveText"),yes:this.t("members.leave"),act:()=>this.#d(e.id)}}async#d(e){await this.act("leave",Lr,{input:{groupId:e}},{done:this.t("members.left")})&&this.emit("usher-left",{groupId:e})}#u(e){this._search=e,this.#e.reset()}#h(e){this._role=e.target.value,this.#e.reset()}#l(e){this.emit("usher-invite-wanted",{groupId:this.group})||e.preventDefault()}};O("usher-members",et);var qr={id:"sha256:4ec0fa944fa6d08986a7bdde32f1de4fa5bfc32fd173669c6adc365a5aefce59",text:"query UsherNotifications($first:Int!$after:String$unreadOnly:Boolean!){viewer{id liveCursor badge{id unreadNotifications}notifications(first:$first after:$after unreadOnly:$unreadOnly){nodes{id message url createdAt readAt}pageInfo{hasNextPage endCursor}}}}"};var tt=class extends I{static{this.styles=[C,Fe,y`
      .rows > li {
        display: block;
        padding: 0;
      }
    `]}#e=new B(this);#t=new U(this,()=>({document:qr,variables:{...this.#e.variables,unreadOnly:!1},streams:[q()]}),({viewer:e})=>e?.notifications);render(){return this.#t.render(({viewer:e})=>{let{nodes:t,pageInfo:i}=e.notifications,{isTurning:s}=this.#t;return t.length?a`<div class="stack">
        ${e?.badge?.unreadNotifications?a`<div class="bar">
                ${this.button("all",this.t("bell.readAll"),()=>this.#r({all:!0}))}
              </div>`:d}
        <ul class="rows" part="list" aria-busy=${s} tabindex="-1" data-home>
          ${t.map(n=>a`<li>${Ve(this,n,()=>this.#r({ids:[n.id]}))}</li>`)}
        </ul>
        ${this.#e.render(i,s)}
      </div>`:K(this.t("bell.empty"))})}async#r(e){await this.act("all"in e?"all":"one",Ge,{input:e})}};O("usher-notifications",tt);T.set({src:new URL("../..",import.meta.url).href});var rt=y`
  :host {
    min-block-size: 100dvh;
  }
  .top {
    background: var(--card);
    border-block-end: 1px solid var(--line);
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
  }
  .in,
  main {
    max-inline-size: 64rem;
    margin-inline: auto;
    padding-inline: clamp(1rem, 4vw, 2rem);
  }
  .in {
    display: flex;
    align-items: center;
    gap: 0 1.5rem;
    min-block-size: 3.75rem;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    color: inherit;
    font-weight: 700;
    text-decoration: none;
  }
  .brand i {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    border-radius: 0.5rem;
    background: var(--accent);
    position: relative;
  }
  .brand i::after {
    content: "";
    position: absolute;
    inset: 0.3rem 0.42rem 0.38rem;
    border: 0.17rem solid var(--on-accent);
    border-block-start: 0;
    border-radius: 0 0 0.5rem 0.5rem;
  }
  nav {
    display: flex;
    gap: 0 1.25rem;
    flex: 1;
    align-self: stretch;
  }
  nav a {
    display: flex;
    align-items: center;
    color: var(--soft);
    text-decoration: none;
    font-weight: 550;
    border-block: 2px solid transparent;
    white-space: nowrap;
  }
  nav a:hover {
    color: var(--ink);
  }
  nav a[aria-current] {
    color: var(--ink);
    border-block-end-color: var(--accent);
  }
  main {
    padding-block: clamp(1.25rem, 4vw, 2.25rem) 4rem;
    outline: none;
  }
  h1 {
    font-size: clamp(1.5rem, 1.2rem + 1.4vw, 1.9rem);
    font-weight: 700;
    line-height: 1.2;
    letter-spacing: -0.02em;
    margin-block-end: 1.25rem;
    text-wrap: balance;
  }
  .screen {
    display: grid;
    gap: 1.5rem;
    grid-template-columns: minmax(0, 1fr);
  }
  .skip {
    position: absolute;
    inset-block-start: -4rem;
    inset-inline-start: 1rem;
    padding: 0.6rem 1rem;
    background: var(--card);
    z-index: 3;
  }
  .skip:focus {
    inset-block-start: 0.5rem;
  }
  @media (max-width: 44rem) {
    .in {
      flex-wrap: wrap;
      padding-block-start: 0.5rem;
    }
    .brand {
      flex: 1;
    }
    nav {
      order: 3;
      flex: 1 0 100%;
      overflow-x: auto;
      scrollbar-width: none;
      block-size: 2.75rem;
    }
  }
`;var Hr={id:"sha256:2f1cc968fb3501dc13ac7fa19683c2d6a5c32fbe5714431f718feb5b1c71b595",text:"query UsherConsoleGroup($id:ID!){group(id:$id){id liveCursor name memberCount viewerActions viewerActionsVersion facilitator{id name}seatPlan{id seatCount freeCount}viewerMembership{id role}}viewer{id isStaff}}"};var Ut=class extends I{static{this.properties={group:{},tab:{}}}static{this.styles=[C,rt,y`
      :host {
        min-block-size: 0;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem 1rem;
        align-items: flex-start;
        justify-content: space-between;
      }
      h1 {
        margin-block-end: 0.2rem;
      }
      .tabs {
        margin-block: 1.25rem 1.5rem;
        border-block-end: 1px solid var(--line);
        overflow-x: auto;
        scrollbar-width: none;
        block-size: 2.75rem;
        flex: none;
      }
    `]}#e=new U(this,()=>({document:Hr,variables:{id:this.group},streams:[ge(this.group)]}),({group:e})=>e);render(){return a`${this.#e.render(e=>this.#r(e))} ${this.#i()}`}updated(){let e=this.#e.data?.group?.name;e&&this.emit("usher-title",{title:`${e}: ${this.t(`tab.${this.#t}`)}`})}get#t(){return this.tab==="invite"?"members":this.tab}#r(e){let t=e.group,i=new Set(t.viewerActions),s=[t.facilitator&&this.t("console.with",{name:t.facilitator.name}),this.t("members",{count:t.memberCount})].filter(Boolean),n=o=>this.page("groups",t.id,o);return a`<div class="head">
        <div>
          <h1 dir="auto">${t.name}</h1>
          <p class="soft">${s.join(" \xB7 ")}</p>
        </div>
        <div class="bar">
          ${i.has("SHARE_CODE")?a`<a class="button" href=${n("share")}>${Cr}${this.t("tab.share")}</a>`:d}
          ${i.has("INVITE")?a`<a class="button first" href=${n("invite")}>${he}${this.t("tab.invite")}</a>`:d}
        </div>
      </div>
      <nav class="tabs" aria-label=${this.t("console.tabs")}>
        ${this.#s(t,i,e.viewer?.isStaff??!1).map(o=>a`<a href=${n(o)} aria-current=${o===this.#t?"page":d}>${this.t(`tab.${o}`)}</a>`)}
      </nav>`}#s(e,t,i){let s=i||t.has("INVITE");return["members",...s?["invitations"]:[],...t.has("SHARE_CODE")?["share"]:[],...e.seatPlan||t.has("MANAGE_SEATS")?["seats"]:[],"resources",...s?["history"]:[],...t.has("EDIT")?["edit"]:[]]}#i(){let{group:e}=this;switch(this.tab){case"invite":return a`<usher-invite .group=${e}></usher-invite>`;case"invitations":return a`<usher-sent-invitations .group=${e}></usher-sent-invitations>`;case"share":return a`<usher-share .group=${e}></usher-share>`;case"seats":return a`<usher-seats .group=${e}></usher-seats>`;case"resources":return a`<usher-resources .group=${e}></usher-resources>`;case"history":return a`<usher-history .group=${e}></usher-history>`;case"edit":return a`<usher-group-settings .group=${e}></usher-group-settings>`;default:return a`<usher-members .group=${e}></usher-members>`}}};O("usher-console-group",Ut);var ji=new Set(["new","invitations","notifications","patients","account"]);function Wr(r){let[e="",t,i="members",...s]=r.split("/").filter(Boolean).map(decodeURIComponent);return e?e==="groups"&&t&&!s.length?{name:"group",id:t,tab:i}:ji.has(e)&&!t?{name:e}:{name:"nothing"}:{name:"home"}}function Gr(r,e){let t=r.button===0&&!r.metaKey&&!r.ctrlKey&&!r.shiftKey&&!r.altKey,i=r.composedPath().find(n=>n instanceof HTMLAnchorElement);return!t||r.defaultPrevented||!i||i.target||i.origin!==location.origin?void 0:i.pathname===e||i.pathname.startsWith(`${e}/`)?i.pathname+i.search:void 0}var Pt=class extends I{static{this.properties={site:{},_route:{state:!0}}}static{this.styles=[C,rt,y``]}#e=new URL(`${T.base}/console`).pathname;constructor(){super(),this._route=this.#i()}connectedCallback(){super.connectedCallback(),addEventListener("popstate",this.#n),addEventListener("click",this.#a),addEventListener("usher-left",this.#c),addEventListener("usher-title",this.#u)}render(){let e=[["home","",this.t("console.home")],["invitations","invitations",this.t("invitations.title")],["patients","patients",this.t("console.patients")],["account","account",this.t("console.account")]];return a`<a class="skip" href="#main" @click=${this.#l}>${this.t("console.skip")}</a>
      <header class="top">
        <div class="in">
          <a class="brand" href=${this.page()}><i aria-hidden="true"></i><bdi>${this.site}</bdi></a>
          <nav aria-label=${this.t("console.name")}>
            ${e.map(([t,i,s])=>a`<a
                  href=${i?this.page(i):this.page()}
                  aria-current=${this._route.name===t?"page":d}
                  >${s}</a
                >`)}
          </nav>
          <usher-bell></usher-bell>
        </div>
      </header>
      <main id="main" tabindex="-1">${this.#r()}</main>`}updated(e){if(!e.has("_route"))return;let{name:t}=this._route;t!=="group"&&this.#h(this.#t());let i=e.get("_route");i&&(i.name===t&&i.id===this._route.id||(scrollTo(0,0),this.renderRoot.querySelector("main")?.focus({preventScroll:!0})))}#t(){return{home:this.t("console.groups"),new:this.t("groups.create"),invitations:this.t("invitations.title"),notifications:this.t("bell.name"),patients:this.t("console.patients"),account:this.t("console.account")}[this._route.name]??this.t("console.nothing")}#r(){let{name:e,id:t="",tab:i=""}=this._route;return e==="group"?a`<usher-console-group .group=${t} .tab=${i}></usher-console-group>`:a`<h1>${this.#t()}</h1>
      ${this.#s(e)}`}#s(e){switch(e){case"home":return a`<div class="screen">
          <usher-invitations quiet></usher-invitations><usher-groups></usher-groups>
        </div>`;case"new":return a`<usher-group-settings @usher-created=${this.#d}></usher-group-settings>`;case"invitations":return a`<div class="screen">
          <usher-invitations></usher-invitations>
          <h2>${this.t("console.answered")}</h2>
          <usher-invitations closed></usher-invitations>
        </div>`;case"notifications":return a`<usher-notifications></usher-notifications>`;case"patients":return a`<usher-patients></usher-patients>`;case"account":return a`<usher-account></usher-account>`;default:return a`<p>${this.t("error.NOT_FOUND")}</p>
          <p><a href=${this.page()}>${this.t("console.home")}</a></p>`}}#i(){let e=location.pathname.startsWith(this.#e);return Wr(e?location.pathname.slice(this.#e.length):"")}#n=()=>{this._route=this.#i()};#a=e=>{let t=Gr(e,this.#e);t!==void 0&&(e.preventDefault(),this.#o(t))};#o(e){e!==location.pathname+location.search&&history.pushState(null,"",e),this.#n()}#c=()=>this.#o(this.#e);#d(e){this.#o(new URL(this.page("groups",e.detail.groupId,"members")).pathname)}#u=({detail:e})=>this.#h(e.title);#h(e){document.title=`${e} \xB7 ${this.site}`}#l(e){e.preventDefault(),this.renderRoot.querySelector("main")?.focus()}},Fr=new CSSStyleSheet;Fr.replaceSync(`
  body { margin: 0; background: light-dark(#f4f5f2, #121716); }
  usher-console:not(:defined) { display: none }
`);document.adoptedStyleSheets.push(Fr);document.documentElement.lang=/^de\b/.test(navigator.language)?"de":"en";O("usher-console",Pt);
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
lit-html/directive.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
