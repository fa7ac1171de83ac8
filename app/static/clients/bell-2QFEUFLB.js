function q(n){return"text"in Object(n)?n.text:n.loc?.source.body??String(n)}function kt(n){let{id:e,text:t}=Object(n);return t===void 0?void 0:e}var w=class extends Error{code;errors;retryAfter;name="UsherError";constructor(e,t,i=[],r){super(t),this.code=e,this.errors=i,this.retryAfter=r}get isSignedOut(){return this.code==="UNAUTHENTICATED"}};function se(n,e){let[t]=n,{code:i="UNREADABLE",retryAfter:r=e}=t?.extensions??{};return new w(i,t?.message??"The server sent an error without a message.",n,r)}function z(n){return n instanceof w?n:new w("NETWORK",n instanceof Error?n.message:"The connection was cut.")}var kn=new Set(["NETWORK","RETRYABLE","RATE_LIMITED","UNREADABLE","INTERNAL"]);function Ge({code:n}){return kn.has(n)}function Fe(n,e){return new Promise(t=>{let i=()=>{clearTimeout(r),e?.removeEventListener("abort",i),t()},r=setTimeout(i,n);e?.addEventListener("abort",i),e?.aborted&&i()})}function Ve(n,e=0){let t=Math.min(500*2**n,3e4),i=n?t/2:0;return Math.max(i+Math.random()*(t-i),e*1e3)}var we=class{#e=0;#t=0;#n;pause(e){if(!this.#n){Date.now()-this.#t>1e4&&(this.#e=0);let t=new AbortController,i=Fe(Ve(this.#e++,e),t.signal).then(()=>{this.#n=void 0,this.#t=Date.now()});this.#n={over:i,cut:t}}return this.#n.over}cut(){this.#e=0,this.#n?.cut.abort()}};var Sn=5,Tn=10,_n="application/graphql-response+json, application/json;q=0.9",Rn=new Set([502,503,504]),Ae=class{#e=!1;#t;#n;constructor(e,t){this.#t=e,this.#n=t}#i(e,t){let i=this.#e?void 0:kt(e);return i?{documentId:i,variables:t}:{query:q(e),variables:t}}async send(e,t,{signal:i,idempotencyKey:r}={},s=Sn){for(let o=0;;o++){let a=this.#i(e,t);try{return await this.#r(a,r,i)}catch(c){if(i?.aborted)throw c;let d=z(c);if(a.documentId&&d.code==="BAD_REQUEST"){this.#e=!0;continue}if(!(d.code==="RETRYABLE"||d.code==="RATE_LIMITED"||d.code==="NETWORK"&&r!==!1)||o+1>=s||(d.retryAfter??0)>Tn)throw d;await Fe(Ve(o,d.retryAfter),i)}}}async#r(e,t,i){let r=await this.#n.token();try{return await this.#s(e,r,t,i)}catch(s){if(!z(s).isSignedOut||!this.#n.refuse(r))throw s;return this.#s(e,await this.#n.token(),t,i)}}async#s(e,t,i,r){let s={accept:_n,"content-type":"application/json"};t&&(s.authorization=`Bearer ${t}`),i&&(s["idempotency-key"]=i);let{credentials:o}=this.#n,a=await fetch(this.#t,{method:"POST",headers:s,credentials:o,body:JSON.stringify(e),signal:r??null});return Nn(a,await a.text(),this.#t)}};function Nn(n,e,t){let i=Number(n.headers.get("retry-after"))||void 0,r;try{if(r=JSON.parse(e),!r.data&&!r.errors)throw new SyntaxError}catch{let c=Rn.has(n.status)?"NETWORK":"UNREADABLE";throw new w(c,`${t} answers with status ${n.status}, and not as GraphQL does.`,[],i)}let{data:s,errors:o=[]}=r,a=o.length>0&&Object.values(s??{}).every(c=>c===null);if(!s||a)throw se(o,i);return{data:s,errors:o}}function St(n,e){let t=new Map;Ye(e,t);let i=new Set,r=new Set;function s(o){if(Array.isArray(o))return Ee(o,o.map(s));if(!_(o))return o;let a=P(o);a!==void 0&&i.add(a);let c=a===void 0?void 0:t.get(a),d={};for(let[u,p]of Object.entries(o)){let m=s(p);!c||u==="id"||$e(m)?d[u]=m:u in c?d[u]=Tt(m,c[u],()=>r.add(a)):(d[u]=m,r.add(a))}return Ee(o,d)}return{data:s(n),found:i,partial:r}}function Tt(n,e,t){if(e===null||!(_(e)||Array.isArray(e)&&e.some(_)))return In(n,e)?n:e;if(!_(n)||!_(e))return t(),n;let i={},r=!0;for(let[s,o]of Object.entries(n))s in e?i[s]=$e(o)?o:Tt(o,e[s],t):(r=!1,i[s]=o);return r||P(n)!==void 0&&P(n)===P(e)?Ee(n,i):(t(),n)}function Ye(n,e){if(Array.isArray(n))for(let i of n)Ye(i,e);if(!_(n))return;let t=P(n);t!==void 0&&e.set(t,{...e.get(t),...n});for(let i of Object.values(n))Ye(i,e)}function $e(n){return Array.isArray(n)?n.some(_):_(n)&&(Array.isArray(n.nodes)||Array.isArray(n.edges))}function _(n){return typeof n=="object"&&n!==null&&!Array.isArray(n)}function P(n){return _(n)&&typeof n.id=="string"?n.id:void 0}function Ee(n,e){return Object.entries(e).every(([i,r])=>n[i]===r)?n:e}function In(n,e){return!Array.isArray(n)||!Array.isArray(e)?n===e:n.length===e.length&&n.every((t,i)=>t===e[i])}var On={INVITATION_UPDATED:["invitation"],INVITATION_DELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_UNDELIVERED:["invitation",/\bdelivery\s*:/],INVITATION_RESENT:["invitation",/\b(delivery|status)\s*:/],ROLE_CHANGED:["member",/\brole\s*:/],RESOURCE_UPDATED:["resource",/\bkind\s*:/]},Cn=/\bhistory\b/,Pn=/\b(viewerActions|hasFullAccess|seatWaitPosition)\b/;function _t(n,e,t,{found:i,partial:r}){if(!_(t))return!0;if(typeof t.kind!="string")return!Mn(t,i,r);let[s,o]=On[t.kind]??[],a=s===void 0?void 0:t[s],c=t.group??t.viewer;return!_(a)||!_(c)||Cn.test(n)||o?.test(n)||r.has(P(a)??"")||r.has(P(c)??"")?!0:Pn.test(n)&&Un(e,P(c))!==c.viewerActionsVersion}function Mn(n,e,t){let i=P(n)??"";return e.has(i)&&!t.has(i)&&!Object.values(n).some($e)}function Un(n,e){let t=oe(n,i=>P(i)===e&&"viewerActionsVersion"in i);return t?t.viewerActionsVersion:Symbol()}function oe(n,e){if(_(n)&&e(n))return n;for(let t of _(n)||Array.isArray(n)?Object.values(n):[]){let i=oe(t,e);if(i)return i}}var xe=class{isOver=!1;#e;#t;constructor(e,t){this.#t=e,this.#e=Dn(e,t)}isOf({document:e,variables:t}){return this.#t.document===e&&JSON.stringify(this.#t.variables)===JSON.stringify(t)}get mayHaveMissed(){return this.#e===void 0&&Ke(this.#t)}follow(e,t){let{document:i,variables:r}=this.#t,s=this.#e&&{after:this.#e},o=!1,a=e.subscribe(q(i),{...r,...s},{open:()=>o||t.open(),next:(c,d)=>{if(o)return;let u=Object.values(c)[0],{cursor:p=d}=Object(u);p&&(this.#e=p),t.event(u)},error:c=>o||t.error(c),complete:()=>{o||(Ke(this.#t)?t.error(new w("RETRYABLE","The stream has ended.")):this.isOver=!0)}});return()=>{o=!0,a()}}};function Ke({document:n}){return/\$after\b/.test(q(n))}function Dn(n,e){if(!Ke(n))return;if(n.cursor)return n.cursor(e)??void 0;let{groupId:t}={groupId:void 0,...n.variables},i=s=>typeof s.liveCursor=="string";return(oe(e,s=>i(s)&&s.id===t)??oe(e,i))?.liveCursor}var Ln=500,zn=60,Rt={status:"connecting",data:void 0,errors:[],error:void 0},Se=class{#e=Rt;#t=new Set;#n;#i;#r=0;#s;#c=0;#o;#a;#h=0;#l=!1;#d=[];#u;#m;#y;#f;#w;constructor(e,t,i,r,s){this.#u=e,this.#m=t,this.#y=i,this.#f=r,this.#w=s,this.#n=q(t),this.#A()}get current(){return this.#e}subscribe(e){return this.#t.add(e),()=>this.#t.delete(e)}show(e){this.#y=e,this.refresh()}refresh(){this.#h=0,this.#l=!0,clearTimeout(this.#a),this.#a=void 0,this.#o?this.#o.abort():this.#b()}stop(){this.#E(),this.#t.clear(),this.#w()}restart(){this.#E(),this.#p(Rt),this.#A()}apply(e){this.#d.push(e),this.#v(e).hasChanged&&this.#g()}#A(){this.#S(++this.#r)}#E(){this.#r++,this.#i=void 0,this.#l=!1,this.#c=0,clearTimeout(this.#a),this.#a=void 0,this.#o?.abort(),this.#o=void 0,this.#s?.(ke())}async#S(e){for(;e===this.#r;)try{if(this.#i??=await this.#_(),e!==this.#r)return;this.#b(),await this.#N(e)}catch(t){let i=z(t);e===this.#r&&i.code!==Je&&await this.#T(i)}}async#T(e){let t=this.#i!==void 0;if(Ge(e))this.#p({status:"connecting",error:e});else if(this.#i=void 0,e.code!=="CURSOR_EXPIRED")return t?this.#c++?this.#k({error:e}):void 0:this.#k({error:e,data:void 0});await this.#u.pauses.pause(e.retryAfter)}async#_(){let{data:e}=await this.#x();return this.#$(e)}#$(e){return(typeof this.#f=="function"?this.#f(e):this.#f).map(i=>this.#i?.find(r=>r.isOf(i))??new xe(i,e))}#R(e){let t=this.#i;if(!t||typeof this.#f!="function")return;let i=this.#$(e);i.length===t.length&&i.every(r=>t.includes(r))||(this.#i=i,this.#s?.(ke()))}async#N(e){let t=[];try{return await new Promise((i,r)=>{this.#s=r;let s=(this.#i??[]).filter(({isOver:o})=>!o);s.length||this.#p({status:"live",error:void 0});for(let o of s){let a=()=>e===this.#r&&this.#I(o),c=d=>e===this.#r&&this.#O(d);t.push(o.follow(this.#u.transport,{open:a,event:c,error:r}))}})}finally{this.#s=void 0;for(let i of t)i()}}#I({mayHaveMissed:e}){this.#p({status:"live",error:void 0}),e&&this.#g()}#O(e){this.#c=0,this.#d.push(e),this.#v(e).isStale&&this.#g()}#v(e){let t=this.#e.data;if(t===void 0)return{isStale:!1,hasChanged:!1};let i=St(t,e);return this.#p({data:i.data}),{isStale:_t(this.#n,t,e,i),hasChanged:i.data!==t}}#g(){this.#l=!0,this.#b()}#b(){if(!this.#l||this.#a||this.#o||!this.#i)return;let e=Math.max(zn*Math.random(),this.#h+Ln-Date.now());this.#a=setTimeout(()=>{this.#a=void 0;let t=this.#r;this.#x().catch(i=>t===this.#r?this.#C(z(i)):void 0)},e)}async#C(e){if(e.code===Je)return;if(!Ge(e))return this.#s?.(e);let t=this.#r;await this.#u.pauses.pause(e.retryAfter),t===this.#r&&this.#g()}async#x(){this.#o?.abort(),clearTimeout(this.#a),this.#a=void 0;let e=this.#o=new AbortController;this.#h=Date.now(),this.#l=!1,this.#d=[];try{let t=await this.#u.http.send(this.#m,this.#y,{signal:e.signal},1);if(e.signal.aborted)throw ke();let i=this.#d;this.#p({data:t.data,errors:t.errors});for(let r of i)this.#v(r);return this.#R(t.data),t}catch(t){throw e.signal.aborted?ke():t}finally{this.#o===e&&(this.#o=void 0,this.#b())}}#k(e){this.#r++,this.#p({...e,status:"ended"})}#p(e){if(!Object.entries(e).every(([i,r])=>this.#e[i]===r)){this.#e={...this.#e,...e};for(let i of this.#t)i(this.#e)}}},Je="STOPPED";function ke(){return new w(Je,"Something newer takes its place.")}var Te=class{#e;#t;constructor(e){this.#t=e}get credentials(){return this.#t?"omit":"include"}async token(){if(!this.#t)return;let e=await this.#t(this.#e)??void 0;if(e!==void 0&&e===this.#e)throw new w("UNAUTHENTICATED","The session is over. Sign in again.");return e}refuse(e){return this.#e=e,this.#t!==void 0&&e!==void 0}};function Nt(n){if(typeof window>"u")return()=>{};let e=()=>document.visibilityState==="visible"&&n();return window.addEventListener("online",n),window.addEventListener("pageshow",n),document.addEventListener("resume",n),document.addEventListener("visibilitychange",e),()=>{window.removeEventListener("online",n),window.removeEventListener("pageshow",n),document.removeEventListener("resume",n),document.removeEventListener("visibilitychange",e)}}function N(n){return n===null?"null":Array.isArray(n)?"array":typeof n}function B(n){return N(n)==="object"}function Bn(n){return Array.isArray(n)&&n.length>0&&n.every(e=>"message"in e)}function Ze(n,e){return n.length<124?n:e}var It="graphql-transport-ws";var I=(n=>(n[n.InternalServerError=4500]="InternalServerError",n[n.InternalClientError=4005]="InternalClientError",n[n.BadRequest=4400]="BadRequest",n[n.BadResponse=4004]="BadResponse",n[n.Unauthorized=4401]="Unauthorized",n[n.Forbidden=4403]="Forbidden",n[n.SubprotocolNotAcceptable=4406]="SubprotocolNotAcceptable",n[n.ConnectionInitialisationTimeout=4408]="ConnectionInitialisationTimeout",n[n.ConnectionAcknowledgementTimeout=4504]="ConnectionAcknowledgementTimeout",n[n.SubscriberAlreadyExists=4409]="SubscriberAlreadyExists",n[n.TooManyInitialisationRequests=4429]="TooManyInitialisationRequests",n))(I||{}),O=(n=>(n.ConnectionInit="connection_init",n.ConnectionAck="connection_ack",n.Ping="ping",n.Pong="pong",n.Subscribe="subscribe",n.Next="next",n.Error="error",n.Complete="complete",n))(O||{});function Ot(n){if(!B(n))throw new Error(`Message is expected to be an object, but got ${N(n)}`);if(!n.type)throw new Error("Message is missing the 'type' property");if(typeof n.type!="string")throw new Error(`Message is expects the 'type' property to be a string, but got ${N(n.type)}`);switch(n.type){case"connection_init":case"connection_ack":case"ping":case"pong":{if(n.payload!=null&&!B(n.payload))throw new Error(`"${n.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${n.payload}"`);break}case"subscribe":{if(typeof n.id!="string")throw new Error(`"${n.type}" message expects the 'id' property to be a string, but got ${N(n.id)}`);if(!n.id)throw new Error(`"${n.type}" message requires a non-empty 'id' property`);if(!B(n.payload))throw new Error(`"${n.type}" message expects the 'payload' property to be an object, but got ${N(n.payload)}`);if(typeof n.payload.query!="string")throw new Error(`"${n.type}" message payload expects the 'query' property to be a string, but got ${N(n.payload.query)}`);if(n.payload.variables!=null&&!B(n.payload.variables))throw new Error(`"${n.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${N(n.payload.variables)}`);if(n.payload.operationName!=null&&N(n.payload.operationName)!=="string")throw new Error(`"${n.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${N(n.payload.operationName)}`);if(n.payload.extensions!=null&&!B(n.payload.extensions))throw new Error(`"${n.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${N(n.payload.extensions)}`);break}case"next":{if(typeof n.id!="string")throw new Error(`"${n.type}" message expects the 'id' property to be a string, but got ${N(n.id)}`);if(!n.id)throw new Error(`"${n.type}" message requires a non-empty 'id' property`);if(!B(n.payload))throw new Error(`"${n.type}" message expects the 'payload' property to be an object, but got ${N(n.payload)}`);break}case"error":{if(typeof n.id!="string")throw new Error(`"${n.type}" message expects the 'id' property to be a string, but got ${N(n.id)}`);if(!n.id)throw new Error(`"${n.type}" message requires a non-empty 'id' property`);if(!Bn(n.payload))throw new Error(`"${n.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(n.payload)}`);break}case"complete":{if(typeof n.id!="string")throw new Error(`"${n.type}" message expects the 'id' property to be a string, but got ${N(n.id)}`);if(!n.id)throw new Error(`"${n.type}" message requires a non-empty 'id' property`);break}default:throw new Error(`Invalid message 'type' property "${n.type}"`)}return n}function Ct(n,e){return Ot(typeof n=="string"?JSON.parse(n,e):n)}function X(n,e){return Ot(n),JSON.stringify(n,e)}function Pt(n){let{url:e,connectionParams:t,lazy:i=!0,onNonLazyError:r=console.error,lazyCloseTimeout:s=0,keepAlive:o=0,disablePong:a,connectionAckWaitTimeout:c=0,retryAttempts:d=5,retryWait:u=async function(v){let l=Math.pow(2,v);await new Promise(b=>setTimeout(b,l*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:p=Qe,on:m,webSocketImpl:R,generateID:C=function(){return"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g,v=>{let l=Math.random()*16|0;return(v=="x"?l:l&3|8).toString(16)})},jsonMessageReplacer:be,jsonMessageReviver:$n}=n,J;if(R){if(!Hn(R))throw new Error("Invalid WebSocket implementation provided");J=R}else typeof WebSocket<"u"?J=WebSocket:typeof global<"u"?J=global.WebSocket||global.MozWebSocket:typeof window<"u"&&(J=window.WebSocket||window.MozWebSocket);if(!J)throw new Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let H=J,k=(()=>{let f=(()=>{let l={};return{on(b,A){return l[b]=A,()=>{delete l[b]}},emit(b){"id"in b&&l[b.id]?.(b)}}})(),v={connecting:m?.connecting?[m.connecting]:[],opened:m?.opened?[m.opened]:[],connected:m?.connected?[m.connected]:[],ping:m?.ping?[m.ping]:[],pong:m?.pong?[m.pong]:[],message:m?.message?[f.emit,m.message]:[f.emit],closed:m?.closed?[m.closed]:[],error:m?.error?[m.error]:[]};return{onMessage:f.on,on(l,b){let A=v[l];return A.push(b),()=>{let E=A.indexOf(b);E>-1&&A.splice(E,1)}},emit(l,...b){for(let A of[...v[l]])A(...b)}}})();function We(f){let v=[k.on("error",l=>{v.forEach(b=>b()),f(l)}),k.on("closed",l=>{v.forEach(b=>b()),f(l)})];return()=>v.forEach(l=>l())}let W,L=0,qe,re=!1,ye=0,wt=!1;async function At(){clearTimeout(qe);let[f,v]=await(W??(W=new Promise((A,E)=>(async()=>{if(re){if(await u(ye),!L)return W=void 0,E({code:1e3,reason:"All Subscriptions Gone"});ye++}k.emit("connecting",re);let g=new H(typeof e=="function"?await e():e,It),U,Z;function ve(){isFinite(o)&&o>0&&(clearTimeout(Z),Z=setTimeout(()=>{g.readyState===H.OPEN&&(g.send(X({type:O.Ping})),k.emit("ping",!1,void 0))},o))}We(S=>{W=void 0,clearTimeout(U),clearTimeout(Z),E(S),S instanceof _e&&(g.close(4499,"Terminated"),g.onerror=null,g.onclose=null)}),g.onerror=S=>k.emit("error",S),g.onclose=S=>k.emit("closed",S),g.onopen=async()=>{try{k.emit("opened",g);let S=typeof t=="function"?await t():t;if(g.readyState!==H.OPEN)return;g.send(X(S?{type:O.ConnectionInit,payload:S}:{type:O.ConnectionInit},be)),isFinite(c)&&c>0&&(U=setTimeout(()=>{g.close(I.ConnectionAcknowledgementTimeout,"Connection acknowledgement timeout")},c)),ve()}catch(S){k.emit("error",S),g.close(I.InternalClientError,Ze(S instanceof Error?S.message:String(S),"Internal client error"))}};let Q=!1;g.onmessage=({data:S})=>{try{let $=Ct(S,$n);if(k.emit("message",$),$.type==="ping"||$.type==="pong"){k.emit($.type,!0,$.payload),$.type==="pong"?ve():a||(g.send(X($.payload?{type:O.Pong,payload:$.payload}:{type:O.Pong},be)),k.emit("pong",!1,$.payload));return}if(Q)return;if($.type!==O.ConnectionAck)throw new Error(`First message cannot be of type ${$.type}`);clearTimeout(U),Q=!0,k.emit("connected",g,$.payload,re),re=!1,ye=0;let xt=new Promise((fi,xn)=>We(xn));xt.catch(()=>{}),A([g,xt])}catch($){g.onmessage=null,k.emit("error",$),g.close(I.BadResponse,Ze($ instanceof Error?$.message:String($),"Bad response"))}}})())));f.readyState===H.CLOSING&&await v;let l=()=>{},b=new Promise(A=>l=A);return[f,l,new Promise((A,E)=>{let g=We(E);f.readyState!==H.OPEN&&v.catch(E),b.then(()=>{if(g(),!L){let U=()=>f.close(1e3,"Normal Closure");isFinite(s)&&s>0?(clearTimeout(qe),qe=setTimeout(()=>{!L&&f.readyState===H.OPEN&&U()},s)):U()}A()})})]}function Et(f){if(Qe(f)&&(jn(f.code)||[I.InternalServerError,I.InternalClientError,I.BadRequest,I.BadResponse,I.Unauthorized,I.SubprotocolNotAcceptable,I.SubscriberAlreadyExists,I.TooManyInitialisationRequests].includes(f.code)))throw f;if(wt)return!1;if(Qe(f)&&f.code===1e3)return L>0;if(!d||ye>=d||!p(f))throw f;return re=!0}i||(async()=>{for(L++;;)try{let[,,f]=await At();await f}catch(f){try{if(!Et(f))return}catch(v){return r?.(v)}}})();function $t(f,v){let l=C(f),b=!1,A=!1,E=()=>{L--,b=!0};return(async()=>{for(L++;;)try{let[g,U,Z]=await At();if(b)return Z.catch(()=>{}),U();let ve=k.onMessage(l,Q=>{switch(Q.type){case O.Next:{v.next(Q.payload);return}case O.Error:{A=!0,b=!0,v.error(Q.payload),E();return}case O.Complete:{b=!0,E();return}}});g.send(X({id:l,type:O.Subscribe,payload:f},be)),E=()=>{!b&&g.readyState===H.OPEN&&g.send(X({id:l,type:O.Complete},be)),L--,b=!0,U()},await Z.finally(ve);return}catch(g){if(!Et(g))return}})().then(()=>{A||v.complete()}).catch(g=>{v.error(g)}),()=>{b||E()}}return{on:k.on,subscribe:$t,iterate(f){let v=[],l={done:!1,error:null,resolve:()=>{}},b=$t(f,{next(E){v.push(E),l.resolve()},error(E){l.done=!0,l.error=E,l.resolve()},complete(){l.done=!0,l.resolve()}}),A=(async function*(){for(;;){for(v.length||await new Promise(g=>l.resolve=g);v.length;)yield v.shift();if(l.error)throw l.error;if(l.done)return}})();return A.throw=async E=>(l.done||(l.done=!0,l.error=E,l.resolve()),{done:!0,value:void 0}),A.return=async()=>(b(),{done:!0,value:void 0}),A},async dispose(){if(wt=!0,W){let[f]=await W;f.close(1e3,"Normal Closure")}},terminate(){W&&k.emit("closed",new _e)}}}var _e=class extends Error{name="TerminatedCloseEvent";message="4499: Terminated";code=4499;reason="Terminated";wasClean=!1};function Qe(n){return B(n)&&"code"in n&&"reason"in n}function jn(n){return[1e3,1001,1006,1005,1012,1013,1014].includes(n)?!1:n>=1e3&&n<=1999}function Hn(n){return typeof n=="function"&&"constructor"in n&&"CLOSED"in n&&"CLOSING"in n&&"CONNECTING"in n&&"OPEN"in n}var Wn=12e3,qn=5e3,Gn=4401,Fn=4403,Re=class{#e;#t;#n;#i;#r=!1;#s;#c;#o=new Set;#a;constructor(e,t,i){this.#a=t,this.#e=Pt({url:e.replace(/^http/,"ws"),webSocketImpl:i,retryAttempts:0,lazyCloseTimeout:2e3,connectionParams:()=>this.#h(),on:{opened:r=>{this.#t=r},connected:()=>this.#l(),message:()=>this.#d(),closed:()=>this.#u()}})}subscribe(e,t,i){this.#r?queueMicrotask(()=>i.open()):this.#o.add(i);let r=this.#e.subscribe({query:e,variables:{...t}},{next:({data:s,errors:o})=>{s?i.next(s):i.error(se(o??[]))},error:s=>{this.#o.delete(i),i.error(this.#m(s))},complete:()=>i.complete()});return()=>{this.#o.delete(i),r()}}probe(){!this.#r||this.#c||(this.#c=setTimeout(()=>this.cut(),qn),this.#t?.send('{"type":"ping"}'))}cut(){this.#e.terminate()}close(){this.#e.dispose()}async#h(){this.#i=void 0;try{this.#n=await this.#a.token()}catch(e){throw this.#i=z(e),e}return this.#n?{authorization:`Bearer ${this.#n}`}:{}}#l(){this.#r=!0,this.#s=setInterval(()=>this.probe(),Wn);for(let e of this.#o)e.open();this.#o.clear()}#d(){clearTimeout(this.#c),this.#c=void 0}#u(){this.#r=!1,this.#d(),clearInterval(this.#s)}#m(e){if(this.#i)return this.#i;if(Array.isArray(e))return se(e);let{code:t,reason:i,message:r}=e;if(t===Gn||t===Fn){let s=this.#a.refuse(this.#n);return new w(s?"NETWORK":"UNAUTHENTICATED",i||"The session is over. Sign in again.")}return new w("NETWORK",i||r||`The connection was closed (${t}).`)}};var ae=class{#e;#t=new Set;#n;constructor({url:e="/graphql",token:t,webSocket:i,transport:r}={}){let s=new URL(e,globalThis.location?.href).href,o=new Te(t),a=r?.(s,o)??new Re(s,o,i);this.#e={http:new Ae(s,o),transport:a,pauses:new we},this.#n=Nt(()=>{this.#e.pauses.cut(),a.probe()})}query(e,t,i={}){return this.#e.http.send(e,t,i)}async mutate(e,t,{idempotencyKey:i=Vn(),signal:r}={}){let s=await this.#e.http.send(e,t,{idempotencyKey:i,signal:r});for(let o of this.#t)o.apply(s.data);return s}live(e,{variables:t,streams:i}){let r=new Se(this.#e,e,t,i,()=>this.#t.delete(r));return this.#t.add(r),r}signInChanged(){this.#e.transport.cut(),this.#e.pauses.cut();for(let e of this.#t)e.restart()}close(){this.#n();for(let e of this.#t)e.stop();this.#e.transport.close()}};function Vn(){let n=crypto.getRandomValues(new Uint8Array(16));return Array.from(n,e=>e.toString(16).padStart(2,"0")).join("")}var Mt={text:"subscription UsherViewerChanges($after:String){viewerChanges(after:$after){cursor kind subjectId viewer{id}}}"};function Xe(){return{document:Mt}}var et=class extends EventTarget{#e={};#t;get base(){return(this.#e.src??"").replace(/\/+$/,"")}get client(){return this.#t??=new ae({url:`${this.base}/graphql`,...this.#e.token&&{token:this.#e.token}})}get hasCookie(){return this.#e.token===void 0}set(e){let t={...this.#e,...e};if(t.src===this.#e.src&&t.token===this.#e.token)return;this.#e=t;let i=this.#t;this.#t=void 0,this.dispatchEvent(new Event("change")),i?.close()}},T=new et;function ce(n,e){return new w(n[0]?.extensions?.code??e,n[0]?.message??"")}T.set({src:new URL("../..",import.meta.url).href});var Ne=globalThis,Ie=Ne.ShadowRoot&&(Ne.ShadyCSS===void 0||Ne.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,tt=Symbol(),Ut=new WeakMap,de=class{constructor(e,t,i){if(this._$cssResult$=!0,i!==tt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(Ie&&e===void 0){let i=t!==void 0&&t.length===1;i&&(e=Ut.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),i&&Ut.set(t,e))}return e}toString(){return this.cssText}},Dt=n=>new de(typeof n=="string"?n:n+"",void 0,tt),x=(n,...e)=>{let t=n.length===1?n[0]:e.reduce((i,r,s)=>i+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(r)+n[s+1],n[0]);return new de(t,n,tt)},Lt=(n,e)=>{if(Ie)n.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let i=document.createElement("style"),r=Ne.litNonce;r!==void 0&&i.setAttribute("nonce",r),i.textContent=t.cssText,n.appendChild(i)}},nt=Ie?n=>n:n=>n instanceof CSSStyleSheet?(e=>{let t="";for(let i of e.cssRules)t+=i.cssText;return Dt(t)})(n):n;var{is:Yn,defineProperty:Kn,getOwnPropertyDescriptor:Jn,getOwnPropertyNames:Zn,getOwnPropertySymbols:Qn,getPrototypeOf:Xn}=Object,Oe=globalThis,zt=Oe.trustedTypes,ei=zt?zt.emptyScript:"",ti=Oe.reactiveElementPolyfillSupport,le=(n,e)=>n,it={toAttribute(n,e){switch(e){case Boolean:n=n?ei:null;break;case Object:case Array:n=n==null?n:JSON.stringify(n)}return n},fromAttribute(n,e){let t=n;switch(e){case Boolean:t=n!==null;break;case Number:t=n===null?null:Number(n);break;case Object:case Array:try{t=JSON.parse(n)}catch{t=null}}return t}},jt=(n,e)=>!Yn(n,e),Bt={attribute:!0,type:String,converter:it,reflect:!1,useDefault:!1,hasChanged:jt};Symbol.metadata??=Symbol("metadata"),Oe.litPropertyMetadata??=new WeakMap;var D=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=Bt){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let i=Symbol(),r=this.getPropertyDescriptor(e,i,t);r!==void 0&&Kn(this.prototype,e,r)}}static getPropertyDescriptor(e,t,i){let{get:r,set:s}=Jn(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:r,set(o){let a=r?.call(this);s?.call(this,o),this.requestUpdate(e,a,i)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Bt}static _$Ei(){if(this.hasOwnProperty(le("elementProperties")))return;let e=Xn(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(le("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(le("properties"))){let t=this.properties,i=[...Zn(t),...Qn(t)];for(let r of i)this.createProperty(r,t[r])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[i,r]of t)this.elementProperties.set(i,r)}this._$Eh=new Map;for(let[t,i]of this.elementProperties){let r=this._$Eu(t,i);r!==void 0&&this._$Eh.set(r,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let i=new Set(e.flat(1/0).reverse());for(let r of i)t.unshift(nt(r))}else e!==void 0&&t.push(nt(e));return t}static _$Eu(e,t){let i=t.attribute;return i===!1?void 0:typeof i=="string"?i:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let i of t.keys())this.hasOwnProperty(i)&&(e.set(i,this[i]),delete this[i]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Lt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,i){this._$AK(e,i)}_$ET(e,t){let i=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,i);if(r!==void 0&&i.reflect===!0){let s=(i.converter?.toAttribute!==void 0?i.converter:it).toAttribute(t,i.type);this._$Em=e,s==null?this.removeAttribute(r):this.setAttribute(r,s),this._$Em=null}}_$AK(e,t){let i=this.constructor,r=i._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let s=i.getPropertyOptions(r),o=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:it;this._$Em=r;let a=o.fromAttribute(t,s.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,i,r=!1,s){if(e!==void 0){let o=this.constructor;if(r===!1&&(s=this[e]),i??=o.getPropertyOptions(e),!((i.hasChanged??jt)(s,t)||i.useDefault&&i.reflect&&s===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,i))))return;this.C(e,t,i)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:i,reflect:r,wrapped:s},o){i&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),s!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||i||(t=void 0),this._$AL.set(e,t)),r===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[r,s]of this._$Ep)this[r]=s;this._$Ep=void 0}let i=this.constructor.elementProperties;if(i.size>0)for(let[r,s]of i){let{wrapped:o}=s,a=this[r];o!==!0||this._$AL.has(r)||a===void 0||this.C(r,void 0,s,a)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(i=>i.hostUpdate?.()),this.update(t)):this._$EM()}catch(i){throw e=!1,this._$EM(),i}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};D.elementStyles=[],D.shadowRootOptions={mode:"open"},D[le("elementProperties")]=new Map,D[le("finalized")]=new Map,ti?.({ReactiveElement:D}),(Oe.reactiveElementVersions??=[]).push("2.1.2");var lt=globalThis,Ht=n=>n,Ce=lt.trustedTypes,Wt=Ce?Ce.createPolicy("lit-html",{createHTML:n=>n}):void 0,Kt="$lit$",j=`lit$${Math.random().toFixed(9).slice(2)}$`,Jt="?"+j,ni=`<${Jt}>`,V=document,ue=()=>V.createComment(""),pe=n=>n===null||typeof n!="object"&&typeof n!="function",ht=Array.isArray,ii=n=>ht(n)||typeof n?.[Symbol.iterator]=="function",rt=`[ 	
\f\r]`,he=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,qt=/-->/g,Gt=/>/g,G=RegExp(`>|${rt}(?:([^\\s"'>=/]+)(${rt}*=${rt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Ft=/'/g,Vt=/"/g,Zt=/^(?:script|style|textarea|title)$/i,ut=n=>(e,...t)=>({_$litType$:n,strings:e,values:t}),y=ut(1),ne=ut(2),pr=ut(3),Y=Symbol.for("lit-noChange"),h=Symbol.for("lit-nothing"),Yt=new WeakMap,F=V.createTreeWalker(V,129);function Qt(n,e){if(!ht(n)||!n.hasOwnProperty("raw"))throw Error("invalid template strings array");return Wt!==void 0?Wt.createHTML(e):e}var ri=(n,e)=>{let t=n.length-1,i=[],r,s=e===2?"<svg>":e===3?"<math>":"",o=he;for(let a=0;a<t;a++){let c=n[a],d,u,p=-1,m=0;for(;m<c.length&&(o.lastIndex=m,u=o.exec(c),u!==null);)m=o.lastIndex,o===he?u[1]==="!--"?o=qt:u[1]!==void 0?o=Gt:u[2]!==void 0?(Zt.test(u[2])&&(r=RegExp("</"+u[2],"g")),o=G):u[3]!==void 0&&(o=G):o===G?u[0]===">"?(o=r??he,p=-1):u[1]===void 0?p=-2:(p=o.lastIndex-u[2].length,d=u[1],o=u[3]===void 0?G:u[3]==='"'?Vt:Ft):o===Vt||o===Ft?o=G:o===qt||o===Gt?o=he:(o=G,r=void 0);let R=o===G&&n[a+1].startsWith("/>")?" ":"";s+=o===he?c+ni:p>=0?(i.push(d),c.slice(0,p)+Kt+c.slice(p)+j+R):c+j+(p===-2?a:R)}return[Qt(n,s+(n[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),i]},fe=class n{constructor({strings:e,_$litType$:t},i){let r;this.parts=[];let s=0,o=0,a=e.length-1,c=this.parts,[d,u]=ri(e,t);if(this.el=n.createElement(d,i),F.currentNode=this.el.content,t===2||t===3){let p=this.el.content.firstChild;p.replaceWith(...p.childNodes)}for(;(r=F.nextNode())!==null&&c.length<a;){if(r.nodeType===1){if(r.hasAttributes())for(let p of r.getAttributeNames())if(p.endsWith(Kt)){let m=u[o++],R=r.getAttribute(p).split(j),C=/([.?@])?(.*)/.exec(m);c.push({type:1,index:s,name:C[2],strings:R,ctor:C[1]==="."?ot:C[1]==="?"?at:C[1]==="@"?ct:te}),r.removeAttribute(p)}else p.startsWith(j)&&(c.push({type:6,index:s}),r.removeAttribute(p));if(Zt.test(r.tagName)){let p=r.textContent.split(j),m=p.length-1;if(m>0){r.textContent=Ce?Ce.emptyScript:"";for(let R=0;R<m;R++)r.append(p[R],ue()),F.nextNode(),c.push({type:2,index:++s});r.append(p[m],ue())}}}else if(r.nodeType===8)if(r.data===Jt)c.push({type:2,index:s});else{let p=-1;for(;(p=r.data.indexOf(j,p+1))!==-1;)c.push({type:7,index:s}),p+=j.length-1}s++}}static createElement(e,t){let i=V.createElement("template");return i.innerHTML=e,i}};function ee(n,e,t=n,i){if(e===Y)return e;let r=i!==void 0?t._$Co?.[i]:t._$Cl,s=pe(e)?void 0:e._$litDirective$;return r?.constructor!==s&&(r?._$AO?.(!1),s===void 0?r=void 0:(r=new s(n),r._$AT(n,t,i)),i!==void 0?(t._$Co??=[])[i]=r:t._$Cl=r),r!==void 0&&(e=ee(n,r._$AS(n,e.values),r,i)),e}var st=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:i}=this._$AD,r=(e?.creationScope??V).importNode(t,!0);F.currentNode=r;let s=F.nextNode(),o=0,a=0,c=i[0];for(;c!==void 0;){if(o===c.index){let d;c.type===2?d=new me(s,s.nextSibling,this,e):c.type===1?d=new c.ctor(s,c.name,c.strings,this,e):c.type===6&&(d=new dt(s,this,e)),this._$AV.push(d),c=i[++a]}o!==c?.index&&(s=F.nextNode(),o++)}return F.currentNode=V,r}p(e){let t=0;for(let i of this._$AV)i!==void 0&&(i.strings!==void 0?(i._$AI(e,i,t),t+=i.strings.length-2):i._$AI(e[t])),t++}},me=class n{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,i,r){this.type=2,this._$AH=h,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=i,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=ee(this,e,t),pe(e)?e===h||e==null||e===""?(this._$AH!==h&&this._$AR(),this._$AH=h):e!==this._$AH&&e!==Y&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):ii(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==h&&pe(this._$AH)?this._$AA.nextSibling.data=e:this.T(V.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:i}=e,r=typeof i=="number"?this._$AC(e):(i.el===void 0&&(i.el=fe.createElement(Qt(i.h,i.h[0]),this.options)),i);if(this._$AH?._$AD===r)this._$AH.p(t);else{let s=new st(r,this),o=s.u(this.options);s.p(t),this.T(o),this._$AH=s}}_$AC(e){let t=Yt.get(e.strings);return t===void 0&&Yt.set(e.strings,t=new fe(e)),t}k(e){ht(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,i,r=0;for(let s of e)r===t.length?t.push(i=new n(this.O(ue()),this.O(ue()),this,this.options)):i=t[r],i._$AI(s),r++;r<t.length&&(this._$AR(i&&i._$AB.nextSibling,r),t.length=r)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let i=Ht(e).nextSibling;Ht(e).remove(),e=i}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},te=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,i,r,s){this.type=1,this._$AH=h,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=s,i.length>2||i[0]!==""||i[1]!==""?(this._$AH=Array(i.length-1).fill(new String),this.strings=i):this._$AH=h}_$AI(e,t=this,i,r){let s=this.strings,o=!1;if(s===void 0)e=ee(this,e,t,0),o=!pe(e)||e!==this._$AH&&e!==Y,o&&(this._$AH=e);else{let a=e,c,d;for(e=s[0],c=0;c<s.length-1;c++)d=ee(this,a[i+c],t,c),d===Y&&(d=this._$AH[c]),o||=!pe(d)||d!==this._$AH[c],d===h?e=h:e!==h&&(e+=(d??"")+s[c+1]),this._$AH[c]=d}o&&!r&&this.j(e)}j(e){e===h?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ot=class extends te{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===h?void 0:e}},at=class extends te{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==h)}},ct=class extends te{constructor(e,t,i,r,s){super(e,t,i,r,s),this.type=5}_$AI(e,t=this){if((e=ee(this,e,t,0)??h)===Y)return;let i=this._$AH,r=e===h&&i!==h||e.capture!==i.capture||e.once!==i.once||e.passive!==i.passive,s=e!==h&&(i===h||r);r&&this.element.removeEventListener(this.name,this,i),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},dt=class{constructor(e,t,i){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=i}get _$AU(){return this._$AM._$AU}_$AI(e){ee(this,e)}};var si=lt.litHtmlPolyfillSupport;si?.(fe,me),(lt.litHtmlVersions??=[]).push("3.3.3");var Xt=(n,e,t)=>{let i=t?.renderBefore??e,r=i._$litPart$;if(r===void 0){let s=t?.renderBefore??null;i._$litPart$=r=new me(e.insertBefore(ue(),s),s,void 0,t??{})}return r._$AI(n),r};var pt=globalThis,M=class extends D{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Xt(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return Y}};M._$litElement$=!0,M.finalized=!0,pt.litElementHydrateSupport?.({LitElement:M});var oi=pt.litElementPolyfillSupport;oi?.({LitElement:M});(pt.litElementVersions??=[]).push("4.2.2");var en={id:"sha256:7f347d3290e6cd68f64b5a61a1c731b1dc16060553ab182e9312d012bbde40e4",text:"mutation UsherAccept($id:ID!){acceptInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}member{id role group{id name}}userErrors{code message path url}}}"},tn={id:"sha256:26f897c8dbacf32bd0c67e989427836199d77091088b7463097618c04b255924",text:"mutation UsherDecline($id:ID!){declineInvitation(input:{invitationId:$id}){viewer{id badge{id total unreadNotifications pendingInvitations}}invitation{id status respondedAt viewerActions}userErrors{code message path url}}}"};var nn={"action.cancel":"Abbrechen","action.close":"Schlie\xDFen","action.copy":"Kopieren","action.save":"Speichern","action.signIn":"Anmelden","action.tryAgain":"Noch einmal versuchen","state.loading":"Wird geladen","state.cut":"Die Verbindung ist unterbrochen; was Sie sehen, kann veraltet sein. Es wird von selbst weiter versucht.","state.ended":"Dies wird nicht mehr aktualisiert. Laden Sie die Seite neu.","error.UNAUTHENTICATED":"Sie sind abgemeldet. Melden Sie sich an, um weiterzumachen.","error.PASSWORD_REQUIRED":"Legen Sie zuerst ein Passwort fest.","error.FORBIDDEN":"Das d\xFCrfen Sie nicht tun oder sehen. Eine Administratorin oder ein Administrator der Gruppe kann helfen.","error.NOT_FOUND":"Das gibt es nicht, oder Sie d\xFCrfen es nicht sehen.","error.NETWORK":"Der Server ist nicht erreichbar. Pr\xFCfen Sie Ihre Verbindung, und versuchen Sie es noch einmal.","error.RATE_LIMITED":"Das war zu oft. Warten Sie etwas, und versuchen Sie es noch einmal.","error.RETRYABLE":"Das hat gerade nicht geklappt. Versuchen Sie es gleich noch einmal.","error.other":"Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal, oder schreiben Sie uns.","field.missing":"Bitte ausf\xFCllen.","list.pages":"Seiten","list.page":"Seite {number}","list.previous":"Zur\xFCck","list.next":"Weiter","list.nothingFound":"Dazu wurde nichts gefunden.","list.suggestions":"Vorschl\xE4ge","role.ADMINISTRATOR":"Administration","role.FACILITATOR":"Leitung","role.MEMBER":"Mitglied","roles.ADMINISTRATOR":"Administration","roles.FACILITATOR":"Leitung","roles.MEMBER":"Mitglieder","status.PENDING":"Offen","status.ACCEPTED":"Angenommen","status.DECLINED":"Abgelehnt","status.CANCELLED":"Zur\xFCckgezogen","status.EXPIRED":"Abgelaufen","bell.name":"Mitteilungen","bell.waiting.one":"Mitteilungen: {count} wartet","bell.waiting.other":"Mitteilungen: {count} warten","bell.invitedBy":"{name} l\xE4dt Sie in {group} ein.","bell.invited":"Sie sind in {group} eingeladen.","bell.unread":"noch nicht gelesen","bell.readAll":"Alle als gelesen markieren","bell.all":"Alle ansehen","bell.empty":"F\xFCr Sie liegt nichts vor.","invitations.title":"Einladungen","invitations.accept":"Annehmen","invitations.decline":"Ablehnen","invitations.accepted":"Willkommen in {group}!","invitations.declined":"Sie haben die Einladung in {group} abgelehnt.","invitations.none":"Keine Einladung wartet auf Ihre Antwort.","invitations.noneClosed":"Es wurde noch keine Einladung beantwortet.","invitations.from":"Von {name}","invitations.as":"Als {role}","invitations.until":"G\xFCltig bis {date}","groups.search":"Gruppe suchen","groups.create":"Neue Gruppe","groups.join":"Mit Code beitreten","groups.code":"Code oder Link","groups.codeHint":"Wie er auf dem Blatt steht oder wie Sie ihn erhalten haben.","groups.open":"Offene Gruppen","groups.joinOpen":"Beitreten","groups.joinOpenName":"{group} beitreten","groups.none":"Sie sind noch in keiner Gruppe. Treten Sie mit einem Code bei, oder legen Sie selbst eine an.","groups.noAccess":"Kein voller Zugang","members.one":"{count} Mitglied","members.other":"{count} Mitglieder","members.search":"Mitglied suchen","members.filter":"Rolle","members.all":"Alle Rollen","members.add":"Mitglied hinzuf\xFCgen","members.since":"seit {date}","members.you":"(Sie)","members.roleOf":"Rolle von {name}","members.roleSet":"Die Rolle ist jetzt {role}.","members.remove":"Entfernen","members.removeName":"{name} entfernen","members.removeText":"{name} sieht die Gruppe dann nicht mehr. Sie k\xF6nnen erneut einladen.","members.removeSeat":"{name} sieht die Gruppe dann nicht mehr, und der Platz ist sofort frei. Sie k\xF6nnen erneut einladen.","members.removed":"{name} ist entfernt.","members.leave":"Gruppe verlassen","members.leaveText":"Sie sehen die Gruppe dann nicht mehr, und Ihr Platz wird sofort frei.","members.left":"Sie haben die Gruppe verlassen.","seat.number":"Platz {number}","console.name":"Konsole","console.home":"Start","console.groups":"Ihre Gruppen","console.patients":"Patienten","console.account":"Konto","console.answered":"Beantwortet und geschlossen","console.skip":"Zum Inhalt","console.nothing":"Hier ist nichts","console.join":"Gruppe beitreten","console.tabs":"Gruppe","console.with":"Mit {name}","tab.members":"Mitglieder","tab.invite":"Einladen","tab.invitations":"Einladungen","tab.share":"Teilen","tab.seats":"Pl\xE4tze","tab.resources":"Materialien","tab.history":"Verlauf","tab.edit":"Bearbeiten","invite.new":"Neu einladen","invite.existing":"Bekannte hinzuf\xFCgen","invite.who":"Wen","invite.whoHint":"Eine E-Mail-Adresse, ein Name oder @benutzername. F\xFCgen Sie beliebig viele Adressen ein.","invite.role":"Rolle der Hinzugef\xFCgten","invite.add":"Hinzuf\xFCgen","invite.none":"Noch steht niemand auf der Liste.","invite.list":"Wer eingeladen wird","invite.more.one":"und {count} weitere Person","invite.more.other":"und {count} weitere","invite.nobody":"Darin steht keine Adresse und kein Benutzername.","invite.isMember":"ist Mitglied","invite.isInvited":"ist schon eingeladen","invite.listFull":"Die Patientenliste dieser Gruppe ist voll. Wer sie f\xFChrt, erf\xE4hrt es, sobald Sie einladen.","invite.left.one":"{count} Platz ist auf Ihrer Patientenliste frei.","invite.left.other":"{count} Pl\xE4tze sind auf Ihrer Patientenliste frei.","invite.upgrade":"Erweitern","invite.send.one":"{count} Person einladen","invite.send.other":"{count} Personen einladen","invite.invited.one":"{count} Person ist eingeladen.","invite.invited.other":"{count} Personen sind eingeladen.","invite.see":"Einladungen ansehen","invite.sendMail":"Allen eine E-Mail senden","invite.sendMailHint":"Sonst kopieren Sie die Links unter Einladungen und geben sie selbst weiter. Antworten kommen zu Ihnen.","invite.template":"E-Mail bearbeiten","invite.preview":"Vorschau der E-Mail","invite.subject":"Betreff","invite.body":"Text","invite.bodyHint":"@register_url wird zum pers\xF6nlichen Link und muss deshalb bleiben.","invite.linkMissing":"@register_url fehlt: Ohne den Link kann niemand annehmen. F\xFCgen Sie ihn unten wieder ein.","invite.placeholders":"Platzhalter einf\xFCgen","invite.restore":"Zur\xFCck zur Vorlage","invite.to":"An","patients.search":"Patientin oder Patient suchen","patients.none":"Noch steht niemand auf Ihrer Liste. Wer einer Ihrer Gruppen als Mitglied beitritt, kommt darauf.","patients.noCaseload":"Sie f\xFChren keine Patientenliste.","patients.count.one":"{count} Person","patients.count.other":"{count} Personen","patients.countOf.one":"{count} von {limit} Pl\xE4tzen ist belegt","patients.countOf.other":"{count} von {limit} Pl\xE4tzen sind belegt","patients.reserved.one":"{count} davon ist f\xFCr eine offene Einladung freigehalten.","patients.reserved.other":"{count} davon sind f\xFCr offene Einladungen freigehalten.","patients.full":"Ihre Liste ist voll: Niemand kann mehr beitreten, dessen Platz darauf w\xE4re. Erweitern Sie Ihr Konto.","patients.removeText":"Der Platz ist sofort frei. Wer noch in einer Ihrer Gruppen ist, muss sie zuerst verlassen.","account.profile":"Profil","account.username":"Benutzername","account.usernameHint":"3 bis 32 Zeichen: a\u2013z, 0\u20139, Punkt, Unterstrich und Bindestrich.","account.saved":"Ihr Profil ist gespeichert.","account.password":"Passwort","account.current":"Bisheriges Passwort","account.new":"Neues Passwort","account.passwordHint":"Mindestens 10 Zeichen. \xDCberall sonst werden Sie abgemeldet.","account.setPassword":"Passwort setzen","account.passwordSet":"Ihr Passwort ist gesetzt.","account.logOut":"Abmelden","tokens.name":"Zugangstoken","tokens.hint":"Mit einem Token handelt ein Programm in Ihrem Namen, innerhalb seiner Rechte.","tokens.create":"Neues Token","tokens.program":"Name des Programms","tokens.scopes":"Was es darf","tokens.once":"Kopieren Sie das Token jetzt. Es wird nur hier gezeigt.","tokens.copied":"Das Token ist kopiert.","tokens.used":"zuletzt benutzt {date}","tokens.unused":"nie benutzt","tokens.revoke":"Widerrufen","tokens.revokeText":"Das Programm kann dann nicht mehr in Ihrem Namen handeln.","tokens.revoked":"Das Token ist widerrufen.","scope.READ":"Lesen","scope.WRITE":"Lesen und \xE4ndern","scope.READ_ACCESS":"Sehen, wer Zugang hat","scope.STAFF":"Betrieb"};var rn={"action.cancel":"Cancel","action.close":"Close","action.copy":"Copy","action.save":"Save","action.signIn":"Sign in","action.tryAgain":"Try again","state.loading":"Loading","state.cut":"The connection is cut; what you see may be out of date. Trying again by itself.","state.ended":"This is no longer kept up to date. Reload the page.","error.UNAUTHENTICATED":"You are signed out. Sign in to go on.","error.PASSWORD_REQUIRED":"Set a password first.","error.FORBIDDEN":"You may not do or see this. An administrator of the group can help.","error.NOT_FOUND":"This is not there, or not yours to see.","error.NETWORK":"The server cannot be reached. Look at your connection, and try again.","error.RATE_LIMITED":"That was too often. Wait a little, and try again.","error.RETRYABLE":"This did not work out just now. Try again in a moment.","error.other":"Something went wrong on our side. Try again, or tell us about it.","field.missing":"Fill this in.","list.pages":"Pages","list.page":"Page {number}","list.previous":"Previous","list.next":"Next","list.nothingFound":"Nothing is like this.","list.suggestions":"Suggestions","role.ADMINISTRATOR":"Administrator","role.FACILITATOR":"Facilitator","role.MEMBER":"Member","roles.ADMINISTRATOR":"Administrators","roles.FACILITATOR":"Facilitators","roles.MEMBER":"Members","status.PENDING":"Pending","status.ACCEPTED":"Accepted","status.DECLINED":"Declined","status.CANCELLED":"Cancelled","status.EXPIRED":"Expired","bell.name":"Notifications","bell.waiting.one":"Notifications: {count} is waiting","bell.waiting.other":"Notifications: {count} are waiting","bell.invitedBy":"{name} invites you to {group}.","bell.invited":"You are invited to {group}.","bell.unread":"not read yet","bell.readAll":"Mark all as read","bell.all":"See all","bell.empty":"Nothing is waiting for you.","invitations.title":"Invitations","invitations.accept":"Accept","invitations.decline":"Decline","invitations.accepted":"Welcome to {group}!","invitations.declined":"You have declined the invitation to {group}.","invitations.none":"No invitation is waiting for your answer.","invitations.noneClosed":"No invitation has been answered yet.","invitations.from":"From {name}","invitations.as":"As {role}","invitations.until":"Good until {date}","groups.search":"Find a group","groups.create":"New group","groups.join":"Join with a code","groups.code":"Code or link","groups.codeHint":"As it stands on the sheet, or as it was sent to you.","groups.none":"You are in no group yet. Join one with a code, or make one of your own.","groups.open":"Open groups","groups.joinOpen":"Join","groups.joinOpenName":"Join {group}","groups.noAccess":"No full access","members.one":"{count} member","members.other":"{count} members","members.search":"Find a member","members.filter":"Role","members.all":"All roles","members.add":"Add member","members.since":"since {date}","members.you":"(you)","members.roleOf":"Role of {name}","members.roleSet":"The role is {role} now.","members.remove":"Remove","members.removeName":"Remove {name}","members.removeText":"{name} will no longer see the group. You can invite them again.","members.removeSeat":"{name} will no longer see the group, and the seat is free at once. You can invite them again.","members.removed":"{name} is removed.","members.leave":"Leave the group","members.leaveText":"You will no longer see the group, and a seat that you hold is free at once.","members.left":"You have left the group.","seat.number":"Seat {number}","console.name":"Console","console.home":"Home","console.groups":"Your groups","console.patients":"Patients","console.account":"Account","console.answered":"Answered and closed","console.skip":"Skip to the content","console.nothing":"There is nothing here","console.join":"Join the group","console.tabs":"Group","console.with":"With {name}","tab.members":"Members","tab.invite":"Invite","tab.invitations":"Invitations","tab.share":"Share","tab.seats":"Seats","tab.resources":"Resources","tab.history":"History","tab.edit":"Edit","invite.new":"Invite New","invite.existing":"Add Existing","invite.who":"Who","invite.whoHint":"An email address, a name or @username. Paste as many addresses as you like.","invite.role":"Role of whom you add","invite.add":"Add","invite.none":"Nobody is on the list yet.","invite.list":"Who will be invited","invite.more.one":"and {count} more","invite.more.other":"and {count} more","invite.nobody":"There is no address or username in this.","invite.isMember":"is a member","invite.isInvited":"is invited already","invite.listFull":"This group's list of patients is full. Invite them, and whoever keeps it is told.","invite.left.one":"{count} place is left on your list of patients.","invite.left.other":"{count} places are left on your list of patients.","invite.upgrade":"Upgrade","invite.send.one":"Invite {count} person","invite.send.other":"Invite {count} people","invite.invited.one":"{count} person is invited.","invite.invited.other":"{count} people are invited.","invite.see":"See the invitations","invite.sendMail":"Send each an email","invite.sendMailHint":"Without it, copy their links from Invitations and pass them on yourself. Replies come to you.","invite.template":"Edit the email","invite.preview":"Preview the email","invite.subject":"Subject","invite.body":"Text","invite.bodyHint":"@register_url becomes the personal link of each, so it has to stay.","invite.linkMissing":"@register_url is missing: without it nobody can accept. Put it back below.","invite.placeholders":"Insert a placeholder","invite.restore":"Back to the template","invite.to":"To","patients.search":"Find a patient","patients.none":"Nobody is on your list yet. Whoever joins one of your groups as a member comes onto it.","patients.noCaseload":"You keep no list of patients.","patients.count.one":"{count} patient","patients.count.other":"{count} patients","patients.countOf.one":"{count} of {limit} places is taken","patients.countOf.other":"{count} of {limit} places are taken","patients.reserved.one":"{count} of them is kept for an invitation that waits for an answer.","patients.reserved.other":"{count} of them are kept for invitations that wait for an answer.","patients.full":"Your list is full: nobody else can join whose place would be on it. Upgrade your account to add more people.","patients.removeText":"Their place is free at once. Somebody who is still in one of your groups has to leave it first.","account.profile":"Profile","account.username":"Username","account.usernameHint":"3 to 32 of a\u2013z, 0\u20139, dot, underscore and hyphen.","account.saved":"Your profile is saved.","account.password":"Password","account.current":"Current password","account.new":"New password","account.passwordHint":"10 characters at least. It signs you out everywhere else.","account.setPassword":"Set password","account.passwordSet":"Your password is set.","account.logOut":"Log out","tokens.name":"Access tokens","tokens.hint":"A token lets a program act as you, within its scopes.","tokens.create":"New token","tokens.program":"Name of the program","tokens.scopes":"What it may do","tokens.once":"Copy the token now. It is shown only here.","tokens.copied":"The token is copied.","tokens.used":"last used {date}","tokens.unused":"never used","tokens.revoke":"Revoke","tokens.revokeText":"The program can no longer act as you.","tokens.revoked":"The token is revoked.","scope.READ":"Read","scope.WRITE":"Read and change","scope.READ_ACCESS":"See who has access","scope.STAFF":"Staff"};var Pe={en:rn,de:nn},ai=/^(ar|arc|ckb|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;function K(n){let e=n;for(;e;){let t=e.closest("[lang]:not([lang=''])");if(t)return t.getAttribute("lang");let i=e.getRootNode();e=i instanceof ShadowRoot?i.host:null}return navigator.language}function ft(n){return ai.test(n)?"rtl":"ltr"}function Me(n){let e=Pe[n]??Pe[n.split("-")[0]]??Pe.en,t=new Intl.PluralRules(n),i=new Intl.NumberFormat(n),r=ft(n)==="rtl",s=a=>e[a]??Pe.en[a],o=(a,c={})=>{let{count:d}=c,u=typeof d=="number"?`${a}.${t.select(d)}`:a;return(s(u)??s(`${a}.other`)??s(a)??a).replace(/\{(\w+)\}/g,(m,R)=>{let C=c[R];return typeof C=="number"?i.format(C):r&&C?`\u2068${C}\u2069`:C??""})};return Object.assign(o,{error:a=>s(`error.${a}`)??o("error.other"),problem:({code:a,message:c,path:d})=>e[`problem.${a}.${d?.at(-1)}`]??e[`problem.${a}`]??c})}var sn=new Map;function on(n,e){let t=`${n} ${Object.keys(e).length}`,i=sn.get(t)??new Intl.DateTimeFormat(n,e);return sn.set(t,i),i}function an(n,e){return on(n,{dateStyle:"medium"}).format(new Date(e))}function cn(n,e){return on(n,{dateStyle:"medium",timeStyle:"short"}).format(new Date(e))}var dn=x`
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
  .hint {
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
  @container (max-width: 34rem) {
    .rows select.inline {
      font-size: 0.875rem;
      min-block-size: 2.25rem;
      padding: 0.25rem 0.4rem;
    }
  }
  input[type="checkbox"],
  input[type="radio"] {
    accent-color: var(--accent);
    inline-size: 1.1rem;
    block-size: 1.1rem;
    margin: 0.2rem 0;
  }
  fieldset {
    border: 0;
    padding: 0;
    margin: 0;
    min-inline-size: 0;
    display: grid;
    gap: 0.6rem;
  }
  legend {
    padding: 0;
    margin-block-end: 0.5rem;
    font-weight: 600;
  }
  .choice {
    display: flex;
    gap: 0.6rem;
    align-items: flex-start;
    font-weight: 400;
  }
  .choice > input {
    flex: none;
  }
  .choice .hint {
    display: block;
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
`;var ln=n=>(...e)=>({_$litDirective$:n,values:e}),Ue=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,i){this._$Ct=e,this._$AM=t,this._$Ci=i}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var hn=x`
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
`;var mt=class extends Ue{render(e){return h}update({element:e},[t]){let i=e;return t!==i.open&&queueMicrotask(()=>t?i.isConnected&&i.showModal():i.close()),h}},zr=ln(mt);var gt=x`
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
  :focus-visible,
  input[type="date"]:focus {
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
`,ci=x`
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
`,di=x`
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
    flex: 1 1 9rem;
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
`,De=[gt,ci,di,dn,hn];function Le(n,e,t={}){let{kind:i="",busy:r=!1,disabled:s=!1,name:o,part:a="button",submit:c=!1}=t,d=r||s;return y`<button
    type=${c?"submit":"button"}
    class=${i}
    part=${a}
    aria-label=${o??h}
    aria-busy=${r?"true":h}
    aria-disabled=${d?"true":h}
    @click=${u=>{d||u.detail>1?u.preventDefault():e()}}
  >
    <span>${n}</span>
  </button>`}var li=5e3,bt=class extends M{static{this.styles=[gt,x`
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
        padding-block: 0.6rem;
        padding-inline: 1rem 0.6rem;
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
    `]}#e=[];#t=0;show(e,t,i){let r={id:this.#t++,text:e,kind:t,url:i},s=this.#e.filter(o=>o.kind==="bad"&&o.text!==e);this.#e=[...s,r].slice(-3),t==="good"&&setTimeout(()=>this.#i(r),li),this.requestUpdate(),this.hidePopover(),this.showPopover()}render(){return y`<div role="status" aria-live="polite">${this.#n("good")}</div>
      <div role="alert">${this.#n("bad")}</div>`}#n(e){return this.#e.filter(t=>t.kind===e).map(t=>y`<p class=${e}>
            <span
              >${t.text} ${t.url?y`<a href=${t.url}>${new URL(t.url).host}</a>`:h}</span
            >
            <button aria-label=${Me(K(this))("action.close")} @click=${()=>this.#i(t)}>
              ✕
            </button>
          </p>`)}#i(e){this.#e=this.#e.filter(t=>t!==e),this.requestUpdate()}};customElements.get("usher-toasts")||customElements.define("usher-toasts",bt);function ie(n,{kind:e="good",url:t}={}){let i=document.querySelector("usher-toasts");i||(i=document.createElement("usher-toasts"),i.popover="manual",document.body.append(i)),i.show(n,e,t)}var ze=class extends M{constructor(){super(...arguments),this.#t=new Set,this.#i="",this.date=e=>an(K(this),e),this.time=e=>cn(K(this),e),this.#o=()=>{this.#n=void 0,this.requestUpdate()}}static{this.properties={src:{},token:{attribute:!1},lang:{reflect:!0}}}static{this.styles=De}#e;#t;#n;#i;get t(){let e=K(this);return(!this.#n||e!==this.#i)&&(this.#n=Me(this.#i=e)),this.#n}connectedCallback(){super.connectedCallback(),this.#c(),addEventListener("usher-messages",this.#o)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("usher-messages",this.#o)}willUpdate(e){(e.has("src")||e.has("token"))&&this.#c(),e.get("group")!==void 0&&Object.assign(this,this.#e),this.#e??=this.#r();let t=ft(K(this));this.lang&&this.dir!==t&&(this.dir=t)}update(e){let t=this.shadowRoot?.activeElement;super.update(e),t&&!t.isConnected&&this.renderRoot.querySelector("[data-home]")?.focus()}emit(e,t){return this.dispatchEvent(new CustomEvent(e,{detail:t,bubbles:!0,composed:!0,cancelable:!0}))}page(...e){return[T.base,"console",...e.map(encodeURIComponent)].join("/")}isBusy(e){return this.#t.has(e)}button(e,t,i,r={}){return Le(t,i,{...r,busy:this.isBusy(e)})}async act(e,t,i,r={}){return this.during(e,async()=>{try{let{data:s,errors:o}=await T.client.mutate(t,i),a=Object.values(Object(s))[0];if(!a)throw ce(o,"INTERNAL");let c=a.userErrors??[];if(c.length&&!r.isPartial){this.emit("usher-refused",{action:e,errors:c});let u=c.map(p=>({...p,message:this.t.problem(p)}));r.mend?r.mend(u):ie(u[0].message,{kind:"bad",url:u[0].url});return}this.emit("usher-done",{action:e,payload:a});let{done:d}=r;return d&&ie(typeof d=="string"?d:d(a)),a}catch(s){this.fail(e,s);return}})}async ask(e,t){try{let{data:i,errors:r}=await T.client.query(e,t);if(i)return i;throw ce(r,"INTERNAL")}catch(i){this.fail("read",i);return}}async during(e,t){if(!this.#t.has(e)){this.#s(e,!0);try{return await t()}finally{this.#s(e,!1)}}}say(e){ie(e)}refuse(e){ie(e,{kind:"bad"})}fail(e,t){let{code:i}=t instanceof w?t:{code:"INTERNAL"};t instanceof w||console.error(t),this.emit("usher-failed",{action:e,code:i}),ie(this.t.error(i),{kind:"bad"})}#r(){let{elementProperties:e}=this.constructor,t=[...e].filter(([,{state:i}])=>i);return Object.fromEntries(t.map(([i])=>[i,this[i]]))}#s(e,t){t?this.#t.add(e):this.#t.delete(e),this.requestUpdate()}#c(){this.src&&T.set({src:this.src}),this.token&&T.set({token:this.token})}#o};function un(n,e){customElements.get(n)||customElements.define(n,e)}var Be=class extends ze{answers(e){let{id:t,viewerActions:i,group:r}=e;if(!i.includes("ACCEPT"))return h;let s=o=>`${o}: ${r.name}`;return y`<div class="bar" part="answers">
      ${this.button(`accept:${t}`,this.t("invitations.accept"),()=>this.#e(e),{kind:"first",name:s(this.t("invitations.accept"))})}
      ${this.button(`decline:${t}`,this.t("invitations.decline"),()=>this.#t(e),{name:s(this.t("invitations.decline"))})}
    </div>`}async#e({id:e,group:t}){let i=this.t("invitations.accepted",{group:t.name}),r=await this.act(`accept:${e}`,en,{id:e},{done:i});r&&this.emit("usher-accepted",{invitationId:e,groupId:r.member?.group.id})}async#t({id:e,group:t}){let i=this.t("invitations.declined",{group:t.name});await this.act(`decline:${e}`,tn,{id:e},{done:i})&&this.emit("usher-declined",{invitationId:e})}};var pn={id:"sha256:53d058952fd531ff7b7e3212e9a49bad1cdc42824b37428a1daf332c575a5b4b",text:"query UsherBell{viewer{id liveCursor badge{id total unreadNotifications pendingInvitations}invitations(first:5){nodes{id status role viewerActions group{id groupId name}invitedBy{id name}}}notifications(first:8){nodes{id message url createdAt readAt}}}}"},fn={id:"sha256:7b4677fc164f1ff7ff74f9d3cb74918b6856857e6b306d83f608350e3e8a2c64",text:"mutation UsherMarkRead($input:MarkNotificationsReadInput!){markNotificationsRead(input:$input){badge{id total unreadNotifications pendingInvitations}userErrors{code message path url}}}"};var mn=x`
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
`;function gn({t:n,time:e},t,i){return y`<a
    class="notification ${t.readAt?"":"unread"}"
    part="notification"
    href=${t.url}
    @click=${()=>{t.readAt?h:i()}}
  >
    <i></i>
    <b dir="auto">${t.message} ${t.readAt?h:y`<span class="away">(${n("bell.unread")})</span>`}</b>
    <time datetime=${t.createdAt}>${e(t.createdAt)}</time>
  </a>`}function bn(n,e=3){return y`<div class="skeleton" role="status" aria-label=${n}>
    ${Array.from({length:e},()=>y`<i></i>`)}
  </div>`}function yt({t:n},e,t){let i=e?.code??"NETWORK",r=e?.isSignedOut&&T.hasCookie;return y`<div class="card stack" part="failure" role="alert">
    <p>${n.error(i)}</p>
    <div class="bar">
      ${r?y`<a class="button first" href=${hi()}>${n("action.signIn")}</a>`:Le(n("action.tryAgain"),t)}
    </div>
  </div>`}function hi(){let{origin:n,pathname:e}=new URL(`${T.base}/login`,location.href),t=e.slice(0,-6),i=n===location.origin&&location.pathname.startsWith(`${t}/console`);return`${T.base}/login${i?`?to=${encodeURIComponent(location.pathname.slice(t.length))}`:""}`}var ui=3e3,je=class{#e;#t;#n;#i;#r=!1;#s;#c;#o;constructor(e,t,i){this.#s=e,this.#c=t,this.#o=i,e.addController(this)}get data(){return this.#n?.data}hostConnected(){T.addEventListener("change",this.#a),this.#s.requestUpdate()}hostDisconnected(){T.removeEventListener("change",this.#a),this.#d()}hostUpdate(){if(!this.#s.isConnected)return;let e=this.#c();if(!e)return this.#d();let t=JSON.stringify([e.document,e.streams,this.#s.group]),i=JSON.stringify(e.variables);this.#t?.key!==t?this.#h(e):this.#t.variables!==i&&this.#e?.show(e.variables),this.#t={key:t,variables:i}}get isMissing(){let{data:e,status:t}=this.#n??{};return e===void 0?t==="ended":this.#o(e)==null}refresh(){this.#e?.refresh()}render(e){let{t}=this.#s,{data:i,error:r,errors:s,status:o}=this.#n??{errors:[]};if(i!==void 0&&this.#o(i)!=null){let a=o==="ended";return y`${a||this.#r?y`<p class="note warn" role="status">${t(a?"state.ended":"state.cut")}</p>`:h}${e(i)}`}if(i!==void 0){let a=o==="ended"&&r?r:ce(s,"NOT_FOUND");return yt(this.#s,a,()=>this.#a())}return o==="ended"||r&&this.#r?yt(this.#s,r,()=>this.#a()):bn(t("state.loading"))}#a=()=>{this.#d(),this.#s.requestUpdate()};#h(e){this.#d();let t=T.client.live(e.document,e);this.#e=t,this.#n=t.current,t.subscribe(i=>{this.#n=i,this.#l(i),i.error?.isSignedOut&&this.#s.emit("usher-signed-out",{}),this.#s.requestUpdate()})}#l({status:e,error:t}){e==="connecting"&&t!==void 0?this.#i??=setTimeout(()=>{this.#r=!0,this.#s.requestUpdate()},ui):(clearTimeout(this.#i),this.#i=void 0,this.#r=!1)}#d(){this.#e?.stop(),this.#e=this.#n=this.#t=void 0,clearTimeout(this.#i),this.#i=void 0,this.#r=!1}};function ge(n){return y`<svg
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
    ${n}
  </svg>`}var yn=ge(ne`<path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7 2.5 8h-17C3.500 16 6 15 6 9Z" /><path d="M10 20.500a2.200 2.200 0 0 0 4 0" />`),As=ge(ne`<circle cx="12" cy="8.500" r="3.700" /><path d="M4.800 20c.8-3.600 3.700-5.500 7.200-5.500s6.400 1.900 7.200 5.500" />`),Es=ge(ne`<path d="M12 5v14M5 12h14" />`),$s=ge(ne`<path d="M9.500 14.500 14.500 9.500M8 12l-2.200 2.200a3.500 3.500 0 0 0 5 5L13 17M16 12l2.200-2.200a3.500 3.500 0 0 0-5-5L11 7" />`),xs=ge(ne`<path d="M4 7h16M10 11v6M14 11v6M6 7l1 12.500h10L18 7M9 7V4.500h6V7" />`);var He=8,vn=x`
  .panel {
    position: fixed;
    inset: auto;
    margin: 0;
    overflow-y: auto;
    background: var(--card);
    color: var(--ink);
    border: 1px solid var(--line);
    border-radius: var(--round);
    box-shadow: var(--shadow);
  }
`;function wn(n,e,t){let{left:i,right:r,bottom:s}=n.getBoundingClientRect(),o=parseFloat(getComputedStyle(document.documentElement).fontSize),a=Math.min(t*o,innerWidth-2*He),c=getComputedStyle(n).direction==="ltr"?r-a:i;e.style.top=`${s+He}px`,e.style.left=`${Math.max(He,Math.min(c,innerWidth-a-He))}px`}function An({currentTarget:n,relatedTarget:e}){let t=n;!(e instanceof Element)||t.contains(e)||e.hasAttribute("popovertarget")||t.hidePopover()}var En=99,vt=class extends Be{static{this.styles=[De,mn,vn,x`
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
        padding: 0;
        inline-size: min(26rem, 100vw - 1rem);
        max-block-size: min(38rem, 100dvh - 5rem);
      }
      .top,
      .all {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding-block: 0.6rem;
        padding-inline: 1rem 0.75rem;
        position: sticky;
        background: var(--card);
      }
      .top {
        inset-block-start: 0;
      }
      .all {
        inset-block-end: 0;
        border-block-start: 1px solid var(--line);
        justify-content: center;
        font-weight: 600;
      }
      .all a {
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
    `]}#e=0;#t=new je(this,()=>({document:pn,variables:{},streams:[Xe()]}),({viewer:e})=>e?.badge);render(){let e=this.#t.data?.viewer?.badge?.total??0;return y`<button
        class="bell"
        part="bell"
        type="button"
        popovertarget="panel"
        aria-label=${e?this.t("bell.waiting",{count:e}):this.t("bell.name")}
      >
        ${yn}
        ${e?y`<span class="count" part="count">${e>En?`${En}+`:e}</span>`:h}
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
        @focusout=${An}
      >
        ${this.#t.render(t=>this.#n(t))}
      </div>`}updated(){let e=this.#t.data?.viewer?.badge?.total;e===void 0||e===this.#e||(this.#e=e,this.emit("usher-count",{total:e}))}#n({viewer:e}){let t=e?.invitations?.nodes.filter(({status:r})=>r==="PENDING")??[],i=e?.notifications?.nodes??[];return y`<div class="top">
        <h2 tabindex="-1" data-home>${this.t("bell.name")}</h2>
        ${e?.badge?.unreadNotifications?this.button("read",this.t("bell.readAll"),()=>this.#i({all:!0}),{kind:"plain"}):h}
      </div>
      <ul>
        ${t.map(r=>y`<li class="invitation">
              <p>
                ${this.t(r.invitedBy?"bell.invitedBy":"bell.invited",{group:r.group.name,name:r.invitedBy?.name??""})}
              </p>
              ${this.answers(r)}
            </li>`)}
        ${i.map(r=>y`<li>${gn(this,r,()=>this.#i({ids:[r.id]}))}</li>`)}
      </ul>
      ${t.length||i.length?h:y`<p class="none">${this.t("bell.empty")}</p>`}
      <div class="all"><a href=${this.page("notifications")} @click=${this.#r}>${this.t("bell.all")}</a></div>`}async#i(e){this.#r(),await this.act("read",fn,{input:e})}#r=()=>{this.renderRoot.querySelector("#panel")?.hidePopover()};#s(e){e.newState==="open"&&wn(this,e.target,26)}};un("usher-bell",vt);
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
