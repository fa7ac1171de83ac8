function G(t){return"text"in Object(t)?t.text:t.loc?.source.body??String(t)}function St(t){let{id:e,text:n}=Object(t);return n===void 0?void 0:e}var E=class extends Error{code;errors;retryAfter;name="UsherError";constructor(e,n,i=[],r){super(n),this.code=e,this.errors=i,this.retryAfter=r}get isSignedOut(){return this.code==="UNAUTHENTICATED"}};function re(t,e){let[n]=t,{code:i="UNREADABLE",retryAfter:r=e}=n?.extensions??{};return new E(i,n?.message??"The server sent an error without a message.",t,r)}function L(t){return t instanceof E?t:new E("NETWORK",t instanceof Error?t.message:"The connection was cut.")}var An=new Set(["NETWORK","RETRYABLE","RATE_LIMITED","UNREADABLE","INTERNAL"]);function Ge({code:t}){return An.has(t)}function We(t,e){return new Promise(n=>{let i=()=>{clearTimeout(r),e?.removeEventListener("abort",i),n()},r=setTimeout(i,t);e?.addEventListener("abort",i),e?.aborted&&i()})}function Ve(t,e=0){let n=Math.min(500*2**t,3e4),i=t?n/2:0;return Math.max(i+Math.random()*(n-i),e*1e3)}var ye=class{#e=0;#t=0;#n;pause(e){if(!this.#n){Date.now()-this.#t>1e4&&(this.#e=0);let n=new AbortController,i=We(Ve(this.#e++,e),n.signal).then(()=>{this.#n=void 0,this.#t=Date.now()});this.#n={over:i,cut:n}}return this.#n.over}cut(){this.#e=0,this.#n?.cut.abort()}};var Tn=5,Sn=10,kn="application/graphql-response+json, application/json;q=0.9",$n=new Set([502,503,504]),ve=class{#e=!1;#t;#n;constructor(e,n){this.#t=e,this.#n=n}#r(e,n){let i=this.#e?void 0:St(e);return i?{documentId:i,variables:n}:{query:G(e),variables:n}}async send(e,n,{signal:i,idempotencyKey:r}={},s=Tn){for(let o=0;;o++){let c=this.#r(e,n);try{return await this.#i(c,r,i)}catch(a){if(i?.aborted)throw a;let l=L(a);if(c.documentId&&l.code==="BAD_REQUEST"){this.#e=!0;continue}if(!(l.code==="RETRYABLE"||l.code==="RATE_LIMITED"||l.code==="NETWORK"&&r!==!1)||o+1>=s||(l.retryAfter??0)>Sn)throw l;await We(Ve(o,l.retryAfter),i)}}}async#i(e,n,i){let r=await this.#n.token();try{return await this.#s(e,r,n,i)}catch(s){if(!L(s).isSignedOut||!this.#n.refuse(r))throw s;return this.#s(e,await this.#n.token(),n,i)}}async#s(e,n,i,r){let s={accept:kn,"content-type":"application/json"};n&&(s.authorization=`Bearer ${n}`),i&&(s["idempotency-key"]=i);let{credentials:o}=this.#n,c=await fetch(this.#t,{method:"POST",headers:s,credentials:o,body:JSON.stringify(e),signal:r??null});return xn(c,await c.text(),this.#t)}};function xn(t,e,n){let i=Number(t.headers.get("retry-after"))||void 0,r;try{if(r=JSON.parse(e),!r.data&&!r.errors)throw new SyntaxError}catch{let a=$n.has(t.status)?"NETWORK":"UNREADABLE";throw new E(a,`${n} answers with status ${t.status}, and not as GraphQL does.`,[],i)}let{data:s,errors:o=[]}=r,c=o.length>0&&Object.values(s??{}).every(a=>a===null);if(!s||c)throw re(o,i);return{data:s,errors:o}}function kt(t,e){let n=new Map;Fe(e,n);let i=new Set,r=new Set;function s(o){if(Array.isArray(o))return Ee(o,o.map(s));if(!_(o))return o;let c=O(o);c!==void 0&&i.add(c);let a=c===void 0?void 0:n.get(c),l={};for(let[f,p]of Object.entries(o)){let m=s(p);!a||f==="id"||we(m)?l[f]=m:f in a?l[f]=$t(m,a[f],()=>r.add(c)):(l[f]=m,r.add(c))}return Ee(o,l)}return{data:s(t),found:i,partial:r}}function $t(t,e,n){if(e===null||!(_(e)||Array.isArray(e)&&e.some(_)))return _n(t,e)?t:e;if(!_(t)||!_(e))return n(),t;let i={},r=!0;for(let[s,o]of Object.entries(t))s in e?i[s]=we(o)?o:$t(o,e[s],n):(r=!1,i[s]=o);return r||O(t)!==void 0&&O(t)===O(e)?Ee(t,i):(n(),t)}function Fe(t,e){if(Array.isArray(t))for(let i of t)Fe(i,e);if(!_(t))return;let n=O(t);n!==void 0&&e.set(n,{...e.get(n),...t});for(let i of Object.values(t))Fe(i,e)}function we(t){return Array.isArray(t)?t.some(_):_(t)&&(Array.isArray(t.nodes)||Array.isArray(t.edges))}function _(t){return typeof t=="object"&&t!==null&&!Array.isArray(t)}function O(t){return _(t)&&typeof t.id=="string"?t.id:void 0}function Ee(t,e){return Object.entries(e).every(([i,r])=>t[i]===r)?t:e}function _n(t,e){return!Array.isArray(t)||!Array.isArray(e)?t===e:t.length===e.length&&t.every((n,i)=>n===e[i])}var Nn={INVITATION_UPDATED:["invitation"],INVITATION_DELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_UNDELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_RESENT:["invitation",/\b(delivery|status)\s*:/],ROLE_CHANGED:["member",/\brole\s*:/],RESOURCE_UPDATED:["resource",/\bkind\s*:/]},In=/\bhistory\b/,Rn=/\b(viewerActions|hasFullAccess|seatWaitPosition)\b/;function xt(t,e,n,{found:i,partial:r}){if(!_(n))return!0;if(typeof n.kind!="string")return!Pn(n,i,r);let[s,o]=Nn[n.kind]??[],c=s===void 0?void 0:n[s],a=n.group??n.viewer;return!_(c)||!_(a)||In.test(t)||o?.test(t)||r.has(O(c)??"")||r.has(O(a)??"")?!0:Rn.test(t)&&On(e,O(a))!==a.viewerActionsVersion}function Pn(t,e,n){let i=O(t)??"";return e.has(i)&&!n.has(i)&&!Object.values(t).some(we)}function On(t,e){let n=se(t,i=>O(i)===e&&"viewerActionsVersion"in i);return n?n.viewerActionsVersion:Symbol()}function se(t,e){if(_(t)&&e(t))return t;for(let n of _(t)||Array.isArray(t)?Object.values(t):[]){let i=se(n,e);if(i)return i}}var Ae=class{isOver=!1;#e;#t;constructor(e,n){this.#t=e,this.#e=Cn(e,n)}get mayHaveMissed(){return this.#e===void 0&&qe(this.#t)}follow(e,n){let{document:i,variables:r}=this.#t,s=this.#e&&{after:this.#e},o=!1,c=e.subscribe(G(i),{...r,...s},{open:()=>o||n.open(),next:(a,l)=>{if(o)return;let f=Object.values(a)[0],{cursor:p=l}=Object(f);p&&(this.#e=p),n.event(f)},error:a=>o||n.error(a),complete:()=>{o||(qe(this.#t)?n.error(new E("RETRYABLE","The stream has ended.")):this.isOver=!0)}});return()=>{o=!0,c()}}};function qe({document:t}){return/\$after\b/.test(G(t))}function Cn(t,e){if(!qe(t))return;if(t.cursor)return t.cursor(e)??void 0;let{groupId:n}={groupId:void 0,...t.variables},i=s=>typeof s.liveCursor=="string";return(se(e,s=>i(s)&&s.id===n)??se(e,i))?.liveCursor}var Dn=500,Mn=60,_t={status:"connecting",data:void 0,errors:[],error:void 0},Te=class{#e=_t;#t=new Set;#n;#r;#i=0;#s;#o=0;#a;#c;#d=0;#h=!1;#u=[];#l;#m;#b;#v;#E;constructor(e,n,i,r,s){this.#l=e,this.#m=n,this.#b=i,this.#v=r,this.#E=s,this.#n=G(n),this.#w()}get current(){return this.#e}subscribe(e){return this.#t.add(e),()=>this.#t.delete(e)}show(e){this.#b=e,this.refresh()}refresh(){this.#d=0,this.#h=!0,clearTimeout(this.#c),this.#c=void 0,this.#a?this.#a.abort():this.#g()}stop(){this.#A(),this.#t.clear(),this.#E()}restart(){this.#A(),this.#p(_t),this.#w()}apply(e){this.#u.push(e),this.#y(e).hasChanged&&this.#f()}#w(){this.#k(++this.#i)}#A(){this.#i++,this.#r=void 0,this.#h=!1,this.#o=0,clearTimeout(this.#c),this.#c=void 0,this.#a?.abort(),this.#a=void 0,this.#s?.(Ye())}async#k(e){for(;e===this.#i;)try{if(this.#r??=await this.#x(),e!==this.#i)return;this.#g(),await this.#_(e)}catch(n){let i=L(n);e===this.#i&&i.code!==Ke&&await this.#$(i)}}async#$(e){let n=this.#r!==void 0;if(Ge(e))this.#p({status:"connecting",error:e});else if(this.#r=void 0,e.code!=="CURSOR_EXPIRED")return n?this.#o++?this.#S({error:e}):void 0:this.#S({error:e,data:void 0});await this.#l.pauses.pause(e.retryAfter)}async#x(){let{data:e}=await this.#T();return this.#v.map(n=>new Ae(n,e))}async#_(e){let n=[];try{return await new Promise((i,r)=>{this.#s=r;let s=(this.#r??[]).filter(({isOver:o})=>!o);s.length||this.#p({status:"live",error:void 0});for(let o of s){let c=()=>e===this.#i&&this.#N(o),a=l=>e===this.#i&&this.#I(l);n.push(o.follow(this.#l.transport,{open:c,event:a,error:r}))}})}finally{this.#s=void 0;for(let i of n)i()}}#N({mayHaveMissed:e}){this.#p({status:"live",error:void 0}),e&&this.#f()}#I(e){this.#o=0,this.#u.push(e),this.#y(e).isStale&&this.#f()}#y(e){let n=this.#e.data;if(n===void 0)return{isStale:!1,hasChanged:!1};let i=kt(n,e);return this.#p({data:i.data}),{isStale:xt(this.#n,n,e,i),hasChanged:i.data!==n}}#f(){this.#h=!0,this.#g()}#g(){if(!this.#h||this.#c||this.#a||!this.#r)return;let e=Math.max(Mn*Math.random(),this.#d+Dn-Date.now());this.#c=setTimeout(()=>{this.#c=void 0;let n=this.#i;this.#T().catch(i=>n===this.#i?this.#R(L(i)):void 0)},e)}async#R(e){if(e.code===Ke)return;if(!Ge(e))return this.#s?.(e);let n=this.#i;await this.#l.pauses.pause(e.retryAfter),n===this.#i&&this.#f()}async#T(){this.#a?.abort(),clearTimeout(this.#c),this.#c=void 0;let e=this.#a=new AbortController;this.#d=Date.now(),this.#h=!1,this.#u=[];try{let n=await this.#l.http.send(this.#m,this.#b,{signal:e.signal},1);if(e.signal.aborted)throw Ye();let i=this.#u;this.#p({data:n.data,errors:n.errors});for(let r of i)this.#y(r);return n}catch(n){throw e.signal.aborted?Ye():n}finally{this.#a===e&&(this.#a=void 0,this.#g())}}#S(e){this.#i++,this.#p({...e,status:"ended"})}#p(e){if(!Object.entries(e).every(([i,r])=>this.#e[i]===r)){this.#e={...this.#e,...e};for(let i of this.#t)i(this.#e)}}},Ke="STOPPED";function Ye(){return new E(Ke,"Something newer takes its place.")}var Se=class{#e;#t;constructor(e){this.#t=e}get credentials(){return this.#t?"omit":"include"}async token(){if(!this.#t)return;let e=await this.#t(this.#e)??void 0;if(e!==void 0&&e===this.#e)throw new E("UNAUTHENTICATED","The session is over. Sign in again.");return e}refuse(e){return this.#e=e,this.#t!==void 0&&e!==void 0}};function Nt(t){if(typeof window>"u")return()=>{};let e=()=>document.visibilityState==="visible"&&t();return window.addEventListener("online",t),window.addEventListener("pageshow",t),document.addEventListener("resume",t),document.addEventListener("visibilitychange",e),()=>{window.removeEventListener("online",t),window.removeEventListener("pageshow",t),document.removeEventListener("resume",t),document.removeEventListener("visibilitychange",e)}}function I(t){return t===null?"null":Array.isArray(t)?"array":typeof t}function z(t){return I(t)==="object"}function Un(t){return Array.isArray(t)&&t.length>0&&t.every(e=>"message"in e)}function Qe(t,e){return t.length<124?t:e}var It="graphql-transport-ws";var R=(t=>(t[t.InternalServerError=4500]="InternalServerError",t[t.InternalClientError=4005]="InternalClientError",t[t.BadRequest=4400]="BadRequest",t[t.BadResponse=4004]="BadResponse",t[t.Unauthorized=4401]="Unauthorized",t[t.Forbidden=4403]="Forbidden",t[t.SubprotocolNotAcceptable=4406]="SubprotocolNotAcceptable",t[t.ConnectionInitialisationTimeout=4408]="ConnectionInitialisationTimeout",t[t.ConnectionAcknowledgementTimeout=4504]="ConnectionAcknowledgementTimeout",t[t.SubscriberAlreadyExists=4409]="SubscriberAlreadyExists",t[t.TooManyInitialisationRequests=4429]="TooManyInitialisationRequests",t))(R||{}),P=(t=>(t.ConnectionInit="connection_init",t.ConnectionAck="connection_ack",t.Ping="ping",t.Pong="pong",t.Subscribe="subscribe",t.Next="next",t.Error="error",t.Complete="complete",t))(P||{});function Rt(t){if(!z(t))throw new Error(`Message is expected to be an object, but got ${I(t)}`);if(!t.type)throw new Error("Message is missing the 'type' property");if(typeof t.type!="string")throw new Error(`Message is expects the 'type' property to be a string, but got ${I(t.type)}`);switch(t.type){case"connection_init":case"connection_ack":case"ping":case"pong":{if(t.payload!=null&&!z(t.payload))throw new Error(`"${t.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${t.payload}"`);break}case"subscribe":{if(typeof t.id!="string")throw new Error(`"${t.type}" message expects the 'id' property to be a string, but got ${I(t.id)}`);if(!t.id)throw new Error(`"${t.type}" message requires a non-empty 'id' property`);if(!z(t.payload))throw new Error(`"${t.type}" message expects the 'payload' property to be an object, but got ${I(t.payload)}`);if(typeof t.payload.query!="string")throw new Error(`"${t.type}" message payload expects the 'query' property to be a string, but got ${I(t.payload.query)}`);if(t.payload.variables!=null&&!z(t.payload.variables))throw new Error(`"${t.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${I(t.payload.variables)}`);if(t.payload.operationName!=null&&I(t.payload.operationName)!=="string")throw new Error(`"${t.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${I(t.payload.operationName)}`);if(t.payload.extensions!=null&&!z(t.payload.extensions))throw new Error(`"${t.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${I(t.payload.extensions)}`);break}case"next":{if(typeof t.id!="string")throw new Error(`"${t.type}" message expects the 'id' property to be a string, but got ${I(t.id)}`);if(!t.id)throw new Error(`"${t.type}" message requires a non-empty 'id' property`);if(!z(t.payload))throw new Error(`"${t.type}" message expects the 'payload' property to be an object, but got ${I(t.payload)}`);break}case"error":{if(typeof t.id!="string")throw new Error(`"${t.type}" message expects the 'id' property to be a string, but got ${I(t.id)}`);if(!t.id)throw new Error(`"${t.type}" message requires a non-empty 'id' property`);if(!Un(t.payload))throw new Error(`"${t.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(t.payload)}`);break}case"complete":{if(typeof t.id!="string")throw new Error(`"${t.type}" message expects the 'id' property to be a string, but got ${I(t.id)}`);if(!t.id)throw new Error(`"${t.type}" message requires a non-empty 'id' property`);break}default:throw new Error(`Invalid message 'type' property "${t.type}"`)}return t}function Pt(t,e){return Rt(typeof t=="string"?JSON.parse(t,e):t)}function X(t,e){return Rt(t),JSON.stringify(t,e)}function Ot(t){let{url:e,connectionParams:n,lazy:i=!0,onNonLazyError:r=console.error,lazyCloseTimeout:s=0,keepAlive:o=0,disablePong:c,connectionAckWaitTimeout:a=0,retryAttempts:l=5,retryWait:f=async function(v){let d=Math.pow(2,v);await new Promise(b=>setTimeout(b,d*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:p=Ze,on:m,webSocketImpl:S,generateID:K=function(){return"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g,v=>{let d=Math.random()*16|0;return(v=="x"?d:d&3|8).toString(16)})},jsonMessageReplacer:fe,jsonMessageReviver:En}=t,Q;if(S){if(!zn(S))throw new Error("Invalid WebSocket implementation provided");Q=S}else typeof WebSocket<"u"?Q=WebSocket:typeof global<"u"?Q=global.WebSocket||global.MozWebSocket:typeof window<"u"&&(Q=window.WebSocket||window.MozWebSocket);if(!Q)throw new Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let H=Q,k=(()=>{let u=(()=>{let d={};return{on(b,w){return d[b]=w,()=>{delete d[b]}},emit(b){"id"in b&&d[b.id]?.(b)}}})(),v={connecting:m?.connecting?[m.connecting]:[],opened:m?.opened?[m.opened]:[],connected:m?.connected?[m.connected]:[],ping:m?.ping?[m.ping]:[],pong:m?.pong?[m.pong]:[],message:m?.message?[u.emit,m.message]:[u.emit],closed:m?.closed?[m.closed]:[],error:m?.error?[m.error]:[]};return{onMessage:u.on,on(d,b){let w=v[d];return w.push(b),()=>{let A=w.indexOf(b);A>-1&&w.splice(A,1)}},emit(d,...b){for(let w of[...v[d]])w(...b)}}})();function He(u){let v=[k.on("error",d=>{v.forEach(b=>b()),u(d)}),k.on("closed",d=>{v.forEach(b=>b()),u(d)})];return()=>v.forEach(d=>d())}let B,U=0,Be,ie=!1,ge=0,vt=!1;async function Et(){clearTimeout(Be);let[u,v]=await(B??(B=new Promise((w,A)=>(async()=>{if(ie){if(await f(ge),!U)return B=void 0,A({code:1e3,reason:"All Subscriptions Gone"});ge++}k.emit("connecting",ie);let g=new H(typeof e=="function"?await e():e,It),D,Z;function be(){isFinite(o)&&o>0&&(clearTimeout(Z),Z=setTimeout(()=>{g.readyState===H.OPEN&&(g.send(X({type:P.Ping})),k.emit("ping",!1,void 0))},o))}He($=>{B=void 0,clearTimeout(D),clearTimeout(Z),A($),$ instanceof ke&&(g.close(4499,"Terminated"),g.onerror=null,g.onclose=null)}),g.onerror=$=>k.emit("error",$),g.onclose=$=>k.emit("closed",$),g.onopen=async()=>{try{k.emit("opened",g);let $=typeof n=="function"?await n():n;if(g.readyState!==H.OPEN)return;g.send(X($?{type:P.ConnectionInit,payload:$}:{type:P.ConnectionInit},fe)),isFinite(a)&&a>0&&(D=setTimeout(()=>{g.close(R.ConnectionAcknowledgementTimeout,"Connection acknowledgement timeout")},a)),be()}catch($){k.emit("error",$),g.close(R.InternalClientError,Qe($ instanceof Error?$.message:String($),"Internal client error"))}};let J=!1;g.onmessage=({data:$})=>{try{let T=Pt($,En);if(k.emit("message",T),T.type==="ping"||T.type==="pong"){k.emit(T.type,!0,T.payload),T.type==="pong"?be():c||(g.send(X(T.payload?{type:P.Pong,payload:T.payload}:{type:P.Pong},fe)),k.emit("pong",!1,T.payload));return}if(J)return;if(T.type!==P.ConnectionAck)throw new Error(`First message cannot be of type ${T.type}`);clearTimeout(D),J=!0,k.emit("connected",g,T.payload,ie),ie=!1,ge=0;let Tt=new Promise((hi,wn)=>He(wn));Tt.catch(()=>{}),w([g,Tt])}catch(T){g.onmessage=null,k.emit("error",T),g.close(R.BadResponse,Qe(T instanceof Error?T.message:String(T),"Bad response"))}}})())));u.readyState===H.CLOSING&&await v;let d=()=>{},b=new Promise(w=>d=w);return[u,d,new Promise((w,A)=>{let g=He(A);u.readyState!==H.OPEN&&v.catch(A),b.then(()=>{if(g(),!U){let D=()=>u.close(1e3,"Normal Closure");isFinite(s)&&s>0?(clearTimeout(Be),Be=setTimeout(()=>{!U&&u.readyState===H.OPEN&&D()},s)):D()}w()})})]}function wt(u){if(Ze(u)&&(Ln(u.code)||[R.InternalServerError,R.InternalClientError,R.BadRequest,R.BadResponse,R.Unauthorized,R.SubprotocolNotAcceptable,R.SubscriberAlreadyExists,R.TooManyInitialisationRequests].includes(u.code)))throw u;if(vt)return!1;if(Ze(u)&&u.code===1e3)return U>0;if(!l||ge>=l||!p(u))throw u;return ie=!0}i||(async()=>{for(U++;;)try{let[,,u]=await Et();await u}catch(u){try{if(!wt(u))return}catch(v){return r?.(v)}}})();function At(u,v){let d=K(u),b=!1,w=!1,A=()=>{U--,b=!0};return(async()=>{for(U++;;)try{let[g,D,Z]=await Et();if(b)return Z.catch(()=>{}),D();let be=k.onMessage(d,J=>{switch(J.type){case P.Next:{v.next(J.payload);return}case P.Error:{w=!0,b=!0,v.error(J.payload),A();return}case P.Complete:{b=!0,A();return}}});g.send(X({id:d,type:P.Subscribe,payload:u},fe)),A=()=>{!b&&g.readyState===H.OPEN&&g.send(X({id:d,type:P.Complete},fe)),U--,b=!0,D()},await Z.finally(be);return}catch(g){if(!wt(g))return}})().then(()=>{w||v.complete()}).catch(g=>{v.error(g)}),()=>{b||A()}}return{on:k.on,subscribe:At,iterate(u){let v=[],d={done:!1,error:null,resolve:()=>{}},b=At(u,{next(A){v.push(A),d.resolve()},error(A){d.done=!0,d.error=A,d.resolve()},complete(){d.done=!0,d.resolve()}}),w=(async function*(){for(;;){for(v.length||await new Promise(g=>d.resolve=g);v.length;)yield v.shift();if(d.error)throw d.error;if(d.done)return}})();return w.throw=async A=>(d.done||(d.done=!0,d.error=A,d.resolve()),{done:!0,value:void 0}),w.return=async()=>(b(),{done:!0,value:void 0}),w},async dispose(){if(vt=!0,B){let[u]=await B;u.close(1e3,"Normal Closure")}},terminate(){B&&k.emit("closed",new ke)}}}var ke=class extends Error{name="TerminatedCloseEvent";message="4499: Terminated";code=4499;reason="Terminated";wasClean=!1};function Ze(t){return z(t)&&"code"in t&&"reason"in t}function Ln(t){return[1e3,1001,1006,1005,1012,1013,1014].includes(t)?!1:t>=1e3&&t<=1999}function zn(t){return typeof t=="function"&&"constructor"in t&&"CLOSED"in t&&"CLOSING"in t&&"CONNECTING"in t&&"OPEN"in t}var jn=12e3,Hn=5e3,Bn=4401,Gn=4403,$e=class{#e;#t;#n;#r;#i=!1;#s;#o;#a=new Set;#c;constructor(e,n,i){this.#c=n,this.#e=Ot({url:e.replace(/^http/,"ws"),webSocketImpl:i,retryAttempts:0,lazyCloseTimeout:2e3,connectionParams:()=>this.#d(),on:{opened:r=>{this.#t=r},connected:()=>this.#h(),message:()=>this.#u(),closed:()=>this.#l()}})}subscribe(e,n,i){this.#i?queueMicrotask(()=>i.open()):this.#a.add(i);let r=this.#e.subscribe({query:e,variables:{...n}},{next:({data:s,errors:o})=>{s?i.next(s):i.error(re(o??[]))},error:s=>{this.#a.delete(i),i.error(this.#m(s))},complete:()=>i.complete()});return()=>{this.#a.delete(i),r()}}probe(){!this.#i||this.#o||(this.#o=setTimeout(()=>this.cut(),Hn),this.#t?.send('{"type":"ping"}'))}cut(){this.#e.terminate()}close(){this.#e.dispose()}async#d(){this.#r=void 0;try{this.#n=await this.#c.token()}catch(e){throw this.#r=L(e),e}return this.#n?{authorization:`Bearer ${this.#n}`}:{}}#h(){this.#i=!0,this.#s=setInterval(()=>this.probe(),jn);for(let e of this.#a)e.open();this.#a.clear()}#u(){clearTimeout(this.#o),this.#o=void 0}#l(){this.#i=!1,this.#u(),clearInterval(this.#s)}#m(e){if(this.#r)return this.#r;if(Array.isArray(e))return re(e);let{code:n,reason:i,message:r}=e;if(n===Bn||n===Gn){let s=this.#c.refuse(this.#n);return new E(s?"NETWORK":"UNAUTHENTICATED",i||"The session is over. Sign in again.")}return new E("NETWORK",i||r||`The connection was closed (${n}).`)}};var oe=class{#e;#t=new Set;#n;constructor({url:e="/graphql",token:n,webSocket:i,transport:r}={}){let s=new URL(e,globalThis.location?.href).href,o=new Se(n),c=r?.(s,o)??new $e(s,o,i);this.#e={http:new ve(s,o),transport:c,pauses:new ye},this.#n=Nt(()=>{this.#e.pauses.cut(),c.probe()})}query(e,n,i={}){return this.#e.http.send(e,n,i)}async mutate(e,n,{idempotencyKey:i=Wn(),signal:r}={}){let s=await this.#e.http.send(e,n,{idempotencyKey:i,signal:r});for(let o of this.#t)o.apply(s.data);return s}live(e,{variables:n,streams:i}){let r=new Te(this.#e,e,n,i,()=>this.#t.delete(r));return this.#t.add(r),r}signInChanged(){this.#e.transport.cut(),this.#e.pauses.cut();for(let e of this.#t)e.restart()}close(){this.#n();for(let e of this.#t)e.stop();this.#e.transport.close()}};function Wn(){let t=crypto.getRandomValues(new Uint8Array(16));return Array.from(t,e=>e.toString(16).padStart(2,"0")).join("")}var Ct={id:"sha256:c52d6bcbfea199bb83cc4ee4a666c92502d57376c506d13feef51e4e47cd1b68",text:"subscription UsherViewerChanges($after:String){viewerChanges(after:$after){cursor kind subjectId viewer{id}}}"};function Je(){return{document:Ct}}var Xe=class extends EventTarget{#e={};#t;get base(){return(this.#e.src??"").replace(/\/+$/,"")}get client(){return this.#t??=new oe({url:`${this.base}/graphql`,...this.#e.token&&{token:this.#e.token}})}get hasCookie(){return this.#e.token===void 0}set(e){let n={...this.#e,...e};if(n.src===this.#e.src&&n.token===this.#e.token)return;this.#e=n;let i=this.#t;this.#t=void 0,this.dispatchEvent(new Event("change")),i?.close()}},x=new Xe;function ae(t,e){return new E(t[0]?.extensions?.code??e,t[0]?.message??"")}x.set({src:new URL("../..",import.meta.url).href});var xe=globalThis,_e=xe.ShadowRoot&&(xe.ShadyCSS===void 0||xe.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,et=Symbol(),Dt=new WeakMap,ce=class{constructor(e,n,i){if(this._$cssResult$=!0,i!==et)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=n}get styleSheet(){let e=this.o,n=this.t;if(_e&&e===void 0){let i=n!==void 0&&n.length===1;i&&(e=Dt.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&Dt.set(n,e))}return e}toString(){return this.cssText}},Mt=t=>new ce(typeof t=="string"?t:t+"",void 0,et),N=(t,...e)=>{let n=t.length===1?t[0]:e.reduce((i,r,s)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(r)+t[s+1],t[0]);return new ce(n,t,et)},Ut=(t,e)=>{if(_e)t.adoptedStyleSheets=e.map(n=>n instanceof CSSStyleSheet?n:n.styleSheet);else for(let n of e){let i=document.createElement("style"),r=xe.litNonce;r!==void 0&&i.setAttribute("nonce",r),i.textContent=n.cssText,t.appendChild(i)}},tt=_e?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let n="";for(let i of e.cssRules)n+=i.cssText;return Mt(n)})(t):t;var{is:Vn,defineProperty:Fn,getOwnPropertyDescriptor:qn,getOwnPropertyNames:Yn,getOwnPropertySymbols:Kn,getPrototypeOf:Qn}=Object,Ne=globalThis,Lt=Ne.trustedTypes,Zn=Lt?Lt.emptyScript:"",Jn=Ne.reactiveElementPolyfillSupport,le=(t,e)=>t,nt={toAttribute(t,e){switch(e){case Boolean:t=t?Zn:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let n=t;switch(e){case Boolean:n=t!==null;break;case Number:n=t===null?null:Number(t);break;case Object:case Array:try{n=JSON.parse(t)}catch{n=null}}return n}},jt=(t,e)=>!Vn(t,e),zt={attribute:!0,type:String,converter:nt,reflect:!1,useDefault:!1,hasChanged:jt};Symbol.metadata??=Symbol("metadata"),Ne.litPropertyMetadata??=new WeakMap;var M=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,n=zt){if(n.state&&(n.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((n=Object.create(n)).wrapped=!0),this.elementProperties.set(e,n),!n.noAccessor){let i=Symbol(),r=this.getPropertyDescriptor(e,i,n);r!==void 0&&Fn(this.prototype,e,r)}}static getPropertyDescriptor(e,n,i){let{get:r,set:s}=qn(this.prototype,e)??{get(){return this[n]},set(o){this[n]=o}};return{get:r,set(o){let c=r?.call(this);s?.call(this,o),this.requestUpdate(e,c,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??zt}static _$Ei(){if(this.hasOwnProperty(le("elementProperties")))return;let e=Qn(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(le("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(le("properties"))){let n=this.properties,i=[...Yn(n),...Kn(n)];for(let r of i)this.createProperty(r,n[r])}let e=this[Symbol.metadata];if(e!==null){let n=litPropertyMetadata.get(e);if(n!==void 0)for(let[i,r]of n)this.elementProperties.set(i,r)}this._$Eh=new Map;for(let[n,i]of this.elementProperties){let r=this._$Eu(n,i);r!==void 0&&this._$Eh.set(r,n)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let n=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let r of i)n.unshift(tt(r))}else e!==void 0&&n.push(tt(e));return n}static _$Eu(e,n){let i=n.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,n=this.constructor.elementProperties;for(let i of n.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Ut(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,n,i){this._$AK(e,i)}_$ET(e,n){let i=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,i);if(r!==void 0&&i.reflect===!0){let s=(i.converter?.toAttribute!==void 0?i.converter:nt).toAttribute(n,i.type);this._$Em=e,s==null?this.removeAttribute(r):this.setAttribute(r,s),this._$Em=null}}_$AK(e,n){let i=this.constructor,r=i._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let s=i.getPropertyOptions(r),o=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:nt;this._$Em=r;let c=o.fromAttribute(n,s.type);this[r]=c??this._$Ej?.get(r)??c,this._$Em=null}}requestUpdate(e,n,i,r=!1,s){if(e!==void 0){let o=this.constructor;if(r===!1&&(s=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??jt)(s,n)||i.useDefault&&i.reflect&&s===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,n,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,n,{useDefault:i,reflect:r,wrapped:s},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??n??this[e]),s!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(n=void 0),this._$AL.set(e,n)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(n){Promise.reject(n)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[r,s]of this._$Ep)this[r]=s;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[r,s]of i){let{wrapped:o}=s,c=this[r];o!==!0||this._$AL.has(r)||c===void 0||this.C(r,void 0,s,c)}}let e=!1,n=this._$AL;try{e=this.shouldUpdate(n),e?(this.willUpdate(n),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(n)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(n)}willUpdate(e){}_$AE(e){this._$EO?.forEach(n=>n.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(n=>this._$ET(n,this[n])),this._$EM()}updated(e){}firstUpdated(e){}};M.elementStyles=[],M.shadowRootOptions={mode:"open"},M[le("elementProperties")]=new Map,M[le("finalized")]=new Map,Jn?.({ReactiveElement:M}),(Ne.reactiveElementVersions??=[]).push("2.1.2");var lt=globalThis,Ht=t=>t,Ie=lt.trustedTypes,Bt=Ie?Ie.createPolicy("lit-html",{createHTML:t=>t}):void 0,Yt="$lit$",j=`lit$${Math.random().toFixed(9).slice(2)}$`,Kt="?"+j,Xn=`<${Kt}>`,F=document,he=()=>F.createComment(""),ue=t=>t===null||typeof t!="object"&&typeof t!="function",dt=Array.isArray,ei=t=>dt(t)||typeof t?.[Symbol.iterator]=="function",it=`[ 	
\f\r]`,de=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Gt=/-->/g,Wt=/>/g,W=RegExp(`>|${it}(?:([^\\s"'>=/]+)(${it}*=${it}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Vt=/'/g,Ft=/"/g,Qt=/^(?:script|style|textarea|title)$/i,ht=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),y=ht(1),Re=ht(2),dr=ht(3),q=Symbol.for("lit-noChange"),h=Symbol.for("lit-nothing"),qt=new WeakMap,V=F.createTreeWalker(F,129);function Zt(t,e){if(!dt(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return Bt!==void 0?Bt.createHTML(e):e}var ti=(t,e)=>{let n=t.length-1,i=[],r,s=e===2?"<svg>":e===3?"<math>":"",o=de;for(let c=0;c<n;c++){let a=t[c],l,f,p=-1,m=0;for(;m<a.length&&(o.lastIndex=m,f=o.exec(a),f!==null);)m=o.lastIndex,o===de?f[1]==="!--"?o=Gt:f[1]!==void 0?o=Wt:f[2]!==void 0?(Qt.test(f[2])&&(r=RegExp("</"+f[2],"g")),o=W):f[3]!==void 0&&(o=W):o===W?f[0]===">"?(o=r??de,p=-1):f[1]===void 0?p=-2:(p=o.lastIndex-f[2].length,l=f[1],o=f[3]===void 0?W:f[3]==='"'?Ft:Vt):o===Ft||o===Vt?o=W:o===Gt||o===Wt?o=de:(o=W,r=void 0);let S=o===W&&t[c+1].startsWith("/>")?" ":"";s+=o===de?a+Xn:p>=0?(i.push(l),a.slice(0,p)+Yt+a.slice(p)+j+S):a+j+(p===-2?c:S)}return[Zt(t,s+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},pe=class t{constructor({strings:e,_$litType$:n},i){let r;this.parts=[];let s=0,o=0,c=e.length-1,a=this.parts,[l,f]=ti(e,n);if(this.el=t.createElement(l,i),V.currentNode=this.el.content,n===2||n===3){let p=this.el.content.firstChild;p.replaceWith(...p.childNodes)}for(;(r=V.nextNode())!==null&&a.length<c;){if(r.nodeType===1){if(r.hasAttributes())for(let p of r.getAttributeNames())if(p.endsWith(Yt)){let m=f[o++],S=r.getAttribute(p).split(j),K=/([.?@])?(.*)/.exec(m);a.push({type:1,index:s,name:K[2],strings:S,ctor:K[1]==="."?st:K[1]==="?"?ot:K[1]==="@"?at:te}),r.removeAttribute(p)}else p.startsWith(j)&&(a.push({type:6,index:s}),r.removeAttribute(p));if(Qt.test(r.tagName)){let p=r.textContent.split(j),m=p.length-1;if(m>0){r.textContent=Ie?Ie.emptyScript:"";for(let S=0;S<m;S++)r.append(p[S],he()),V.nextNode(),a.push({type:2,index:++s});r.append(p[m],he())}}}else if(r.nodeType===8)if(r.data===Kt)a.push({type:2,index:s});else{let p=-1;for(;(p=r.data.indexOf(j,p+1))!==-1;)a.push({type:7,index:s}),p+=j.length-1}s++}}static createElement(e,n){let i=F.createElement("template");return i.innerHTML=e,i}};function ee(t,e,n=t,i){if(e===q)return e;let r=i!==void 0?n._$Co?.[i]:n._$Cl,s=ue(e)?void 0:e._$litDirective$;return r?.constructor!==s&&(r?._$AO?.(!1),s===void 0?r=void 0:(r=new s(t),r._$AT(t,n,i)),i!==void 0?(n._$Co??=[])[i]=r:n._$Cl=r),r!==void 0&&(e=ee(t,r._$AS(t,e.values),r,i)),e}var rt=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:i}=this._$AD,r=(e?.creationScope??F).importNode(n,!0);V.currentNode=r;let s=V.nextNode(),o=0,c=0,a=i[0];for(;a!==void 0;){if(o===a.index){let l;a.type===2?l=new me(s,s.nextSibling,this,e):a.type===1?l=new a.ctor(s,a.name,a.strings,this,e):a.type===6&&(l=new ct(s,this,e)),this._$AV.push(l),a=i[++c]}o!==a?.index&&(s=V.nextNode(),o++)}return V.currentNode=F,r}p(e){let n=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,n),n+=i.strings.length-2):i._$AI(e[n])),n++}},me=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,i,r){this.type=2,this._$AH=h,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=i,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=ee(this,e,n),ue(e)?e===h||e==null||e===""?(this._$AH!==h&&this._$AR(),this._$AH=h):e!==this._$AH&&e!==q&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):ei(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==h&&ue(this._$AH)?this._$AA.nextSibling.data=e:this.T(F.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:i}=e,r=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=pe.createElement(Zt(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===r)this._$AH.p(n);else{let s=new rt(r,this),o=s.u(this.options);s.p(n),this.T(o),this._$AH=s}}_$AC(e){let n=qt.get(e.strings);return n===void 0&&qt.set(e.strings,n=new pe(e)),n}k(e){dt(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,i,r=0;for(let s of e)r===n.length?n.push(i=new t(this.O(he()),this.O(he()),this,this.options)):i=n[r],i._$AI(s),r++;r<n.length&&(this._$AR(i&&i._$AB.nextSibling,r),n.length=r)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let i=Ht(e).nextSibling;Ht(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},te=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,i,r,s){this.type=1,this._$AH=h,this._$AN=void 0,this.element=e,this.name=n,this._$AM=r,this.options=s,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=h}_$AI(e,n=this,i,r){let s=this.strings,o=!1;if(s===void 0)e=ee(this,e,n,0),o=!ue(e)||e!==this._$AH&&e!==q,o&&(this._$AH=e);else{let c=e,a,l;for(e=s[0],a=0;a<s.length-1;a++)l=ee(this,c[i+a],n,a),l===q&&(l=this._$AH[a]),o||=!ue(l)||l!==this._$AH[a],l===h?e=h:e!==h&&(e+=(l??"")+s[a+1]),this._$AH[a]=l}o&&!r&&this.j(e)}j(e){e===h?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},st=class extends te{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===h?void 0:e}},ot=class extends te{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==h)}},at=class extends te{constructor(e,n,i,r,s){super(e,n,i,r,s),this.type=5}_$AI(e,n=this){if((e=ee(this,e,n,0)??h)===q)return;let i=this._$AH,r=e===h&&i!==h||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,s=e!==h&&(i===h||r);r&&this.element.removeEventListener(this.name,this,i),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},ct=class{constructor(e,n,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){ee(this,e)}};var ni=lt.litHtmlPolyfillSupport;ni?.(pe,me),(lt.litHtmlVersions??=[]).push("3.3.3");var Jt=(t,e,n)=>{let i=n?.renderBefore??e,r=i._$litPart$;if(r===void 0){let s=n?.renderBefore??null;i._$litPart$=r=new me(e.insertBefore(he(),s),s,void 0,n??{})}return r._$AI(t),r};var ut=globalThis,C=class extends M{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let n=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Jt(n,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return q}};C._$litElement$=!0,C.finalized=!0,ut.litElementHydrateSupport?.({LitElement:C});var ii=ut.litElementPolyfillSupport;ii?.({LitElement:C});(ut.litElementVersions??=[]).push("4.2.2");var Xt={id:"sha256:7f347d3290e6cd68f64b5a61a1c731b1dc16060553ab182e9312d012bbde40e4",text:"mutation UsherAccept($id:ID!){acceptInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}member{id role group{id name}}userErrors{code message path url}}}"},en={id:"sha256:26f897c8dbacf32bd0c67e989427836199d77091088b7463097618c04b255924",text:"mutation UsherDecline($id:ID!){declineInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}userErrors{code message path url}}}"};var tn={"existing.patient":"Patientin oder Patient","existing.hint":"Tippen Sie einen Namen, oder w\xE4hlen Sie jemanden aus Ihrer Liste, der nicht in dieser Gruppe ist.","existing.add.one":"{count} Person hinzuf\xFCgen","existing.add.other":"{count} Personen hinzuf\xFCgen","existing.added.one":"{count} Person ist jetzt Mitglied.","existing.added.other":"{count} Personen sind jetzt Mitglieder.","batch.name":"Gesendete E-Mails","batch.sent.one":"{count} von {total} E-Mail gesendet","batch.sent.other":"{count} von {total} E-Mails gesendet","batch.failed.one":"{count} konnte nicht zugestellt werden","batch.failed.other":"{count} konnten nicht zugestellt werden","sent.search":"Einladung suchen","sent.filter":"Anzeigen","sent.all":"Alle","sent.invite":"Einladen","sent.none":"Es wurde noch niemand eingeladen.","sent.by":"von {name}, {date}","sent.answered":"beantwortet {date}","sent.copy":"Link kopieren","sent.resend":"Erneut senden","sent.resent":"Die Einladung geht noch einmal an {name}.","sent.tooSoon":"Die letzte E-Mail ist noch zu neu. Erneut senden geht ab {time}.","sent.cancel":"Zur\xFCckziehen","sent.cancelYes":"Einladung zur\xFCckziehen","sent.cancelName":"Einladung von {name} zur\xFCckziehen","sent.cancelText":"Der versandte Link funktioniert dann nicht mehr. Sie k\xF6nnen erneut einladen.","sent.cancelled":"Die Einladung von {name} ist zur\xFCckgezogen.","delivery.QUEUED":"E-Mail wartet","delivery.SENT":"E-Mail gesendet","delivery.FAILED":"E-Mail gescheitert","delivery.none":"Ohne E-Mail","share.none":"Es gibt noch keinen Code. Erzeugen Sie einen: Wer seinen Link hat oder den QR-Code scannt, kann als Mitglied beitreten.","share.generate":"Code erzeugen","share.generated":"Ein neuer Code ist bereit.","share.another":"Neuen Code erzeugen","share.limits":"Mit Grenzen","share.replaces":"Er ersetzt den heutigen Code; dessen Links und QR-Codes funktionieren dann nicht mehr.","share.print":"Drucken","share.link":"Link","share.copied":"Der Link ist kopiert.","share.copyByHand":"Kopieren Sie diesen Link:","share.delete":"L\xF6schen","share.deleteTitle":"Code l\xF6schen","share.deleteText":"Alle Links und QR-Codes dieser Gruppe funktionieren dann nicht mehr. Pers\xF6nliche Einladungen bleiben.","share.deleted":"Der Code ist gel\xF6scht.","share.status":"Status","share.used":"Damit beigetreten","share.usedOf":"{count} von {most}","share.until":"G\xFCltig bis","share.forever":"Ohne Ende","share.days.one":"{count} Tag","share.days.other":"{count} Tage","share.maxUses":"H\xF6chstens Personen","share.noLimit":"Leer lassen f\xFCr keine Grenze.","share.notANumber":"Das ist keine ganze Zahl.","share.domain":"Nur Adressen bei","share.domainHint":"Zum Beispiel example.org; leer lassen f\xFCr alle.","share.qr":"QR-Code des Einladungslinks","code.ACTIVE":"G\xFCltig","code.EXPIRED":"Abgelaufen","code.USED_UP":"Aufgebraucht","code.DELETED":"Gel\xF6scht","seats.noPlan":"Diese Gruppe braucht keine Pl\xE4tze: Alle Mitglieder haben vollen Zugang.","seats.figures.one":"{count} Platz, {free} frei","seats.figures.other":"{count} Pl\xE4tze, {free} frei","seats.taken.one":"{count} von {all} Pl\xE4tzen ist vergeben","seats.taken.other":"{count} von {all} Pl\xE4tzen sind vergeben","seats.more":"F\xFCr weitere Pl\xE4tze schreiben Sie an","seats.own":"Sie haben Platz {number} und vollen Zugang.","seats.ownNone":"Sie haben noch keinen vollen Zugang: Daf\xFCr braucht es einen Platz, den die Administration vergibt.","seats.position":"Sie warten auf einen Platz, als Nummer {number} in der Reihe.","seats.request":"Um einen Platz bitten","seats.waits":"Sie stehen in der Reihe f\xFCr einen Platz.","seats.leaveLine":"Reihe verlassen","seats.waitsNot":"Sie warten nicht mehr auf einen Platz.","seats.notInForce":"Pl\xE4tze lassen sich vergeben, solange das Abonnement gilt.","seats.allInUse":"Alle Pl\xE4tze sind vergeben. Geben Sie einen frei, oder bitten Sie um weitere.","seats.member":"Mitglied ohne Platz","seats.memberHint":"W\xE4hlen Sie aus der Liste, oder tippen Sie einen Namen.","seats.inLine":"Nummer {number} in der Reihe","seats.allocate":"Platz vergeben","seats.allocateName":"Platz vergeben: {name}","seats.allocated":"{name} hat jetzt einen Platz und erf\xE4hrt es per E-Mail.","seats.held":"Vergebene Pl\xE4tze","seats.noneHeld":"Noch ist kein Platz vergeben.","seats.release":"Freigeben","seats.releaseName":"Platz von {name} freigeben","seats.releaseText":"{name} hat dann keinen vollen Zugang mehr. Der Platz ist sofort frei.","seats.releaseNext":"{name} hat dann keinen vollen Zugang mehr. Der Platz geht an {next}, als N\xE4chstes in der Reihe.","seats.released":"Der Platz ist frei.","seats.line":"Warten auf einen Platz","plan.ACTIVE":"G\xFCltig bis {date}","plan.SCHEDULED":"Beginnt am {date}","plan.EXPIRED":"Abgelaufen am {date}","policy.name":"Freie Pl\xE4tze bekommt","policy.MANUAL":"Wen die Administration ausw\xE4hlt","policy.MANUALHint":"Niemand bekommt von selbst einen Platz.","policy.AUTOMATIC":"Wer beitritt oder am l\xE4ngsten wartet","policy.AUTOMATICHint":"Von nun an wird ein Platz, der frei wird, sofort vergeben.","policy.AUTOMATICNow.one":"{count} wartende Person bekommt sofort einen Platz.","policy.AUTOMATICNow.other":"{count} wartende Personen bekommen sofort einen Platz.","policy.yes":"Nach der Reihe vergeben","policy.set":"Die Regel ist gesetzt.","policy.INVITE_ONLY":"Auf Einladung","policy.INVITE_ONLYHint":"Nur mit pers\xF6nlicher Einladung oder mit dem Code, den Sie teilen.","policy.OPEN":"Offen","policy.OPENHint":"Alle Angemeldeten d\xFCrfen die Gruppe sehen und beitreten.","group.name":"Name","group.description":"Beschreibung","group.descriptionHint":"Eingeladene lesen sie, bevor sie beitreten.","group.joinPolicy":"Wer beitreten kann","group.discreet":"Diskret","group.discreetHint":"E-Mails und Einladungsseiten verbergen den Namen, bis sich die eingeladene Person angemeldet hat.","group.saved":"Die Gruppe ist gespeichert.","resources.share":"Material teilen","resources.shared":"Das Material ist geteilt.","resources.none":"Mit dieser Gruppe ist noch nichts geteilt.","resources.kind":"Art","resources.title":"Titel","resources.url":"Link","resources.urlHint":"Ein Link auf eine andere Seite; nur die Art Link braucht ihn.","resources.edit":"Bearbeiten","resources.assign":"Zuweisen","resources.unassign":"Zur\xFCcknehmen","resources.assigned.one":"{count} Person zugewiesen","resources.assigned.other":"{count} Personen zugewiesen","resources.progress.one":"{done} von {count} Person ist fertig","resources.progress.other":"{done} von {count} Personen sind fertig","resources.to":"F\xFCr","resources.toHint":"W\xE4hlen Sie Mitglieder. Ohne Auswahl ist es f\xFCr alle, auch f\xFCr sp\xE4tere Mitglieder.","resources.assignAll":"Allen zuweisen","resources.assignTo.one":"{count} Person zuweisen","resources.assignTo.other":"{count} Personen zuweisen","resources.isAssigned":"Das Material ist zugewiesen.","resources.dueAt":"Fertig bis","resources.due":"F\xE4llig {date}","resources.done":"Fertig {date}","resources.open":"Offen","resources.complete":"Als fertig markieren","resources.reopen":"Doch nicht fertig","resources.removeText":"Es ist f\xFCr alle weg, mit allem, was davon zugewiesen ist.","resource.PSYCHO_EDUCATION":"Psychoedukation","resource.WORKBOOK":"Arbeitsbuch","resource.LINK":"Link","history.nobody":"von selbst","history.GROUP_CREATED":"Gruppe {subject} angelegt","history.GROUP_EDITED":"Gruppe bearbeitet: {subject}","history.MEMBER_JOINED":"{subject} ist beigetreten","history.MEMBER_ADDED":"{subject} hinzugef\xFCgt","history.MEMBER_REMOVED":"{subject} entfernt","history.MEMBER_LEFT":"{subject} hat die Gruppe verlassen","history.ROLE_CHANGED":"Rolle von {subject} ge\xE4ndert","history.INVITATION_SENT":"{subject} eingeladen","history.INVITATION_RESENT":"Einladung von {subject} erneut gesendet","history.INVITATION_UPDATED":"Einladung von {subject} ge\xE4ndert","history.INVITATION_ACCEPTED":"{subject} hat die Einladung angenommen","history.INVITATION_DECLINED":"{subject} hat die Einladung abgelehnt","history.INVITATION_CANCELLED":"Einladung von {subject} zur\xFCckgezogen","history.INVITATION_EXPIRED":"Einladung von {subject} abgelaufen","history.CODE_GENERATED":"Code erzeugt: {subject}","history.CODE_DELETED":"Code gel\xF6scht: {subject}","history.SEAT_PLAN_SET":"Abonnement gesetzt: {subject}","history.SEAT_POLICY_SET":"Vergabe freier Pl\xE4tze gesetzt: {subject}","history.SEAT_REQUESTED":"{subject} bittet um einen Platz","history.SEAT_REQUEST_WITHDRAWN":"{subject} wartet nicht mehr auf einen Platz","history.SEAT_ALLOCATED":"Platz an {subject} vergeben","history.SEAT_RELEASED":"Platz von {subject} freigegeben","history.RESOURCE_SHARED":"{subject} geteilt","history.RESOURCE_UPDATED":"{subject} ge\xE4ndert","history.RESOURCE_REMOVED":"Material {subject} entfernt","history.RESOURCE_ASSIGNED":"{subject} zugewiesen","history.RESOURCE_UNASSIGNED":"{subject} zur\xFCckgenommen","history.PATIENT_REMOVED":"{subject} von der Patientenliste genommen"};var nn={...tn,"action.cancel":"Abbrechen","action.close":"Schlie\xDFen","action.copy":"Kopieren","action.save":"Speichern","action.signIn":"Anmelden","action.tryAgain":"Noch einmal versuchen","state.loading":"Wird geladen","state.cut":"Die Verbindung ist unterbrochen; was Sie sehen, kann veraltet sein. Es wird von selbst weiter versucht.","state.ended":"Dies wird nicht mehr aktualisiert. Laden Sie die Seite neu.","error.UNAUTHENTICATED":"Sie sind abgemeldet. Melden Sie sich an, um weiterzumachen.","error.PASSWORD_REQUIRED":"Legen Sie zuerst ein Passwort fest.","error.FORBIDDEN":"Das d\xFCrfen Sie nicht tun oder sehen. Eine Administratorin oder ein Administrator der Gruppe kann helfen.","error.NOT_FOUND":"Das gibt es nicht, oder Sie d\xFCrfen es nicht sehen.","error.NETWORK":"Der Server ist nicht erreichbar. Pr\xFCfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.","error.RATE_LIMITED":"Das war zu oft. Warten Sie etwas, und versuchen Sie es noch einmal.","error.RETRYABLE":"Das hat gerade nicht geklappt. Versuchen Sie es gleich noch einmal.","error.other":"Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal, oder schreiben Sie uns.","field.missing":"Bitte ausf\xFCllen.","list.pages":"Seiten","list.page":"Seite {number}","list.previous":"Zur\xFCck","list.next":"Weiter","list.nothingFound":"Dazu wurde nichts gefunden.","list.suggestions":"Vorschl\xE4ge","role.ADMINISTRATOR":"Administration","role.FACILITATOR":"Leitung","role.MEMBER":"Mitglied","roles.ADMINISTRATOR":"Administration","roles.FACILITATOR":"Leitung","roles.MEMBER":"Mitglieder","status.PENDING":"Offen","status.ACCEPTED":"Angenommen","status.DECLINED":"Abgelehnt","status.CANCELLED":"Zur\xFCckgezogen","status.EXPIRED":"Abgelaufen","bell.name":"Mitteilungen","bell.waiting.one":"Mitteilungen: {count} wartet","bell.waiting.other":"Mitteilungen: {count} warten","bell.invitedBy":"{name} l\xE4dt Sie in {group} ein.","bell.invited":"Sie sind in {group} eingeladen.","bell.unread":"noch nicht gelesen","bell.readAll":"Alle als gelesen markieren","bell.all":"Alle ansehen","bell.empty":"F\xFCr Sie liegt nichts vor.","invitations.title":"Einladungen","invitations.accept":"Annehmen","invitations.decline":"Ablehnen","invitations.accepted":"Willkommen in {group}!","invitations.declined":"Sie haben die Einladung in {group} abgelehnt.","invitations.none":"Keine Einladung wartet auf Ihre Antwort.","invitations.noneClosed":"Es wurde noch keine Einladung beantwortet.","invitations.from":"Von {name}","invitations.as":"Als {role}","invitations.until":"G\xFCltig bis {date}","groups.search":"Gruppe suchen","groups.create":"Neue Gruppe","groups.join":"Mit Code beitreten","groups.code":"Code oder Link","groups.codeHint":"Wie er auf dem Blatt steht oder wie Sie ihn erhalten haben.","groups.none":"Sie sind noch in keiner Gruppe. Treten Sie mit einem Code bei, oder legen Sie selbst eine an.","groups.noAccess":"Kein voller Zugang","members.one":"{count} Mitglied","members.other":"{count} Mitglieder","members.search":"Mitglied suchen","members.filter":"Rolle","members.all":"Alle Rollen","members.add":"Mitglied hinzuf\xFCgen","members.since":"seit {date}","members.you":"(Sie)","members.roleOf":"Rolle von {name}","members.roleSet":"Die Rolle ist jetzt {role}.","members.remove":"Entfernen","members.removeName":"{name} entfernen","members.removeText":"{name} sieht die Gruppe dann nicht mehr. Sie k\xF6nnen erneut einladen.","members.removeSeat":"{name} sieht die Gruppe dann nicht mehr, und der Platz ist sofort frei. Sie k\xF6nnen erneut einladen.","members.removed":"{name} ist entfernt.","members.leave":"Gruppe verlassen","members.leaveText":"Sie sehen die Gruppe dann nicht mehr, und Ihr Platz wird sofort frei.","members.left":"Sie haben die Gruppe verlassen.","seat.number":"Platz {number}","console.name":"Konsole","console.home":"Start","console.groups":"Ihre Gruppen","console.patients":"Patienten","console.account":"Konto","console.answered":"Beantwortet und geschlossen","console.skip":"Zum Inhalt","console.nothing":"Hier ist nichts","console.join":"Gruppe beitreten","console.tabs":"Gruppe","console.with":"Mit {name}","tab.members":"Mitglieder","tab.invite":"Einladen","tab.invitations":"Einladungen","tab.share":"Teilen","tab.seats":"Pl\xE4tze","tab.resources":"Materialien","tab.history":"Verlauf","tab.edit":"Bearbeiten","invite.new":"Neu einladen","invite.existing":"Bekannte hinzuf\xFCgen","invite.who":"Wen","invite.whoHint":"Eine E-Mail-Adresse, ein Name oder @benutzername. F\xFCgen Sie beliebig viele Adressen ein.","invite.role":"Rolle der Hinzugef\xFCgten","invite.add":"Hinzuf\xFCgen","invite.none":"Noch steht niemand auf der Liste.","invite.list":"Wer eingeladen wird","invite.more.one":"und {count} weitere Person","invite.more.other":"und {count} weitere","invite.nobody":"Darin steht keine Adresse und kein Benutzername.","invite.isMember":"ist Mitglied","invite.isInvited":"ist schon eingeladen","invite.left.one":"{count} Platz ist auf Ihrer Patientenliste frei.","invite.left.other":"{count} Pl\xE4tze sind auf Ihrer Patientenliste frei.","invite.upgrade":"Erweitern","invite.send.one":"{count} Person einladen","invite.send.other":"{count} Personen einladen","invite.invited.one":"{count} Person ist eingeladen.","invite.invited.other":"{count} Personen sind eingeladen.","invite.see":"Einladungen ansehen","invite.sendMail":"Allen eine E-Mail senden","invite.sendMailHint":"Sonst kopieren Sie die Links unter Einladungen und geben sie selbst weiter. Antworten kommen zu Ihnen.","invite.template":"E-Mail bearbeiten","invite.preview":"Vorschau der E-Mail","invite.subject":"Betreff","invite.body":"Text","invite.bodyHint":"@register_url wird zum pers\xF6nlichen Link und muss deshalb bleiben.","invite.linkMissing":"@register_url fehlt: Ohne den Link kann niemand annehmen. F\xFCgen Sie ihn unten wieder ein.","invite.placeholders":"Platzhalter einf\xFCgen","invite.restore":"Zur\xFCck zur Vorlage","invite.to":"An","patients.search":"Patientin oder Patient suchen","patients.none":"Noch steht niemand auf Ihrer Liste. Wer einer Ihrer Gruppen als Mitglied beitritt, kommt darauf.","patients.noCaseload":"Sie f\xFChren keine Patientenliste.","patients.count.one":"{count} Person","patients.count.other":"{count} Personen","patients.countOf.one":"{count} von {limit} Pl\xE4tzen ist belegt","patients.countOf.other":"{count} von {limit} Pl\xE4tzen sind belegt","patients.reserved.one":"{count} davon ist f\xFCr eine offene Einladung freigehalten.","patients.reserved.other":"{count} davon sind f\xFCr offene Einladungen freigehalten.","patients.full":"Ihre Liste ist voll: Niemand kann mehr beitreten, dessen Platz darauf w\xE4re. Erweitern Sie Ihr Konto.","patients.removeText":"Der Platz ist sofort frei. Wer noch in einer Ihrer Gruppen ist, muss sie zuerst verlassen.","account.profile":"Profil","account.username":"Benutzername","account.usernameHint":"3 bis 32 Zeichen: a\u2013z, 0\u20139, Punkt, Unterstrich und Bindestrich.","account.saved":"Ihr Profil ist gespeichert.","account.password":"Passwort","account.current":"Bisheriges Passwort","account.new":"Neues Passwort","account.passwordHint":"Mindestens 10 Zeichen. \xDCberall sonst werden Sie abgemeldet.","account.setPassword":"Passwort setzen","account.passwordSet":"Ihr Passwort ist gesetzt.","account.logOut":"Abmelden","tokens.name":"Zugangstoken","tokens.hint":"Mit einem Token handelt ein Programm in Ihrem Namen, innerhalb seiner Rechte.","tokens.create":"Neues Token","tokens.program":"Name des Programms","tokens.scopes":"Was es darf","tokens.once":"Kopieren Sie das Token jetzt. Es wird nur hier gezeigt.","tokens.copied":"Das Token ist kopiert.","tokens.used":"zuletzt benutzt {date}","tokens.unused":"nie benutzt","tokens.revoke":"Widerrufen","tokens.revokeText":"Das Programm kann dann nicht mehr in Ihrem Namen handeln.","tokens.revoked":"Das Token ist widerrufen.","scope.READ":"Lesen","scope.WRITE":"Lesen und \xE4ndern","scope.READ_ACCESS":"Sehen, wer Zugang hat","scope.STAFF":"Betrieb"};var rn={"existing.patient":"Patient","existing.hint":"Type a name, or choose one of your patients who are not in this group.","existing.add.one":"Add {count} patient","existing.add.other":"Add {count} patients","existing.added.one":"{count} patient is a member now.","existing.added.other":"{count} patients are members now.","batch.name":"Emails sent","batch.sent.one":"{count} of {total} email sent","batch.sent.other":"{count} of {total} emails sent","batch.failed.one":"{count} could not be delivered","batch.failed.other":"{count} could not be delivered","sent.search":"Find an invitation","sent.filter":"Show","sent.all":"All","sent.invite":"Invite people","sent.none":"Nobody has been invited yet.","sent.by":"by {name}, {date}","sent.answered":"answered {date}","sent.copy":"Copy link","sent.resend":"Resend","sent.resent":"The invitation goes to {name} again.","sent.tooSoon":"The last email is too recent. You can resend it from {time}.","sent.cancel":"Cancel","sent.cancelYes":"Cancel the invitation","sent.cancelName":"Cancel the invitation of {name}","sent.cancelText":"The link that they got will no longer work. You can invite them again.","sent.cancelled":"The invitation of {name} is cancelled.","delivery.QUEUED":"Email waits","delivery.SENT":"Email sent","delivery.FAILED":"Email failed","delivery.none":"No email","share.none":"There is no code yet. Generate one, and whoever has its link or scans its QR code can join as a member.","share.generate":"Generate code","share.generated":"A new code is ready to be shared.","share.another":"Generate a new code","share.limits":"With limits","share.replaces":"It takes the place of today's code, whose links and QR codes then no longer work.","share.print":"Print","share.link":"Link","share.copied":"The link is copied.","share.copyByHand":"Copy this link:","share.delete":"Delete","share.deleteTitle":"Delete the code","share.deleteText":"Every link and QR code made for this group so far stops working. Personal invitations stay.","share.deleted":"The code is deleted.","share.status":"Status","share.used":"Joined with it","share.usedOf":"{count} of {most}","share.until":"Good until","share.forever":"No end","share.days.one":"{count} day","share.days.other":"{count} days","share.maxUses":"Most people","share.noLimit":"Leave it empty for no limit.","share.notANumber":"This is not a whole number.","share.domain":"Only addresses at","share.domainHint":"Such as example.org; leave it empty to admit any.","share.qr":"QR code of the invite link","code.ACTIVE":"In force","code.EXPIRED":"Expired","code.USED_UP":"Used up","code.DELETED":"Deleted","seats.noPlan":"This group needs no seats: every member has full access.","seats.figures.one":"{count} seat, {free} free","seats.figures.other":"{count} seats, {free} free","seats.taken.one":"{count} of {all} seats is in use","seats.taken.other":"{count} of {all} seats are in use","seats.more":"For more seats, write to","seats.own":"You hold seat {number} and have full access.","seats.ownNone":"You have no full access yet: that takes a seat, which an administrator allocates.","seats.position":"You wait for a seat, as number {number} in line.","seats.request":"Ask for a seat","seats.waits":"You are in line for a seat.","seats.leaveLine":"Leave the line","seats.waitsNot":"You no longer wait for a seat.","seats.notInForce":"Seats can be allocated while the subscription is in force.","seats.allInUse":"All seats are in use. Release one, or ask for more.","seats.member":"Member without a seat","seats.memberHint":"Choose from the list, or type a name.","seats.inLine":"number {number} in line","seats.allocate":"Allocate seat","seats.allocateName":"Allocate seat: {name}","seats.allocated":"{name} has a seat now, and is told by email.","seats.held":"Allocated seats","seats.noneHeld":"No seat is allocated yet.","seats.release":"Release","seats.releaseName":"Release the seat of {name}","seats.releaseText":"{name} will have no full access any more. The seat is free at once.","seats.releaseNext":"{name} will have no full access any more. The seat goes to {next}, who is next in line.","seats.released":"The seat is released.","seats.line":"Waiting for a seat","plan.ACTIVE":"In force until {date}","plan.SCHEDULED":"Starts on {date}","plan.EXPIRED":"Expired on {date}","policy.name":"Free seats go to","policy.MANUAL":"Whoever an administrator chooses","policy.MANUALHint":"Nobody gets a seat by themselves.","policy.AUTOMATIC":"Whoever joins or has waited longest","policy.AUTOMATICHint":"From now on a seat that becomes free is given at once.","policy.AUTOMATICNow.one":"{count} person who waits gets a seat at once.","policy.AUTOMATICNow.other":"{count} people who wait get a seat at once.","policy.yes":"Give seats by the line","policy.set":"The policy is set.","policy.INVITE_ONLY":"By invitation","policy.INVITE_ONLYHint":"Only with a personal invitation, or with the code that you share.","policy.OPEN":"Open","policy.OPENHint":"Everyone who is signed in may see the group and join.","group.name":"Name","group.description":"Description","group.descriptionHint":"Invitees read it before they join.","group.joinPolicy":"Who can join","group.discreet":"Discreet","group.discreetHint":"Emails and invite pages hide the group's name until the invitee has signed in.","group.saved":"The group is saved.","resources.share":"Share a resource","resources.shared":"The resource is shared.","resources.none":"Nothing is shared with this group yet.","resources.kind":"Kind","resources.title":"Title","resources.url":"Link","resources.urlHint":"A link to a page elsewhere; only a link needs one.","resources.edit":"Edit","resources.assign":"Assign","resources.unassign":"Take back","resources.assigned.one":"Assigned to {count} person","resources.assigned.other":"Assigned to {count} people","resources.progress.one":"{done} of {count} person is done","resources.progress.other":"{done} of {count} people are done","resources.to":"For","resources.toHint":"Choose members. With nobody chosen it is for everyone, also for those who join later.","resources.assignAll":"Assign to everyone","resources.assignTo.one":"Assign to {count} person","resources.assignTo.other":"Assign to {count} people","resources.isAssigned":"The resource is assigned.","resources.dueAt":"Done by","resources.due":"Due {date}","resources.done":"Done {date}","resources.open":"Open","resources.complete":"Mark as done","resources.reopen":"Not done after all","resources.removeText":"It is gone for everyone, with what was assigned of it.","resource.PSYCHO_EDUCATION":"Psycho-education","resource.WORKBOOK":"Workbook","resource.LINK":"Link","history.nobody":"by itself","history.GROUP_CREATED":"Made the group {subject}","history.GROUP_EDITED":"Edited the group: {subject}","history.MEMBER_JOINED":"{subject} joined","history.MEMBER_ADDED":"Added {subject}","history.MEMBER_REMOVED":"Removed {subject}","history.MEMBER_LEFT":"{subject} left","history.ROLE_CHANGED":"Changed the role of {subject}","history.INVITATION_SENT":"Invited {subject}","history.INVITATION_RESENT":"Sent the invitation of {subject} again","history.INVITATION_UPDATED":"Changed the invitation of {subject}","history.INVITATION_ACCEPTED":"{subject} accepted the invitation","history.INVITATION_DECLINED":"{subject} declined the invitation","history.INVITATION_CANCELLED":"Cancelled the invitation of {subject}","history.INVITATION_EXPIRED":"The invitation of {subject} expired","history.CODE_GENERATED":"Generated a code: {subject}","history.CODE_DELETED":"Deleted the code: {subject}","history.SEAT_PLAN_SET":"Set the plan: {subject}","history.SEAT_POLICY_SET":"Set who gets free seats: {subject}","history.SEAT_REQUESTED":"{subject} asked for a seat","history.SEAT_REQUEST_WITHDRAWN":"{subject} no longer waits for a seat","history.SEAT_ALLOCATED":"Allocated a seat to {subject}","history.SEAT_RELEASED":"Released the seat of {subject}","history.RESOURCE_SHARED":"Shared {subject}","history.RESOURCE_UPDATED":"Changed {subject}","history.RESOURCE_REMOVED":"Removed the resource {subject}","history.RESOURCE_ASSIGNED":"Assigned {subject}","history.RESOURCE_UNASSIGNED":"Took {subject} back","history.PATIENT_REMOVED":"{subject} is no patient any more"};var Pe={...rn,"action.cancel":"Cancel","action.close":"Close","action.copy":"Copy","action.save":"Save","action.signIn":"Sign in","action.tryAgain":"Try again","state.loading":"Loading","state.cut":"The connection is cut; what you see may be out of date. Trying again by itself.","state.ended":"This is no longer kept up to date. Reload the page.","error.UNAUTHENTICATED":"You are signed out. Sign in to go on.","error.PASSWORD_REQUIRED":"Set a password first.","error.FORBIDDEN":"You may not do or see this. An administrator of the group can help.","error.NOT_FOUND":"This is not there, or not yours to see.","error.NETWORK":"The server cannot be reached. Look at your connection, and try again.","error.RATE_LIMITED":"That was too often. Wait a little, and try again.","error.RETRYABLE":"This did not work out just now. Try again in a moment.","error.other":"Something went wrong on our side. Try again, or tell us about it.","field.missing":"Fill this in.","list.pages":"Pages","list.page":"Page {number}","list.previous":"Previous","list.next":"Next","list.nothingFound":"Nothing is like this.","list.suggestions":"Suggestions","role.ADMINISTRATOR":"Administrator","role.FACILITATOR":"Facilitator","role.MEMBER":"Member","roles.ADMINISTRATOR":"Administrators","roles.FACILITATOR":"Facilitators","roles.MEMBER":"Members","status.PENDING":"Pending","status.ACCEPTED":"Accepted","status.DECLINED":"Declined","status.CANCELLED":"Cancelled","status.EXPIRED":"Expired","bell.name":"Notifications","bell.waiting.one":"Notifications: {count} is waiting","bell.waiting.other":"Notifications: {count} are waiting","bell.invitedBy":"{name} invites you to {group}.","bell.invited":"You are invited to {group}.","bell.unread":"not read yet","bell.readAll":"Mark all as read","bell.all":"See all","bell.empty":"Nothing is waiting for you.","invitations.title":"Invitations","invitations.accept":"Accept","invitations.decline":"Decline","invitations.accepted":"Welcome to {group}!","invitations.declined":"You have declined the invitation to {group}.","invitations.none":"No invitation is waiting for your answer.","invitations.noneClosed":"No invitation has been answered yet.","invitations.from":"From {name}","invitations.as":"As {role}","invitations.until":"Good until {date}","groups.search":"Find a group","groups.create":"New group","groups.join":"Join with a code","groups.code":"Code or link","groups.codeHint":"As it stands on the sheet, or as it was sent to you.","groups.none":"You are in no group yet. Join one with a code, or make one of your own.","groups.noAccess":"No full access","members.one":"{count} member","members.other":"{count} members","members.search":"Find a member","members.filter":"Role","members.all":"All roles","members.add":"Add member","members.since":"since {date}","members.you":"(you)","members.roleOf":"Role of {name}","members.roleSet":"The role is {role} now.","members.remove":"Remove","members.removeName":"Remove {name}","members.removeText":"{name} will no longer see the group. You can invite them again.","members.removeSeat":"{name} will no longer see the group, and the seat is free at once. You can invite them again.","members.removed":"{name} is removed.","members.leave":"Leave the group","members.leaveText":"You will no longer see the group, and a seat that you hold is free at once.","members.left":"You have left the group.","seat.number":"Seat {number}","console.name":"Console","console.home":"Home","console.groups":"Your groups","console.patients":"Patients","console.account":"Account","console.answered":"Answered and closed","console.skip":"Skip to the content","console.nothing":"There is nothing here","console.join":"Join the group","console.tabs":"Group","console.with":"With {name}","tab.members":"Members","tab.invite":"Invite","tab.invitations":"Invitations","tab.share":"Share","tab.seats":"Seats","tab.resources":"Resources","tab.history":"History","tab.edit":"Edit","invite.new":"Invite New","invite.existing":"Add Existing","invite.who":"Who","invite.whoHint":"An email address, a name or @username. Paste as many addresses as you like.","invite.role":"Role of whom you add","invite.add":"Add","invite.none":"Nobody is on the list yet.","invite.list":"Who will be invited","invite.more.one":"and {count} more","invite.more.other":"and {count} more","invite.nobody":"There is no address or username in this.","invite.isMember":"is a member","invite.isInvited":"is invited already","invite.left.one":"{count} place is left on your list of patients.","invite.left.other":"{count} places are left on your list of patients.","invite.upgrade":"Upgrade","invite.send.one":"Invite {count} person","invite.send.other":"Invite {count} people","invite.invited.one":"{count} person is invited.","invite.invited.other":"{count} people are invited.","invite.see":"See the invitations","invite.sendMail":"Send each an email","invite.sendMailHint":"Without it, copy their links from Invitations and pass them on yourself. Replies come to you.","invite.template":"Edit the email","invite.preview":"Preview the email","invite.subject":"Subject","invite.body":"Text","invite.bodyHint":"@register_url becomes the personal link of each, so it has to stay.","invite.linkMissing":"@register_url is missing: without it nobody can accept. Put it back below.","invite.placeholders":"Insert a placeholder","invite.restore":"Back to the template","invite.to":"To","patients.search":"Find a patient","patients.none":"Nobody is on your list yet. Whoever joins one of your groups as a member comes onto it.","patients.noCaseload":"You keep no list of patients.","patients.count.one":"{count} patient","patients.count.other":"{count} patients","patients.countOf.one":"{count} of {limit} places is taken","patients.countOf.other":"{count} of {limit} places are taken","patients.reserved.one":"{count} of them is kept for an invitation that waits for an answer.","patients.reserved.other":"{count} of them are kept for invitations that wait for an answer.","patients.full":"Your list is full: nobody else can join whose place would be on it. Upgrade your account to add more people.","patients.removeText":"Their place is free at once. Somebody who is still in one of your groups has to leave it first.","account.profile":"Profile","account.username":"Username","account.usernameHint":"3 to 32 of a\u2013z, 0\u20139, dot, underscore and hyphen.","account.saved":"Your profile is saved.","account.password":"Password","account.current":"Current password","account.new":"New password","account.passwordHint":"10 characters at least. It signs you out everywhere else.","account.setPassword":"Set password","account.passwordSet":"Your password is set.","account.logOut":"Log out","tokens.name":"Access tokens","tokens.hint":"A token lets a program act as you, within its scopes.","tokens.create":"New token","tokens.program":"Name of the program","tokens.scopes":"What it may do","tokens.once":"Copy the token now. It is shown only here.","tokens.copied":"The token is copied.","tokens.used":"last used {date}","tokens.unused":"never used","tokens.revoke":"Revoke","tokens.revokeText":"The program can no longer act as you.","tokens.revoked":"The token is revoked.","scope.READ":"Read","scope.WRITE":"Read and change","scope.READ_ACCESS":"See who has access","scope.STAFF":"Staff"};var sn={en:Pe,de:nn},ri=/^(ar|arc|ckb|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;function Y(t){let e=t;for(;e;){let n=e.closest("[lang]:not([lang=''])");if(n)return n.getAttribute("lang");let i=e.getRootNode();e=i instanceof ShadowRoot?i.host:null}return navigator.language}function on(t){return ri.test(t)?"rtl":"ltr"}function Oe(t){let e=sn[t]??sn[t.split("-")[0]]??Pe,n=new Intl.PluralRules(t),i=new Intl.NumberFormat(t),r=o=>e[o]??Pe[o],s=(o,c={})=>{let{count:a}=c,l=typeof a=="number"?`${o}.${n.select(a)}`:o;return(r(l)??r(`${o}.other`)??r(o)??o).replace(/\{(\w+)\}/g,(p,m)=>{let S=c[m];return typeof S=="number"?i.format(S):S??""})};return Object.assign(s,{error:o=>r(`error.${o}`)??s("error.other")})}function an(t,e){return new Intl.DateTimeFormat(t,{dateStyle:"medium"}).format(new Date(e))}function cn(t,e){return new Intl.DateTimeFormat(t,{dateStyle:"medium",timeStyle:"short"}).format(new Date(e))}var ln=N`
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
  button > span {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
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
`;var dn=t=>(...e)=>({_$litDirective$:t,values:e}),Ce=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,i){this._$Ct=e,this._$AM=n,this._$Ci=i}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};var hn=N`
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
`;var pt=class extends Ce{render(e){return h}update({element:e},[n]){let i=e;return n!==i.open&&queueMicrotask(()=>n?i.isConnected&&i.showModal():i.close()),h}},jr=dn(pt);var mt=N`
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
`,si=N`
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
`,oi=N`
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
`,De=[mt,si,oi,ln,hn];function Me(t,e,n={}){let{kind:i="",busy:r=!1,disabled:s=!1,name:o,part:c="button",submit:a=!1}=n,l=r||s;return y`<button
    type=${a?"submit":"button"}
    class=${i}
    part=${c}
    aria-label=${o??h}
    aria-busy=${r?"true":h}
    aria-disabled=${l?"true":h}
    @click=${f=>{l?f.preventDefault():e()}}
  >
    <span>${t}</span>
  </button>`}var ai=5e3,ft=class extends C{static{this.styles=[mt,N`
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
    `]}#e=[];#t=0;show(e,n,i){let r={id:this.#t++,text:e,kind:n,url:i};this.#e=[...this.#e.filter(s=>s.text!==e),r].slice(-3),n==="good"&&setTimeout(()=>this.#r(r),ai),this.requestUpdate(),this.hidePopover(),this.showPopover()}render(){return y`<div role="status" aria-live="polite">${this.#n("good")}</div>
      <div role="alert">${this.#n("bad")}</div>`}#n(e){return this.#e.filter(n=>n.kind===e).map(n=>y`<p class=${e}>
            <span
              >${n.text} ${n.url?y`<a href=${n.url}>${new URL(n.url).host}</a>`:h}</span
            >
            <button aria-label=${Oe(Y(this))("action.close")} @click=${()=>this.#r(n)}>
              ✕
            </button>
          </p>`)}#r(e){this.#e=this.#e.filter(n=>n!==e),this.requestUpdate()}};customElements.get("usher-toasts")||customElements.define("usher-toasts",ft);function ne(t,{kind:e="good",url:n}={}){let i=document.querySelector("usher-toasts");i||(i=document.createElement("usher-toasts"),i.popover="manual",document.body.append(i)),i.show(t,e,n)}var Ue=class extends C{constructor(){super(...arguments),this.#e=new Set,this.#n="",this.date=e=>an(Y(this),e),this.time=e=>cn(Y(this),e),this.#s=()=>{this.#t=void 0,this.requestUpdate()}}static{this.properties={src:{},token:{attribute:!1},lang:{reflect:!0}}}static{this.styles=De}#e;#t;#n;get t(){let e=Y(this);return(!this.#t||e!==this.#n)&&(this.#t=Oe(this.#n=e)),this.#t}connectedCallback(){super.connectedCallback(),this.#i(),addEventListener("usher-messages",this.#s)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("usher-messages",this.#s)}willUpdate(e){(e.has("src")||e.has("token"))&&this.#i();let n=on(Y(this));this.lang&&this.dir!==n&&(this.dir=n)}update(e){let n=this.shadowRoot?.activeElement;super.update(e),n&&!n.isConnected&&this.renderRoot.querySelector("[data-home]")?.focus()}emit(e,n){return this.dispatchEvent(new CustomEvent(e,{detail:n,bubbles:!0,composed:!0,cancelable:!0}))}page(...e){return[x.base,"console",...e.map(encodeURIComponent)].join("/")}isBusy(e){return this.#e.has(e)}button(e,n,i,r={}){return Me(n,i,{...r,busy:this.isBusy(e)})}async act(e,n,i,r={}){return this.during(e,async()=>{try{let{data:s,errors:o}=await x.client.mutate(n,i),c=Object.values(Object(s))[0];if(!c)throw ae(o,"INTERNAL");let a=c.userErrors??[];if(a.length&&!r.isPartial){this.emit("usher-refused",{action:e,errors:a}),r.mend?r.mend(a):ne(a[0].message,{kind:"bad",url:a[0].url});return}this.emit("usher-done",{action:e,payload:c});let{done:l}=r;return l&&ne(typeof l=="string"?l:l(c)),c}catch(s){this.fail(e,s);return}})}async ask(e,n){try{let{data:i,errors:r}=await x.client.query(e,n);if(i)return i;throw ae(r,"INTERNAL")}catch(i){this.fail("read",i);return}}async during(e,n){if(!this.#e.has(e)){this.#r(e,!0);try{return await n()}finally{this.#r(e,!1)}}}say(e){ne(e)}refuse(e){ne(e,{kind:"bad"})}fail(e,n){let{code:i}=n instanceof E?n:{code:"INTERNAL"};n instanceof E||console.error(n),this.emit("usher-failed",{action:e,code:i}),ne(this.t.error(i),{kind:"bad"})}#r(e,n){n?this.#e.add(e):this.#e.delete(e),this.requestUpdate()}#i(){this.src&&x.set({src:this.src}),this.token&&x.set({token:this.token})}#s};function un(t,e){customElements.get(t)||customElements.define(t,e)}var Le=class extends Ue{answers(e){let{id:n,viewerActions:i,group:r}=e;if(!i.includes("ACCEPT"))return h;let s=o=>`${o}: ${r.name}`;return y`<div class="bar" part="answers">
      ${this.button(`accept:${n}`,this.t("invitations.accept"),()=>this.#e(e),{kind:"first",name:s(this.t("invitations.accept"))})}
      ${this.button(`decline:${n}`,this.t("invitations.decline"),()=>this.#t(e),{name:s(this.t("invitations.decline"))})}
    </div>`}async#e({id:e,group:n}){let i=this.t("invitations.accepted",{group:n.name}),r=await this.act(`accept:${e}`,Xt,{id:e},{done:i});r&&this.emit("usher-accepted",{invitationId:e,groupId:r.member?.group.id})}async#t({id:e,group:n}){let i=this.t("invitations.declined",{group:n.name});await this.act(`decline:${e}`,en,{id:e},{done:i})&&this.emit("usher-declined",{invitationId:e})}};var pn={id:"sha256:53d058952fd531ff7b7e3212e9a49bad1cdc42824b37428a1daf332c575a5b4b",text:"query UsherBell{viewer{id liveCursor badge{id total unreadNotifications pendingInvitations}invitations(first:5){nodes{id status role viewerActions group{id groupId name}invitedBy{id name}}}notifications(first:8){nodes{id message url createdAt readAt}}}}"},mn={id:"sha256:7b4677fc164f1ff7ff74f9d3cb74918b6856857e6b306d83f608350e3e8a2c64",text:"mutation UsherMarkRead($input:MarkNotificationsReadInput!){markNotificationsRead(input:$input){badge{id total unreadNotifications pendingInvitations}userErrors{code message path url}}}"};var fn=N`
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
`;function gn({t,time:e},n,i){return y`<a
    class="notification ${n.readAt?"":"unread"}"
    part="notification"
    href=${n.url}
    @click=${()=>{n.readAt?h:i()}}
  >
    <i></i>
    <b dir="auto">${n.message} ${n.readAt?h:y`<span class="away">(${t("bell.unread")})</span>`}</b>
    <time datetime=${n.createdAt}>${e(n.createdAt)}</time>
  </a>`}function bn(t,e=3){return y`<div class="skeleton" role="status" aria-label=${t}>
    ${Array.from({length:e},()=>y`<i></i>`)}
  </div>`}function gt({t},e,n){let i=e?.code??"NETWORK",r=e?.isSignedOut&&x.hasCookie;return y`<div class="card stack" part="failure" role="alert">
    <p>${t.error(i)}</p>
    <div class="bar">
      ${r?y`<a class="button first" href=${ci()}>${t("action.signIn")}</a>`:Me(t("action.tryAgain"),n)}
    </div>
  </div>`}function ci(){let{origin:t,pathname:e}=new URL(`${x.base}/login`,location.href),n=e.slice(0,-6),i=t===location.origin&&location.pathname.startsWith(`${n}/console`);return`${x.base}/login${i?`?to=${encodeURIComponent(location.pathname.slice(n.length))}`:""}`}var li=3e3,ze=class{#e;#t;#n;#r=!1;#i;#s=!1;#o;#a;#c;constructor(e,n,i){this.#o=e,this.#a=n,this.#c=i,e.addController(this)}get data(){return this.#n?.data}get isTurning(){return this.#r}hostConnected(){x.addEventListener("change",this.#d),this.#o.requestUpdate()}hostDisconnected(){x.removeEventListener("change",this.#d),this.#l()}hostUpdate(){if(!this.#o.isConnected)return;let e=this.#a();if(!e)return this.#l();let n=JSON.stringify([e.document,e.streams]),i=JSON.stringify(e.variables);this.#t?.key!==n?this.#h(e):this.#t.variables!==i&&(this.#r=!0,this.#e?.show(e.variables)),this.#t={key:n,variables:i}}refresh(){this.#e?.refresh()}render(e){let{t:n}=this.#o,{data:i,error:r,errors:s,status:o}=this.#n??{errors:[]};if(i!==void 0&&this.#c(i)!=null){let c=o==="ended";return y`${c||this.#s?y`<p class="note warn" role="status">${n(c?"state.ended":"state.cut")}</p>`:h}${e(i)}`}return i!==void 0?gt(this.#o,ae(s,"NOT_FOUND"),()=>this.#d()):o==="ended"||r&&this.#s?gt(this.#o,r,()=>this.#d()):bn(n("state.loading"))}#d=()=>{this.#l(),this.#o.requestUpdate()};#h(e){this.#l();let n=x.client.live(e.document,e);this.#e=n,this.#n=n.current,n.subscribe(i=>{i.data!==this.#n?.data&&(this.#r=!1),this.#n=i,this.#u(i),i.error?.isSignedOut&&this.#o.emit("usher-signed-out",{}),this.#o.requestUpdate()})}#u({status:e,error:n}){e==="connecting"&&n!==void 0?this.#i??=setTimeout(()=>{this.#s=!0,this.#o.requestUpdate()},li):(clearTimeout(this.#i),this.#i=void 0,this.#s=!1)}#l(){this.#e?.stop(),this.#e=this.#n=this.#t=void 0,clearTimeout(this.#i),this.#i=void 0,this.#s=this.#r=!1}};function bt(t){return y`<svg
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
    ${t}
  </svg>`}var yn=bt(Re`<path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 8h-17C3.500 16 6 15 6 9Z" /><path d="M10 20.500a2.200 2.200 0 0 0 4 0" />`),As=bt(Re`<path d="M12 5v14M5 12h14" />`),Ts=bt(Re`<path d="M9.500 14.500 14.500 9.500M8 12l-2.200 2.200a3.500 3.500 0 0 0 5 5L13 17M16 12l2.200-2.200a3.500 3.500 0 0 0-5-5L11 7" />`);var vn=99,je=8,yt=class extends Le{static{this.styles=[De,fn,N`
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
    `]}#e=0;#t=new ze(this,()=>({document:pn,variables:{},streams:[Je()]}),({viewer:e})=>e?.badge);render(){let e=this.#t.data?.viewer?.badge?.total??0;return y`<button
        class="bell"
        part="bell"
        type="button"
        popovertarget="panel"
        aria-label=${e?this.t("bell.waiting",{count:e}):this.t("bell.name")}
      >
        ${yn}
        ${e?y`<span class="count" part="count">${e>vn?`${vn}+`:e}</span>`:h}
      </button>
      <span class="away" role="status"
        >${e>this.#e?this.t("bell.waiting",{count:e}):h}</span
      >
      <div
        id="panel"
        class="panel"
        part="panel"
        popover
        role="dialog"
        aria-label=${this.t("bell.name")}
        @beforetoggle=${this.#s}
      >
        ${this.#t.render(n=>this.#n(n))}
      </div>`}updated(){let e=this.#t.data?.viewer?.badge?.total;e===void 0||e===this.#e||(this.#e=e,this.emit("usher-count",{total:e}))}#n({viewer:e}){let n=e?.invitations?.nodes.filter(({status:r})=>r==="PENDING")??[],i=e?.notifications?.nodes??[];return y`<header>
        <h2 tabindex="-1" data-home>${this.t("bell.name")}</h2>
        ${e?.badge?.unreadNotifications?this.button("read",this.t("bell.readAll"),()=>this.#r({all:!0}),{kind:"plain"}):h}
      </header>
      <ul>
        ${n.map(r=>y`<li class="invitation">
              <p>
                ${this.t(r.invitedBy?"bell.invitedBy":"bell.invited",{group:r.group.name,name:r.invitedBy?.name??""})}
              </p>
              ${this.answers(r)}
            </li>`)}
        ${i.map(r=>y`<li>${gn(this,r,()=>this.#r({ids:[r.id]}))}</li>`)}
      </ul>
      ${n.length||i.length?h:y`<p class="none">${this.t("bell.empty")}</p>`}
      <footer><a href=${this.page("notifications")} @click=${this.#i}>${this.t("bell.all")}</a></footer>`}async#r(e){this.#i(),await this.act("read",mn,{input:e})}#i=()=>{this.renderRoot.querySelector("#panel")?.hidePopover()};#s(e){if(e.newState!=="open")return;let n=e.target,i=this.getBoundingClientRect(),r=Math.min(26*parseFloat(getComputedStyle(document.documentElement).fontSize),innerWidth-2*je),o=getComputedStyle(this).direction==="ltr"?i.right-r:i.left;n.style.top=`${i.bottom+je}px`,n.style.left=`${Math.max(je,Math.min(o,innerWidth-r-je))}px`}};un("usher-bell",yt);
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
