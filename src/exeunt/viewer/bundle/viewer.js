"use strict";(()=>{var Yf='"use strict";(()=>{var k="column:";function A({header:r,arrays:e}){let t=e.start,n=t[t.length-1]??0,o=x(t,e.x0,e.dx_lo,e.dx_hi,n),u=x(t,e.y0,e.dy_lo,e.dy_hi,n),s={};for(let[a,i]of Object.entries(e))a.startsWith(k)&&(s[a.slice(k.length)]=i);return{frame0:Number(r.frame0),frames:Number(r.frames),person:e.person,first:e.first,last:e.last,start:t,x:o,y:u,surface:e.surface,status:e.status,columns:s}}function x(r,e,t,n,o){let u=new Float32Array(o);for(let s=0;s+1<r.length;s++){let a=e[s];for(let i=r[s];i<r[s+1];i++){let m=t[i]|n[i]<<8;a+=m>>>1^-(m&1),u[i]=a/100}}return u}var T={u8:Uint8Array,i8:Int8Array,u16:Uint16Array,i16:Int16Array,u32:Uint32Array,i32:Int32Array,f32:Float32Array};async function $(r){let e=new Blob([r]).stream().pipeThrough(new DecompressionStream("gzip"));return new Response(e).arrayBuffer()}function v(r){if(r.byteLength<4)throw new Error("The data are cut off.");let e=new DataView(r).getUint32(0,!0);if(4+e>r.byteLength)throw new Error("The data are cut off.");let t=JSON.parse(new TextDecoder().decode(new Uint8Array(r,4,e))),n=4+e,o={};for(let[u,s]of Object.entries(t.arrays)){let a=T[s.dtype];if(a===void 0)throw new Error(`The array ${u} has the unknown type ${s.dtype}.`);let i=s.shape.reduce((d,y)=>d*y,1),m=n+s.offset,f=m+i*a.BYTES_PER_ELEMENT;if(f>r.byteLength)throw new Error(`The array ${u} is cut off.`);o[u]=new a(r.slice(m,f))}return{header:t,arrays:o}}function E(r,e,t,n,o){let u=[],s=[],a=t[0]-e[0],i=t[1]-e[1],{x:m,y:f,start:d,first:y}=r;for(let p=0;p<r.person.length;p++){let C=d[p+1]-1;for(let c=d[p];c<C;c++){if(r.surface[c]!==n||r.surface[c+1]!==n)continue;let l=a*(f[c]-e[1])-i*(m[c]-e[0]),w=a*(f[c+1]-e[1])-i*(m[c+1]-e[0]);if(l>=0==w>=0)continue;let h=l/(l-w),B=m[c]+h*(m[c+1]-m[c]),M=f[c]+h*(f[c+1]-f[c]),P=(B-e[0])*a+(M-e[1])*i;if(P<0||P>a*a+i*i)continue;let S=r.frame0+y[p]+c-d[p];u.push((S+h)*o),s.push(l>=0?1:-1)}}return{time:Float64Array.from(u),direction:Int8Array.from(s)}}function U(r){let e=atob(r.trim()),t=new Uint8Array(e.length);for(let n=0;n<e.length;n++)t[n]=e.charCodeAt(n);return t}var g=self;g.onmessage=async({data:{id:r,task:e}})=>{try{let t=typeof e.packed=="string"?U(e.packed):e.packed,n=v(await $(t));if(e.kind==="container")b(r,n,Object.values(n.arrays));else{let o=A(n);e.kind==="chunk"?b(r,o,[...Object.values(o),...Object.values(o.columns)]):b(r,E(o,e.p,e.q,e.surface,e.interval),[])}}catch(t){g.postMessage({id:r,error:t instanceof Error?t.message:String(t)})}};function b(r,e,t){let n=t.filter(ArrayBuffer.isView).map(o=>o.buffer);g.postMessage({id:r,result:e},[...new Set(n)])}})();\n';var Va=class{worker;waiting=new Map;next=0;constructor(){this.worker=new Worker(URL.createObjectURL(new Blob([Yf],{type:"text/javascript"}))),this.worker.onmessage=({data:e})=>{let t=this.waiting.get(e.id);this.waiting.delete(e.id),e.error===void 0?t?.resolve(e.result):t?.reject(new Error(e.error))},this.worker.onerror=e=>{for(let t of this.waiting.values())t.reject(new Error(e.message));this.waiting.clear()}}chunk(e){return this.ask({kind:"chunk",packed:e})}container(e){return this.ask({kind:"container",packed:e})}measure(e,t,n,s,r){return this.ask({kind:"measure",packed:e,p:t,q:n,surface:s,interval:r})}ask(e){let t=this.next++;return new Promise((n,s)=>{this.waiting.set(t,{resolve:n,reject:s}),this.worker.postMessage({id:t,task:e},typeof e.packed=="string"?[]:[e.packed])})}};var Nx=[1,2,1],Ha=class{planes;counts;around;constructor(e,t){let n=e.surfaces.map((s,r)=>t[r]??Dx(s));this.planes=n.map(s=>({...s,values:new Float32Array(s.nx*s.ny)})),this.counts=this.planes.map(s=>new Float32Array(s.values.length)),this.around=n.map(s=>{let r=$f(s.values,s.nx,s.ny),o=.125*s.cell*s.cell;return r.map((a,l)=>s.values[l]>0?1/Math.max(a,o):NaN)})}update(e){for(let t of this.counts)t.fill(0);for(let t=0;t<e.count;t++){let n=this.planes[e.surface[t]];n!==void 0&&this.counts[n.surface][Ga(n,e.from[3*t],e.from[3*t+1])]++}this.planes.forEach((t,n)=>{let s=$f(this.counts[n],t.nx,t.ny),r=this.around[n];for(let o=0;o<s.length;o++)t.values[o]=s[o]*r[o]})}at(e,t,n){let s=this.planes[e];return s===void 0?NaN:s.values[Ga(s,t,n)]||0}};function Ga(i,e,t){let n=Math.min(i.nx-1,Math.max(0,Math.floor((e-i.x0)/i.cell)));return Math.min(i.ny-1,Math.max(0,Math.floor((t-i.y0)/i.cell)))*i.nx+n}function $f(i,e,t){let n=new Float32Array(i.length),s=new Float32Array(i.length);for(let r=0;r<i.length;r++){let o=r%e;n[r]=(2*i[r]+(o>0?i[r-1]:0)+(o+1<e?i[r+1]:0))/4}for(let r=0;r<t;r++)for(let o=0;o<e;o++){let a=0;for(let l=-1;l<=1;l++)r+l>=0&&r+l<t&&(a+=Nx[l+1]*n[(r+l)*e+o]);s[r*e+o]=a/4}return s}function Dx(i,e=1,t=5){let[n,s,r,o]=i.bounds,a=Math.floor(n/e)*e,l=Math.floor(s/e)*e,c=Math.max(1,Math.ceil((r-a)/e)),u=Math.max(1,Math.ceil((o-l)/e)),h=new Float32Array(c*u);for(let d=0;d<h.length;d++){let f=0;for(let m=0;m<t*t;m++){let y=a+(d%c+(m%t+.5)/t)*e,p=l+(Math.floor(d/c)+(Math.floor(m/t)+.5)/t)*e;i.contains(y,p)&&f++}h[d]=f/(t*t)*e*e}return{surface:i.index,x0:a,y0:l,cell:e,nx:c,ny:u,values:h}}function Zf(i){return i.mode==="inline"?new ah:i.mode==="folder"?new lh(i.base??"data/"):new oh(i.base??"/")}var oh=class{constructor(e){this.base=e}base;live=!0;async manifest(){return(await this.get("manifest.json")).json()}chunk(e,t){return this.bytes(`chunks/${e}/${t}`)}people(e){return this.bytes(`people/${e}`)}maps(e){return this.bytes(`maps/${e}`)}air(e){return this.bytes(`air/${e}`)}async bytes(e){return(await this.get(e)).arrayBuffer()}async get(e){let t=await fetch(this.base+e,{cache:"no-store"});if(!t.ok)throw new Error(await Ux(e,t));return t}};async function Ux(i,e){try{let{problem:t,hint:n}=await e.json();if(typeof t=="string")return typeof n=="string"?`${t} ${n}`:t}catch{}return`${i}: the server answered ${e.status}.`}var ah=class{live=!1;async manifest(){let e=this.text("manifest").trim();return JSON.parse(e.startsWith("{")?e:Jf(e))}async chunk(e,t){return this.text(`chunk-${e}-${t}`)}async people(e){return this.text(`people-${e}`)}async maps(e){return this.text(`maps-${e}`)}async air(e){return this.text(`air-${e}`)}text(e){let t=document.getElementById(e)??document.getElementById(`data-${e}`);if(t===null)throw new Error(`This file lacks its part ${e}.`);return t.textContent??""}},lh=class{constructor(e){this.base=e;window.exeuntData=(t,n)=>{this.waiting.get(t)?.(n),this.waiting.delete(t)}}base;live=!1;waiting=new Map;async manifest(){let e=(await this.load("manifest")).trim();return JSON.parse(e.startsWith("{")?e:Jf(e))}chunk(e,t){return this.load(`chunk-${e}-${t}`)}people(e){return this.load(`people-${e}`)}maps(e){return this.load(`maps-${e}`)}air(e){return this.load(`air-${e}`)}load(e){return new Promise((t,n)=>{let s=document.createElement("script");s.src=`${this.base}${e}.js`,this.waiting.set(e,t),s.onload=()=>s.remove(),s.onerror=()=>{this.waiting.delete(e),s.remove(),n(new Error(`The file ${s.src} is missing.`))},document.head.append(s)})}};function Fx(i){let e=atob(i.trim()),t=new Uint8Array(e.length);for(let n=0;n<e.length;n++)t[n]=e.charCodeAt(n);return t}function Jf(i){return new TextDecoder().decode(Fx(i))}function Ts(i){return i.map(e=>e.map(Ox))}function Ox(i){let e=i[i.length-1];return i.length>1&&i[0][0]===e[0]&&i[0][1]===e[1]?i.slice(0,-1):i}function Bx(i){let e=0;for(let t=0,n=i.length-1;t<i.length;n=t++)e+=i[n][0]*i[t][1]-i[t][0]*i[n][1];return e/2}function Kf(i){return i.map((e,t)=>Bx(e)>0==(t===0)?e:[...e].reverse())}function Es(i,e,t){let n=!1;for(let s=0,r=i.length-1;s<i.length;r=s++){let[o,a]=i[s],[l,c]=i[r];a>t!=c>t&&e<(l-o)*(t-a)/(c-a)+o&&(n=!n)}return n}function Ro(i,e,t){return i.some(([n,...s])=>Es(n,e,t)&&!s.some(r=>Es(r,e,t)))}function Wa(i){let e=1/0,t=1/0,n=-1/0,s=-1/0;for(let[r,o]of i)e=Math.min(e,r),t=Math.min(t,o),n=Math.max(n,r),s=Math.max(s,o);return[e,t,n,s]}function Co(i,e,t,n){let s=[];for(let r=0,o=i.length-1;r<i.length;o=r++){let a=i[o],l=i[r],c=e*a[0]+t*a[1]-n,u=e*l[0]+t*l[1]-n;if(c>=0!=u>=0){let h=c/(c-u);s.push([a[0]+(l[0]-a[0])*h,a[1]+(l[1]-a[1])*h])}u>=0&&s.push(l)}return s}function Po(i,e,t,n=.02){let s=t[0]-e[0],r=t[1]-e[1],o=s*s+r*r,a=o===0?0:((i[0]-e[0])*s+(i[1]-e[1])*r)/o,l=Math.min(1,Math.max(0,a));return Math.hypot(i[0]-e[0]-l*s,i[1]-e[1]-l*r)<=n}var ch=class{constructor(e,t,n,s,r,o,a){this.index=e;this.id=t;this.kind=n;this.elevation=s;this.gradient=r;this.origin=o;this.polygons=a.map(Kf),this.bounds=Wa(a.flatMap(l=>l[0]))}index;id;kind;elevation;gradient;origin;polygons;bounds;height(e,t){return this.elevation+(e-this.origin[0])*this.gradient[0]+(t-this.origin[1])*this.gradient[1]}get sloped(){return this.gradient[0]!==0||this.gradient[1]!==0}contains(e,t){let[n,s,r,o]=this.bounds;return e>=n&&e<=r&&t>=s&&t<=o&&Ro(this.polygons,e,t)}};function jf(i){let e=i.surfaces.map((s,r)=>new ch(r,s.id,s.kind,s.elevation,s.gradient??[0,0],s.origin??[0,0],Ts(s.polygons))),t=i.portals??[],n=e.flatMap(s=>s.polygons.flatMap(r=>r[0].map(([o,a])=>s.height(o,a))));return{name:i.name,surfaces:e,portals:t,storeys:kx(e,t),openings:(i.openings??[]).map((s,r)=>({...s,index:r})),rooms:(i.rooms??[]).map(s=>zx(s.id,s.surface,Ts(s.polygons))),blocks:(i.blocks??[]).map(s=>({id:s.id,surface:s.surface,places:s.places,footprints:Ts(s.polygons).map(r=>r[0])})),walls:(i.walls??[]).map((s,r)=>({surface:i.wall_surface?.[r]??0,line:s})),bounds:Wa(e.flatMap(s=>s.polygons.flatMap(r=>r[0]))),lowest:n.reduce((s,r)=>Math.min(s,r),1/0),highest:n.reduce((s,r)=>Math.max(s,r),-1/0)}}function kx(i,e){let t=i.map(()=>new Set);for(let{surfaces:[s,r]}of e)t[s]?.add(r),t[r]?.add(s);let n=i.filter(s=>s.kind==="storey");return n.length===0&&(n=i.filter(s=>!s.sloped)),n.sort((s,r)=>s.elevation-r.elevation||s.index-r.index).map(s=>{let r=[...t[s.index]].filter(a=>i[a].kind!=="storey"),o=r.flatMap(a=>[...t[a]].filter(l=>i[l].kind==="landing"));return{surface:s,surfaces:new Set([s.index,...r,...o])}})}function zx(i,e,t){let[n,s,r,o]=Wa(t.flatMap(u=>u[0])),a=[(n+r)/2,(s+o)/2],l=-1,c=12;for(let u=0;u<=c;u++)for(let h=0;h<=c;h++){let d=n+(u+.5)/(c+1)*(r-n),f=s+(h+.5)/(c+1)*(o-s);if(!Ro(t,d,f))continue;let m=Math.hypot((d-(n+r)/2)/(r-n),(f-(s+o)/2)/(o-s)),y=Math.min(Vx(t,d,f),3)-2*m;(l===-1||y>l)&&(l=y,a=[d,f])}return{id:i,surface:e,centre:a,width:r-n,height:o-s}}function Vx(i,e,t){let n=1/0;for(let s of i.flat())for(let r=0,o=s.length-1;r<s.length;o=r++){let[a,l]=s[o],c=s[r][0]-a,u=s[r][1]-l,h=Math.min(1,Math.max(0,((e-a)*c+(t-l)*u)/(c*c+u*u||1)));n=Math.min(n,Math.hypot(e-a-h*c,t-l-h*u))}return n}function Bi(i,e){let t=i.state;for(let[n,s]of i.changes)n<=e&&(t=s);return t}function Qf(i){return i.state==="open"||i.changes.some(([,e])=>e==="open")}var Hx=8,Gx=.98,Wx=Math.PI/90,ep=1e-5,ki=180,Xa=class{constructor(e,t){this.entries=e;this.venue=t}entries;venue;views=[];key="";walls=new Map;get any(){return this.entries().length>0}at(e){return this.entries().filter(t=>t.start<=e&&e<t.end).map(t=>{let n=Xx(t,e),s=([h,d])=>[h+n[0],d+n[1]],{id:r,surface:o,radius:a,intensity:l,sight:c,hearing:u}=t;return{id:r,surface:o,centre:n,corners:t.corners.map(s),marks:t.marks.map(s),radius:a,intensity:l,sight:c,hearing:u}})}viewsAt(e){let t=this.at(e),n=t.length===0?"":this.venue.openings.map(r=>Bi(r,e)[0]).join(""),s=t.map(r=>`${r.id} ${r.surface} ${r.centre.map(o=>o.toFixed(2))}`).join()+n;return s!==this.key&&(this.key=s,this.views=t.map(r=>Yx(r,this.linesAt(r.surface,e)))),this.views}keyAt(e){return this.viewsAt(e),this.key}linesAt(e,t){let n=this.walls.get(e);if(n===void 0){n=qx(this.venue,e);for(let{surfaces:r,line:[o,a]}of this.venue.portals)r.includes(e)&&n.push([...o,...a]);this.walls.set(e,n)}let s=this.venue.openings.filter(r=>r.surface===e&&(r.kind==="exit"||Bi(r,t)!=="open")).map(({line:[r,o]})=>[...r,...o]);return[...n,...s]}};function Xx(i,e){let{time:t,x:n,y:s}=i,r=0;for(;r+1<t.length&&t[r+1]<=e;)r++;if(r+1>=t.length||e<=t[0])return[n[r],s[r]];let o=(e-t[r])/(t[r+1]-t[r]);return[n[r]+o*(n[r+1]-n[r]),s[r]+o*(s[r+1]-s[r])]}function qx(i,e){let t=i.blocks.filter(n=>n.surface===e).flatMap(n=>n.footprints);return i.walls.filter(({surface:n})=>n===e).map(({line:n})=>n).filter(([n,s,r,o])=>{let a=[(n+r)/2,(s+o)/2];return!t.some(l=>Es(l,...a)||l.some((c,u)=>Po(a,c,l[(u+1)%l.length],.002)))})}function Yx(i,e){let{corners:t,centre:n,radius:s,sight:r}=i,o=e.filter(u=>uh(n,u)<=r+s),a=u=>Zx(t,u),l=i.marks.length>0?{eye:n,ring:t}:tp(n,o,s+.1,u=>a(u)<=1e-6),c=(i.marks.length>0?i.marks:$x(i,o)).map(u=>tp(u,o,r+2*s+.1,h=>a(h)<=r));return{...i,core:l,seen:c}}function $x({corners:i,centre:e},t){let n=Math.min(Hx,i.length),s=new Set(Array.from({length:n},(r,o)=>Math.floor(o*i.length/n)));return[e,...[...s].map(r=>{let[o,a]=i[r],l=Math.min(1,...t.map(c=>np(e,o-e[0],a-e[1],c)))*Gx;return[e[0]+l*(o-e[0]),e[1]+l*(a-e[1])]})]}function tp(i,e,t,n){let s=e.filter(l=>uh(i,l)<=t),r=[];for(let l=-Math.PI;l<Math.PI;l+=Wx)r.push(l);let o=Array.from({length:ki},()=>[]);for(let l of s){let c=Math.atan2(l[1]-i[1],l[0]-i[0]),u=Math.atan2(l[3]-i[1],l[2]-i[0]);for(let m of[c,u])r.push(m-ep,m,m+ep);let h=u-c;h>Math.PI&&(h-=2*Math.PI),h<-Math.PI&&(h+=2*Math.PI);let d=Math.floor(Math.min(c,c+h)/(2*Math.PI)*ki-.01),f=Math.floor(Math.max(c,c+h)/(2*Math.PI)*ki+.01);for(let m=d;m<=f;m++)o[(m%ki+ki)%ki].push(l)}r.sort((l,c)=>l-c);let a=r.map(l=>{let c=Math.cos(l),u=Math.sin(l),h=Math.floor(l/(2*Math.PI)*ki),d=t;for(let f of o[(h%ki+ki)%ki])d=Math.min(d,np(i,c,u,f));if(!n([i[0]+d*c,i[1]+d*u])){let f=0;for(let m=0;m<14;m++){let y=(f+d)/2;n([i[0]+y*c,i[1]+y*u])?f=y:d=y}d=f}return[i[0]+d*c,i[1]+d*u]});return{eye:i,ring:a}}function np([i,e],t,n,[s,r,o,a]){let l=o-s,c=a-r,u=t*c-n*l;if(u===0)return 1/0;let h=((s-i)*c-(r-e)*l)/u,d=((s-i)*n-(r-e)*t)/u;return h>=0&&d>=0&&d<=1?h:1/0}function uh([i,e],[t,n,s,r]){let o=s-t,a=r-n,l=o*o+a*a,c=l===0?0:Math.min(1,Math.max(0,((i-t)*o+(e-n)*a)/l));return Math.hypot(i-t-c*o,e-n-c*a)}function Zx(i,e){if(Es(i,...e))return 0;let t=1/0;return i.forEach((n,s)=>{t=Math.min(t,uh(e,[...n,...i[(s+1)%i.length]]))}),t}function ip(i,e){let t=i.reduce((r,[o,a],l)=>{let[c,u]=i[(l+1)%i.length];return r+o*u-c*a},0)>0?1:-1,n=i,s=[];return n.forEach((r,o)=>{let a=n[(o+n.length-1)%n.length],l=n[(o+1)%n.length],c=Math.atan2(-(r[0]-a[0])*t,(r[1]-a[1])*t),u=Math.atan2(-(l[0]-r[0])*t,(l[1]-r[1])*t)-c;u*t<-1e-9&&(u+=2*Math.PI*t),u*t>Math.PI&&(u=0);let h=Math.max(1,Math.ceil(Math.abs(u)/.1));for(let d=0;d<=h;d++){let f=c+u*d/h;s.push([r[0]+e*Math.cos(f),r[1]+e*Math.sin(f)])}}),s}function hh(i,[e,t]){return i.some(({ring:n})=>Es(n,e,t))}function Io(i,e,t){return i.openings.some(n=>e.openings[n]!==void 0&&Bi(e.openings[n],t)==="open")?"open":"locked"}var Jx=[16639781,14476057,9820224,5621351,3980149,2139015,2070155,2329229,2653582,2977934,3367821,3757708,4212616,4536193,4728439,4724071,4456788],Kx=[16705592,16047180,14797909,12825449,10853492,9078392,7369075,5725549,3885420,1193328,8782],Lo=16317179,jx=.06,Qx=[2916280,4303709,10934634,16703627,16018755,11671595],ev=[16705592,13351529,9801592,6711664,3491180,8782],tv=[10134959,15113984,2060213,33610,11739423],nv=[10134959,15113984,29362,40563,13400487],iv=[10134959,15253788,14711583,8738741,33610],sv=[10134959,15787074,15113984,5682409,29362],rv=[10134959,33610,6733155,23196,7293608,14711583,12728218],ov=[10134959,40563,15787074,29362,5682409,15113984,13400487],av={mind:[iv,sv],action:[rv,ov],alerted_by:[[10134959],[10134959]]},lv=[4487082,15623799,2263091,13417284,6737134,11154295,3351176,14535799,1144627,8965358,8921685,4500121,10066227,11158681],cv=[15113984,5682409,40563,15787074,29362,13983232,13400487,4478058],ts=10492954,qa=16099328,sp=9068800,$s=33610,Zs=23196,Ya=ln(4145476),$a=ln(10792374);function ln(i){return[i>>16&255,i>>8&255,i&255]}function Pn([i,e,t,n]){let s=n===void 0||n===1?"":` / ${(100*n).toFixed(0)}%`;return`rgb(${Math.round(i)} ${Math.round(e)} ${Math.round(t)}${s})`}function No(i,e){let t=e==="safe"?Kx:Jx,n=Math.min(1,Math.max(0,i))*(t.length-1),s=Math.min(Math.floor(n),t.length-2),r=n-s,o=ln(t[s]),a=ln(t[s+1]);return[0,1,2].map(l=>o[l]*(1-r)+a[l]*r)}function Za(i,e,t){return[...No(e==="early"?1-i:i,t),e==="amount"?Math.min(1,i/jx):1]}function rp(i){return`linear-gradient(to right, ${Array.from({length:51},(t,n)=>Pn(i(n/50))).join(", ")}), ${Pn(ln(Lo))}`}function Do(i,e,t){let n=t==="safe";if(i==="status")return(n?nv:tv).map(ln);if(i==="level_of_service")return(n?ev:Qx).map(ln);let s=av[i]?.[n?1:0]??[],r=(n?cv:lv).map(ln);return Array.from({length:e},(o,a)=>a<s.length?ln(s[a]):uv(r[(a-s.length)%r.length],Math.floor((a-s.length)/r.length)))}function uv(i,e){if(e===0)return i;let t=e%2===1?255:0,n=Math.min(.65,.38*Math.ceil(e/2));return i.map(s=>s+(t-s)*n)}var hv=[.31,.43,.72,1.08,2.17],dv=[.54,.72,1.08,1.54,2.69],op=["status","mind","action","believed_danger","alerted_by","zone_time","zone_sight","speed","density","level_of_service","exit_used","goal_exit","population","surface"],fv={exit_used:"Exit used",goal_exit:"Exit headed for",population:"Role / population",surface:"Storey or stair",level_of_service:"Level of service (Fruin)",density:"Density around",mind:"State of mind",alerted_by:"Alerted by",believed_danger:"Believed danger",zone_time:"Time in danger zones",zone_sight:"Time in sight of danger zones",zone_peak:"Highest danger",aware_at:"Time of becoming aware",investigating_at:"Time of looking for confirmation",decided_at:"Time of deciding to act",protected_at:"Time of being protected",status:"Status",speed:"Speed",start_time:"Time of starting to move",time_out:"Time of leaving"},pv={mind:"How far the person has come towards acting",alerted_by:"The first cue that the person noticed",action:"What the person has decided to do",exit_used:"The exit that the person leaves by",goal_exit:"The exit that the person heads for",assigned_exit:"The exit that the person was told to use",population:"The population that the person belongs to",surface:"Where the person stands",mobility:"Mobility class; 0 means no restriction",speed:"Speed in plan, from one recorded frame to the next",density:"People per m² around, smoothed over about 2 m × 2 m",level_of_service:"After Fruin, for walkways or stairs, from the density around"};function Ja(i){return pv[i.name]??i.meaning}function As(i){let e=i.name.replaceAll("_"," ");return fv[i.name]??e.charAt(0).toUpperCase()+e.slice(1)}function Ka(i){return i.unit===""?As(i):`${As(i)} in ${Uo(i.unit)}`}function Uo(i){return i.replace("m-2","1/m²").replace("m2","m²").replace(/^a$/,"years")}function ap(i){let e=t=>{let n=op.indexOf(t.name);return n===-1?op.length:n};return[...i].sort((t,n)=>e(t)-e(n))}function mv(i,e){let t=e?dv:hv,n=0;for(;n<t.length&&i>=t[n];)n++;return n}function lp(i,e,t){let n=i.slice;if(e.name==="density"||e.name==="level_of_service"){let s=i.densityNow(),r=e.name==="level_of_service";for(let o=0;o<n.count;o++){let a=n.surface[o],l=s.at(a,n.from[3*o],n.from[3*o+1]);t[o]=r?mv(l,i.venue.surfaces[a]?.kind==="flight"):l}return}for(let s=0;s<n.count;s++){let r=i.value(e,s);t[s]=e.kind==="category"&&r<0?NaN:r}}function dh(i){if(i.name==="believed_danger"||i.name==="zone_peak")return[0,1];let[e,t]=i.range??[0,1];return t>e?[e,t]:[e,e+1]}function ja(i,e){if(i.kind==="category")return{table:Do(i.name,i.values?.length??0,e),low:0,high:255,category:!0};let[t,n]=dh(i);return{table:Array.from({length:256},(s,r)=>No(r/255,e)),low:t,high:n,category:!1}}function cp(i){return 1-Math.exp(-6/i)}var Qa=class{constructor(e,t){this.container=e;let{header:n,arrays:s}=e;this.times=s.time,this.maps=n.maps,this.smoke=n.planes,this.now=Array.from({length:t},()=>{});for(let{surface:r,x0:o,y0:a,cell:l,nx:c,ny:u}of this.smoke)this.now[r]={surface:r,x0:o,y0:a,cell:l,nx:c,ny:u,values:new Float32Array(c*u)}}container;times;maps;smoke;now;shown=-1;get smoky(){return this.smoke.length>0}values(e){return this.container.arrays[e]}place(e){let{times:t}=this;if(t.length===0||e<t[0])return-1;let n=0;for(;n+1<t.length&&t[n+1]<=e;)n++;return n+1===t.length?n:n+Math.round(16*(e-t[n])/(t[n+1]-t[n]))/16}smokeAt(e){let t=this.place(e);if(t===this.shown)return this.now;this.shown=t;let n=Math.max(0,Math.floor(t)),s=t<0?0:t-n;for(let{surface:r,array:o}of this.smoke){let a=this.container.arrays[o],l=this.now[r].values,c=n*l.length,u=s>0?c+l.length:c;for(let h=0;h<l.length;h++)l[h]=t<0?0:(a[c+h]+(a[u+h]-a[c+h])*s)/255}return this.now}};function up(i,e){let t=i.flatMap(l=>[...l.time]).sort((l,c)=>l-c),n=i.reduce((l,c)=>l+c.direction.filter(u=>u>0).length,0),s=t.length,r=s>0?t[0]:NaN,o=s>0?t[s-1]:NaN,a=s>1&&o>r?(s-1)/(o-r):0;return{nt:t.map((l,c)=>[l,c+1]),forward:n,backward:s-n,length:e,first:r,last:o,flow:a,specificFlow:e>0?a/e:0}}var el=class{count=0;frame=-1;person=new Uint32Array(0);place=new Uint32Array(0);row=new Uint32Array(0);surface=new Int16Array(0);status=new Uint8Array(0);speed=new Float32Array(0);from=new Float32Array(0);to=new Float32Array(0);grow(e){if(e<=this.person.length)return;let t=Math.ceil(e*1.2)+16;this.person=new Uint32Array(t),this.place=new Uint32Array(t),this.row=new Uint32Array(t),this.surface=new Int16Array(t),this.status=new Uint8Array(t),this.speed=new Float32Array(t),this.from=new Float32Array(t*3),this.to=new Float32Array(t*3)}fill(e,t,n,s){let r=t-e.frame0,{person:o,first:a,last:l,x:c,y:u,surface:h,status:d,start:f}=e;this.grow(o.length),this.frame=t;let{from:m,to:y,speed:p}=this,g=s.surfaces,_=0;for(let E=0;E<o.length;E++){if(r<a[E]||r>l[E])continue;let b=f[E]+r-a[E],R=h[b],T=g[R],v=c[b],A=u[b],k=v,D=A,L,G=T===void 0?0:T.height(v,A);if(r<l[E]){k=c[b+1],D=u[b+1];let Z=g[h[b+1]];L=Z===void 0?0:Z.height(k,D)}else r>a[E]&&h[b-1]===R&&(k=2*v-c[b-1],D=2*A-u[b-1]),L=G;this.person[_]=o[E],this.place[_]=E,this.row[_]=b,this.surface[_]=R,this.status[_]=d[b];let W=k-v,N=D-A;p[_]=Math.sqrt(W*W+N*N)/n;let V=3*_;m[V]=v,m[V+1]=A,m[V+2]=G,y[V]=k,y[V+1]=D,y[V+2]=L,_++}this.count=_}indexOf(e){for(let t=0;t<this.count;t++)if(this.person[t]===e)return t;return-1}position(e,t){let n=3*e,s=r=>this.from[n+r]+(this.to[n+r]-this.from[n+r])*t;return[s(0),s(1),s(2)]}countBy(e,t){let n=new Uint32Array(t);for(let s=0;s<this.count;s++)e[s]>=0&&e[s]<t&&n[e[s]]++;return n}};var tl=class{constructor(e,t,n,s,r){this.source=e;this.crew=t;this.run=n;this.entries=s;this.arrived=r}source;crew;run;entries;arrived;held=new Map;coming=new Map;failed=new Map;find(e){let t=0,n=this.entries.length-1;for(;t<n;){let s=t+n+1>>1;this.entries[s].frame0<=e?t=s:n=s-1}return t}get(e){return this.held.get(e)}fault(e){return this.failed.get(e)}centre(e){for(let t of this.held.keys())(t<e-1||t>e+2)&&this.held.delete(t);this.fetchQuietly(e),e+1<this.entries.length&&this.fetchQuietly(e+1)}fetchQuietly(e){this.failed.has(e)||this.fetch(e).catch(()=>{})}fetch(e){let t=this.held.get(e);if(t!==void 0)return Promise.resolve(t);let n=this.coming.get(e);return n===void 0&&(n=this.load(e),this.coming.set(e,n)),n}async load(e){try{let t=await this.crew.chunk(await this.source.chunk(this.run,this.entries[e].index));return this.held.set(e,t),this.failed.delete(e),t}catch(t){throw this.failed.set(e,t instanceof Error?t.message:String(t)),t}finally{this.coming.delete(e),this.arrived()}}extend(e){e.forEach((t,n)=>{let s=this.entries[n];s!==void 0&&(s.frames!==t.frames||s.complete!==t.complete)&&this.held.delete(n),this.failed.delete(n)}),this.entries=e}get size(){return this.held.size}};var Fo=["absent","waiting","moving","out","incapacitated"],nl=class{constructor(e,t,n,s,r){this.index=e;this.entry=t;this.source=n;this.crew=s;this.venue=jf(t.venue),this.zones=new Xa(()=>this.entry.zones??[],this.venue),this.store=new tl(n,s,e,t.chunks,r)}index;entry;source;crew;venue;store;slice=new el;zones;people={};maps={};air;mapsFault;density;version=0;filled;densityVersion=-1;refuges=new Map;async loadTables(){let[e,t]=await Promise.all([this.source.people(this.index).then(n=>this.crew.container(n)),this.source.maps(this.index).then(n=>this.crew.container(n)).catch(n=>{this.mapsFault=n instanceof Error?n.message:String(n)})]);this.people=e.arrays,this.maps=t?.arrays??{},this.density=void 0,this.densityVersion=-1}async loadAir(){if(this.entry.air!==!0)return!1;try{this.air=new Qa(await this.crew.container(await this.source.air(this.index)),this.venue.surfaces.length)}catch(e){this.mapsFault=e instanceof Error?e.message:String(e)}return!0}get interval(){return this.entry.frame_interval}get lastFrame(){return Math.max(0,this.entry.frames-1)}get duration(){return this.lastFrame*this.interval}frameAt(e){return Math.max(0,Math.min(this.lastFrame,Math.floor(e/this.interval+1e-6)))}shareAt(e){return Math.min(1,Math.max(0,e/this.interval-this.frameAt(e)))}show(e){if(this.store.entries.length===0)return!0;let t=this.frameAt(e),n=this.store.find(t);this.store.centre(n);let s=this.store.get(n);return s===void 0?this.store.fault(n)!==void 0:((s!==this.filled||t!==this.slice.frame)&&(this.slice.fill(s,t,this.interval,this.venue),this.filled=s,this.version++),!0)}async seek(e){this.store.entries.length!==0&&(await this.store.fetch(this.store.find(this.frameAt(e))).catch(()=>{}),this.show(e))}faultsAt(e){return[this.store.entries.length===0?void 0:this.store.fault(this.store.find(this.frameAt(e))),this.mapsFault].filter(n=>n!==void 0)}densityNow(){return this.density??=new Ha(this.venue,this.venue.surfaces.map(e=>this.map("area",e.index))),this.densityVersion!==this.version&&(this.density.update(this.slice),this.densityVersion=this.version),this.density}get mapEntries(){return this.air===void 0?this.entry.maps:[...this.entry.maps,...this.air.maps]}map(e,t){let n=this.mapEntries.find(d=>d.name===e&&d.surface===t),s=n??this.entry.maps.find(d=>d.surface===t),r=n?.array??`${e}:${t}`,o=this.maps[r]??this.air?.values(r);if(s===void 0||o===void 0)return;let{x0:a,y0:l,cell:c,nx:u,ny:h}=s;return{surface:t,x0:a,y0:l,cell:c,nx:u,ny:h,values:Float32Array.from(o)}}column(e){return this.entry.columns.find(t=>t.name===e)}value(e,t){let n=this.slice;return e.name==="status"?n.status[t]:e.name==="surface"?n.surface[t]:e.name==="speed"?n.speed[t]:e.source==="chunk"?this.filled?.columns[e.name]?.[n.row[t]]??NaN:this.people[e.name]?.[n.person[t]]??NaN}inside(){return this.slice.count}get places(){return this.entry.places??[]}occupancy(e){let t=this.refuges.get(e.id);t===void 0&&this.refuges.set(e.id,t=Ts(e.polygons));let{slice:n}=this,s=0;for(let r=0;r<n.count;r++)n.surface[r]===e.surface&&Ro(t,n.from[3*r],n.from[3*r+1])&&s++;return s}async measure(e,t,n,s){let r=[];for(let[o,a]of this.store.entries.entries()){let l=await this.source.chunk(this.index,a.index);r.push(await this.crew.measure(l,e,t,n,this.interval)),s?.((o+1)/this.store.entries.length)}return up(r,Math.hypot(t[0]-e[0],t[1]-e[1]))}};var Oo={none:"None",density:"Density now",max_density:"Maximum density",mean_density:"Mean density",time_above_2:"Time above 2 per m²",time_above_4:"Time above 4 per m²",time_above_5:"Time above 5 per m²",margin:"Margin (ASET less RSET)",aset:"Available time (ASET)",rset:"Time of last use (RSET)"},fh=["margin","aset","rset"];function dp(i){return i.startsWith("time_above")||fh.includes(i)?"s":"people per m²"}function ph(i,e){return e==="none"?null:e==="density"?i.densityNow().planes:i.venue.surfaces.map(t=>i.map(e,t.index))}function il(i,e){if(e==="density"){let l=i[0].column("density")?.range?.[1]??1;return{full:l,beyond:hp(i,"max_density")>l,kind:"amount",classes:[],bare:""}}let t=i.flatMap(l=>l.mapEntries).find(l=>l.name===e),{ramp:n="amount",classes:s=[],bare:r=""}=t??{};if(n==="classes")return{full:s.length,beyond:!1,kind:n,classes:s,bare:r};let o=hp(i,e),a=t?.full_scale??null;return{full:a??(o===0?10:gv(o)),beyond:a!==null&&o>a,kind:n,classes:s,bare:r}}function hp(i,e){let t=0;for(let n of i)for(let s of ph(n,e)??[])for(let r of s?.values??[])r>t&&(t=r);return t}function gv(i){let e=10**Math.floor(Math.log10(i));return[1,2,3,4,5,6,8,10].map(t=>t*e).find(t=>t>=i-1e-9)??i}function sl(i,e){return e==="none"||e==="density"||i.mapEntries.some(t=>t.name===e)}var Js=[.5,1,2,4,8,16,32,64],ol=["none","density","max_density","time_above_2","time_above_4","time_above_5","mean_density",...fh],rl=class{constructor(e,t,n){this.manifest=e;this.source=t;this.runs=e.runs.flatMap((r,o)=>r.venue===null||r.venue===void 0?[]:[new nl(o,r,t,n,()=>this.arrived())]),this.columns.find(r=>r.name==="status"&&r.recorded)===void 0&&(this.state.colour="speed"),this.columns.some(({name:r,recorded:o})=>o&&r===this.run.entry.colour)&&(this.state.colour=this.run.entry.colour)}manifest;source;runs;state={time:0,playing:!1,speed:4,colour:"status",layer:"none",palette:"standard",arrangement:"stacked",storey:0,plan:!1,labels:!0,people:!0,smoke:!0,zones:!0,selected:null,follow:!1,tool:"look",dark:!1,measured:[],waiting:!1,leftPanel:!0,rightPanel:!0};listeners=[];pending=new Set;versions=[];nextLine=1;arrived=()=>{};async loadAir(){(await Promise.all(this.runs.map(t=>t.loadAir()))).includes(!0)&&this.tell("tables")}listen(e){this.listeners.push(e)}set(e){for(let[t,n]of Object.entries(e))this.state[t]!==n&&(this.state[t]=n,this.pending.add(t));this.flush()}tell(...e){for(let t of e)this.pending.add(t);this.flush()}flush(){if(this.pending.size===0)return;let e=new Set(this.pending);this.pending.clear();for(let t of this.listeners)t(e)}get run(){return this.runs[0]}get duration(){return Math.max(...this.runs.map(e=>e.duration))}get running(){return this.runs.some(e=>e.entry.status==="running")}get columns(){return ap(this.run.entry.columns)}get column(){return this.run.column(this.state.colour)??this.run.entry.columns[0]}advance(e){let{state:t}=this;if(t.playing&&!t.waiting){let n=Math.min(this.duration,t.time+e*t.speed),s=n>=this.duration&&!this.running;this.set(s?{time:n,playing:!1}:{time:n})}this.show()}show(){let e=!0;return this.runs.forEach((t,n)=>{t.show(Math.min(this.state.time,t.duration))||(e=!1),this.versions[n]!==t.version&&(this.versions[n]=t.version,this.pending.add("slice"))}),this.set({waiting:!e}),e}async seek(e){let t=Math.min(this.duration,Math.max(0,e));this.set({time:t}),await Promise.all(this.runs.map(n=>n.seek(Math.min(t,n.duration)))),this.show()}togglePlay(){let{playing:e,time:t}=this.state;!e&&t>=this.duration&&!this.running&&this.set({time:0}),this.set({playing:!e})}stepSpeed(e){let t=Js.indexOf(this.state.speed);this.set({speed:Js[Math.min(Js.length-1,Math.max(0,t+e))]})}select(e,t){this.set(t<0?{selected:null,follow:!1}:{selected:{run:e,person:t},follow:!0})}async measure(e,t,n,s){let r={id:this.nextLine++,run:e,surface:s,p:t,q:n,result:null,progress:0};return this.set({measured:[...this.state.measured,r]}),r.result=await this.runs[e].measure(t,n,s,o=>{r.progress=o,this.tell("measured")}),this.tell("measured"),r.result}forget(e){this.set({measured:this.state.measured.filter(t=>t.id!==e)})}counts(e){let t=e.slice.countBy(e.slice.surface,e.venue.surfaces.length),n=e.column("status")?.values??Fo,s=e.slice.countBy(e.slice.status,n.length);return{inside:e.inside(),bySurface:Object.fromEntries(e.venue.surfaces.map((r,o)=>[r.id,t[o]])),byStatus:Object.fromEntries(n.map((r,o)=>[r,s[o]]))}}insideStatuses(){let e=this.run.column("status")?.values??Fo,n=this.runs.some(s=>["incapacitated_at","rescue"].some(r=>s.column(r)!==void 0))?["absent","out"]:["absent","out","incapacitated"];return e.map((s,r)=>r).filter(s=>!n.includes(e[s]))}get colourTitle(){return Ka(this.column)}};function H(i,e={},...t){let n=document.createElement(i);for(let[s,r]of Object.entries(e))r==null||r===!1||(s.startsWith("on")?n.addEventListener(s.slice(2),r):s==="class"?n.className=String(r):s==="style"?n.style.cssText=String(r):s==="value"||s==="checked"||s==="disabled"?Object.assign(n,{[s]:r}):n.setAttribute(s,r===!0?"":String(r)));return n.append(...t.filter(s=>s!=null&&s!==!1)),n}var xv={play:'<path d="M6 4.2v11.6L15.6 10z" fill="currentColor" stroke-linejoin="round"/>',pause:'<path d="M6 4.5v11M14 4.5v11" stroke-width="3"/>',back:'<path d="M12.5 5 7 10l5.5 5M5 5v10"/>',forward:'<path d="M7.5 5 13 10l-5.5 5M15 5v10"/>',measure:'<path d="M3 13.2 13.2 3 17 6.8 6.8 17zM6.2 10l1.8 1.8M8.8 7.4l2.6 2.6M11.3 4.9l1.8 1.8"/>',label:'<path d="M3.5 5.5h8l5 4.5-5 4.5h-8z"/><circle cx="7" cy="10" r=".9" fill="currentColor"/>',fit:'<path d="M3.5 7V3.5H7M13 3.5h3.5V7M16.5 13v3.5H13M7 16.5H3.5V13"/><circle cx="10" cy="10" r="2"/>',camera:'<path d="M3 6.5h3.2L7.6 4.4h4.8l1.4 2.1H17v9H3z"/><circle cx="10" cy="10.8" r="2.6"/>',film:'<rect x="3" y="5" width="10" height="10" rx="1.5"/><path d="m13 9 4-2.2v6.4L13 11"/>',frames:'<rect x="6.5" y="6.5" width="10" height="10" rx="1.2"/><path d="M13.5 3.5h-9a1 1 0 0 0-1 1v9"/>',help:'<circle cx="10" cy="10" r="6.8"/><path d="M8 8a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4M10 13.6v.1"/>',theme:'<circle cx="10" cy="10" r="6.5"/><path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>',close:'<path d="m5.5 5.5 9 9M14.5 5.5l-9 9"/>',export:'<path d="M10 12.5V3.5M6.5 6.8 10 3.3l3.5 3.5M4 11.5v5h12v-5"/>',left:'<rect x="3" y="4" width="14" height="12" rx="1.5"/><path d="M8 4v12"/>',right:'<rect x="3" y="4" width="14" height="12" rx="1.5"/><path d="M12 4v12"/>',follow:'<circle cx="10" cy="10" r="5"/><path d="M10 2.5V6M10 14v3.5M2.5 10H6M14 10h3.5"/>'};function mh(i){let e=document.createElement("template");return e.innerHTML=`<svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${xv[i]??""}</svg>`,e.content.firstElementChild}function En(i,e,t,n={}){return H("button",{type:"button",class:"icon-button","aria-label":e,title:e,onclick:t,...n},mh(i))}function fn(i,e=!1){let t=Math.floor(i+1e-6),n=Math.floor(t/3600),s=Math.floor(t/60)%60,r=t%60,o=l=>String(l).padStart(2,"0"),a=e?`.${Math.floor((i+1e-6-t)*10)}`:"";return(n>0?`${n}:${o(s)}`:String(s))+`:${o(r)}${a}`}function yi(i){return Math.round(i).toLocaleString("en-GB").replaceAll(","," ")}function zi(i,e=3){if(Number.isNaN(i))return"–";let t=Number(i.toPrecision(e));return Math.abs(t)>=1e4?yi(t):String(t)}var fp={broken:["This run cannot be shown","Something in the folder is missing or damaged."],empty:["This run holds nothing to show yet","No positions have been written."],foreign:["This is not a run of Exeunt","The viewer opens run folders, JuPedSim SQLite files and PedPy text files."],running:["The run has just started","The scene appears as soon as the first positions are written."],incomplete:["This run was cut off before it wrote positions","It was killed, or the computer stopped."],interrupted:["This run was interrupted before it wrote positions","Somebody stopped it."],failed:["This run failed before it wrote positions","The simulation ended with an error."],complete:["Nobody is in this run","It is complete, but holds no positions."]};function gh(i){return i.venue!==null&&i.venue!==void 0&&i.chunks.length>0}function pp(i){let[e,t]=fp[i.status]??fp.broken,n=i.status==="running";return Ks(e,i.reason||t,[...i.folder_name?[`Folder: ${i.folder_name}`]:[],...i.hint?[i.hint]:[],...i.notes??[]],n)}function Ks(i,e,t=[],n=!1){return H("main",{class:"message","data-testid":"message"},H("div",{class:"message-box"},H("div",{class:`message-mark${n?" waits":""}`,"aria-hidden":"true"},n?"":"!"),H("h1",{},i),H("p",{},e),...t.map(s=>H("p",{class:"muted"},s)),H("p",{class:"message-foot"},"Exeunt viewer")))}function al(i){let e=t=>{let n=new Set(i.map(t));return n.size===1?[...n].filter(s=>s!==""):[]};return[...e(t=>t.variant_title||t.variant||""),...e(t=>t.seed===null||t.seed===void 0?"":`seed ${t.seed}`)]}function mp(i){let e=[],t=i.reason?` ${i.reason}`:"";i.status==="incomplete"&&e.push({kind:"warn",text:`This run is incomplete: it ends where it was cut off.${t}`}),i.status==="interrupted"&&e.push({kind:"warn",text:`This run was interrupted.${t}`}),i.status==="failed"&&e.push({kind:"warn",text:`This run failed.${t}`}),i.status==="foreign"&&e.push({kind:"info",text:`From another program.${t}`});for(let n of i.notes??[])e.push({kind:"info",text:n});return(i.gaps??[]).length>0&&e.push({kind:"warn",text:"Parts of the run are missing; they are marked red on the time line."}),e}var vv=24,gp=["free","","","","","breakdown"];function ll(i,e){let t=i.state.palette,n=Ka(e);if(!e.recorded)return{title:n,entries:[],ramp:null,note:"Not recorded in this run."};if(e.kind==="category"){let a=ja(e,t).table,l=e.values??[],c=yv(i,e),u=l.map((d,f)=>({colour:Pn(a[f]),text:xh(e,d,f)})).filter((d,f)=>c===null||c.has(f)).slice(0,vv),h=(c===null?l.length:c.size)-u.length;return{title:n,entries:u,ramp:null,note:h>0?`and ${h} more`:""}}let[s,r]=dh(e);return{title:n,entries:[],ramp:{colour:a=>[...No(a,t),1],ticks:xp(s,r)},note:""}}function xh(i,e,t){return e===""?i.name==="alerted_by"?"nothing yet":"none":i.name!=="level_of_service"||gp[t]===""?e:`${e} – ${gp[t]}`}function yv(i,e){if(e.name==="status")return new Set(i.insideStatuses());if(e.source!=="people")return null;let t=new Set;for(let n of i.runs)for(let s of n.people[e.name]??[])s>=0&&t.add(s);return t}function cl(i){let{layer:e,palette:t}=i.state;if(e==="none")return null;let n=il(i.runs,e),s=n.bare===""?"":`Bare floor: ${n.bare}.`;if(n.kind==="classes"){let a=n.classes.map(({colour:l,words:c})=>({colour:l,text:c}));return{title:Oo[e],entries:a,ramp:null,note:s}}let r=xp(0,n.full);return n.beyond&&(r[r.length-1].text+="+"),{title:`${Oo[e]} in ${dp(e)}`,entries:[],ramp:{colour:a=>Za(a,n.kind,t),ticks:r},note:s}}function ul(i){return!i.state.smoke||!i.runs.some(t=>t.air?.smoky===!0)?null:{title:"Smoke at head height",entries:[30,10,5,3].map(t=>({colour:`rgb(${Ya.join(" ")} / ${(100*cp(t)).toFixed(0)}%)`,text:`one sees ${t} m far`})),ramp:null,note:""}}function hl(i){let e=i.state.zones&&i.runs.some(o=>o.zones.any),t=i.runs.some(o=>o.places.some(({kind:a})=>a==="refuge"));if(!e&&!t)return null;let n=e&&i.runs.some(o=>o.entry.zones.some(({hearing:a})=>a>0)),s=(o,a)=>`rgb(${ln(o).join(" ")} / ${a}%)`;return{title:"Danger zones and refuges",entries:[...e?[{colour:s(ts,62),text:"danger zone"},{colour:s(qa,30),text:"ground from which it is seen"}]:[],...t?[{colour:s($s,35),text:"refuge, open"},{colour:s(Zs,35),text:"refuge, locked"}]:[]],ramp:null,note:n?"Dashed: heard up to there at most.":""}}function xp(i,e){let t=(e-i)/4,n=10**Math.floor(Math.log10(t)),s=[1,2,2.5,5,10].map(o=>o*n).find(o=>o>=t-1e-9)??t,r=[];for(let o=Math.ceil(i/s-1e-9)*s;o<=e+1e-9;o+=s)r.push({share:(o-i)/(e-i),text:zi(o)});return r}function Bo(i,e=!1){let t=i.ramp===null?H("ul",{class:"classes"},...i.entries.map(n=>H("li",{},H("span",{class:"swatch",style:`background:${n.colour}`}),n.text))):H("div",{class:"ramp"},H("div",{class:"ramp-bar",style:`background:${rp(i.ramp.colour)}`}),H("div",{class:"ramp-ticks"},...i.ramp.ticks.map(n=>H("span",{style:`left:${n.share*100}%`},n.text))));return H("div",{class:"legend"},e&&H("h4",{},i.title),t,i.note!==""&&H("p",{class:"note"},i.note))}function vp(i,e,t,n,s,r){let l=u=>26+(u.ramp===null?u.entries.length*18:34)+(u.note===""?0:18),c=n-e.reduce((u,h)=>u+l(h)+8,0);for(let u of e){let h=t-210;if(i.fillStyle=r,i.beginPath(),i.roundRect(h,c,210,l(u),8),i.fill(),i.fillStyle=s,i.textAlign="left",i.textBaseline="middle",i.font="600 12px system-ui, sans-serif",i.fillText(u.title,h+12,c+15,186),i.font="12px system-ui, sans-serif",u.ramp!==null){i.fillStyle=Pn(ln(Lo)),i.fillRect(h+18,c+28,174,10);for(let d=0;d<174;d++)i.fillStyle=Pn(u.ramp.colour(d/173)),i.fillRect(h+18+d,c+28,1,10);i.fillStyle=s,i.textAlign="center";for(let d of u.ramp.ticks)i.fillText(d.text,h+18+d.share*174,c+48)}u.entries.forEach((d,f)=>{i.fillStyle=d.colour,i.beginPath(),i.roundRect(h+12,c+28+f*18,12,12,3),i.fill(),i.fillStyle=s,i.fillText(d.text,h+32,c+34.5+f*18,166)}),c+=l(u)+8}}var kT=Pn($a);var _v=Uint32Array.from({length:256},(i,e)=>{let t=e;for(let n=0;n<8;n++)t=t&1?3988292384^t>>>1:t>>>1;return t>>>0});function bv(i){let e=4294967295;for(let t of i)e=_v[(e^t)&255]^e>>>8;return(e^4294967295)>>>0}var Sv=33;function yp(i){let e=[],t=[],n=0,s=0;for(let{name:o,bytes:a}of i){let l=new TextEncoder().encode(o),c=[20,2048,0,0,Sv],u=[bv(a),a.length,a.length],h=vh(67324752,c,u,[l.length,0],[],l);e.push(h,a);let d=vh(33639248,[20,...c],u,[l.length,0,0,0,0],[0,n],l);t.push(d),n+=h.length+a.length,s+=d.length}let r=vh(101010256,[0,0,i.length,i.length],[s,n],[0],[],new Uint8Array(0));return new Blob([...e,...t,r],{type:"application/zip"})}function vh(i,e,t,n,s,r){let o=new Uint8Array(4+2*e.length+4*t.length+2*n.length+4*s.length+r.length),a=new DataView(o.buffer),l=0,c=(u,h)=>{h===2?a.setUint16(l,u,!0):a.setUint32(l,u,!0),l+=h};c(i,4);for(let u of e)c(u,2);for(let u of t)c(u,4);for(let u of n)c(u,2);for(let u of s)c(u,4);return o.set(r,l),o}var yh="system-ui, -apple-system, sans-serif",Cr=46,dl=class{constructor(e,t,n){this.app=e;this.panes=t;this.draw=n}app;panes;draw;onFrame=null;compose(e=document.createElement("canvas")){let{app:t,panes:n}=this,s=n[0].stage.pixelRatio,r=n[0].stage.theme,o=n.reduce((m,y)=>m+y.stage.width,0),a=n[0].stage.height+Cr,[l,c]=[2*Math.round(o*s/2),2*Math.round(a*s/2)];(e.width!==l||e.height!==c)&&([e.width,e.height]=[l,c]);let u=e.getContext("2d");u.setTransform(s,0,0,s,0,0);let h=t.state.dark?"#171d23":"#ffffff";u.fillStyle=h,u.fillRect(0,0,o,Cr);let d=0;for(let m of n){for(let _ of[m.stage.canvas,m.overlay.canvas])u.drawImage(_,d,Cr,m.stage.width,m.stage.height);let{entry:y}=m.run;u.textBaseline="middle",u.textAlign="left",u.fillStyle=r.ink,u.font=`650 15px ${yh}`,u.fillText(y.label,d+18,Cr/2);let p=d+18+u.measureText(y.label).width+12;u.font=`13px ${yh}`,u.fillStyle=r.muted;let g=t.runs.length>1?[]:al([y]);u.fillText([...g,`${yi(m.run.inside())} inside`].join(" · "),p,Cr/2),d+=m.stage.width}u.textAlign="right",u.fillStyle=r.ink,u.font=`650 17px ${yh}`,u.fillText(fn(t.state.time,!0),o-18,Cr/2);let f=[ll(t,t.column),cl(t),ul(t),hl(t)].filter(m=>m!==null);return vp(u,f,o-12,a-12,r.ink,r.halo),e}async picture(){return this.draw(),_p(this.compose())}async frames(e,t){let{app:n}=this,s={time:n.state.time,playing:n.state.playing};n.set({playing:!1});let r=[],o=Math.max(1,Math.floor((e.to-e.from)/e.speed*e.fps+1e-6)+1),a=document.createElement("canvas");for(let l=0;l<o;l++){await n.seek(e.from+l*e.speed/e.fps),this.draw();let c=await _p(this.compose(a));if(r.push({name:`frame-${String(l).padStart(5,"0")}.png`,bytes:new Uint8Array(await c.arrayBuffer())}),!t((l+1)/o))break}return await n.seek(s.time),n.set({playing:s.playing}),yp(r)}async film(e,t){let{app:n}=this,s=document.createElement("canvas");await n.seek(e.from),this.draw(),this.compose(s);let r=["video/webm;codecs=vp9","video/webm;codecs=vp8","video/webm"].find(u=>MediaRecorder.isTypeSupported(u));if(r===void 0)throw new Error("This browser cannot record WebM films; export the frames instead.");let o=new MediaRecorder(s.captureStream(e.fps),{mimeType:r,videoBitsPerSecond:8e6}),a=[];o.ondataavailable=u=>a.push(u.data);let l=n.state.speed,c=new Promise(u=>o.onstop=()=>u());return o.start(1e3),n.set({speed:e.speed,playing:!0}),await new Promise(u=>{this.onFrame=()=>{this.draw(),this.compose(s),(!t((n.state.time-e.from)/Math.max(1e-9,e.to-e.from))||n.state.time>=e.to||!n.state.playing)&&u()}}),this.onFrame=null,n.set({speed:l,playing:!1}),o.stop(),await c,new Blob(a,{type:"video/webm"})}};function _p(i){return new Promise((e,t)=>i.toBlob(n=>n===null?t(new Error("The picture could not be made.")):e(n),"image/png"))}function fl(i,e){let t=H("a",{href:URL.createObjectURL(i),download:e});t.click(),setTimeout(()=>URL.revokeObjectURL(t.href),1e4)}function pl(i,e){return`${i.run.entry.name.toLowerCase().replace(/[^a-z0-9]+/g,"-").replace(/^-|-$/g,"")||"run"}-${fn(i.state.time).replaceAll(":","m")}s${e}`}function bp(i,...e){let t=H("dialog",{class:"dialog","aria-label":i},H("header",{},H("h2",{},i),En("close","Close (Esc)",()=>t.close())),...e);return t.addEventListener("close",()=>t.remove()),t.addEventListener("click",n=>n.target===t&&t.close()),document.body.append(t),t.showModal(),t}var Mv=[["Space","play or pause"],["← →","1 s back or on; with Shift 10 s"],[", .","one frame back or on"],["Home End","start, end"],["+ −","faster, slower"],["1 2 3","storeys stacked, exploded, single"],["Page ↑ ↓","one storey up or down"],["V","3-D or plan"],["F","fit everything on the screen"],["C","next way of colouring (Shift: previous)"],["H","next heat map"],["P L G Z","people, names, smoke, danger zones on or off"],["M","measure: click two points"],["S","save a picture"],["T","light or dark"],["[ ]","left, right panel on or off"],["Esc","stop measuring or following"],["?","this list"]];function ml(){bp("Keys and mouse",H("div",{class:"keys"},...Mv.flatMap(([i,e])=>[H("div",{},...i.split(" ").map(t=>H("kbd",{},t))),H("div",{},e)])),H("p",{class:"note"},"Mouse: drag turns the scene (in plan: moves it), right button or Shift and drag moves it, the wheel comes nearer, a click on a person follows that person."))}function _h(i,e,t){let n=(p,g,_,E="any")=>H("input",{type:"number",value:p,min:"0",max:_,step:E,"aria-label":g,class:"field"}),s=n(Math.floor(i.state.time),"From, seconds",i.duration),r=n(Math.min(Math.floor(i.duration),Math.floor(i.state.time)+30),"To, seconds",i.duration),o=H("select",{class:"select","aria-label":"Speed"},...Js.map(p=>H("option",{value:p},`${p}×`)));o.value=String(i.state.speed);let a=H("select",{class:"select","aria-label":"Frames a second"},...[10,25,30].map(p=>H("option",{value:p},String(p))));a.value="25";let l=H("progress",{max:"1",value:0,hidden:!0}),c=H("p",{class:"note",role:"status"}),u=!1,h=!1,d=H("button",{type:"button",class:"primary","data-testid":"export-start"},t==="film"?"Record":"Export"),f=()=>{let p=Math.max(0,Number(r.value)-Number(s.value))/Number(o.value);c.textContent=t==="film"?`Records while it plays, about ${fn(p)} long. Keep this window in front.`:`${Math.floor(p*Number(a.value))+1} pictures, exactly ${a.value} a second, in one ZIP archive.`};for(let p of[s,r,o,a])p.addEventListener("input",f);f(),d.addEventListener("click",async()=>{if(h){u=!0;return}let p={from:Number(s.value),to:Math.min(i.duration,Number(r.value)),speed:Number(o.value),fps:Number(a.value)};if(!(p.to>p.from)){c.textContent="The end must lie after the start.";return}h=!0,d.textContent="Stop",l.hidden=!1;try{let g=E=>(l.value=E,!u),_=t==="film"?await e.film(p,g):await e.frames(p,g);fl(_,pl(i,t==="film"?".webm":"-frames.zip")),y.close()}catch(g){c.textContent=g instanceof Error?g.message:String(g),h=!1,d.textContent="Try again"}});let m=(p,g,_="")=>H("label",{class:"form-row"},H("span",{},p),g,H("span",{class:"muted"},_)),y=bp(t==="film"?"Export a film (WebM)":"Export frames (PNG in a ZIP)",H("div",{class:"form"},m("From",s,"s"),m("To",r,"s"),m("Speed",o),m("Frames a second",a)),c,l,H("div",{class:"dialog-buttons"},d));y.addEventListener("close",()=>u=!0)}var gl=class{constructor(e){this.app=e;this.colour=H("select",{class:"select","aria-label":"Colour people by","data-testid":"colour",onchange:()=>e.set({colour:this.colour.value})}),this.layer=H("select",{class:"select","aria-label":"Heat map","data-testid":"layer",onchange:()=>e.set({layer:this.layer.value})}),this.safe=H("input",{type:"checkbox","data-testid":"safe-colours",onchange:()=>e.set({palette:this.safe.checked?"safe":"standard"})}),this.people=H("input",{type:"checkbox","data-testid":"show-people",onchange:()=>e.set({people:this.people.checked})}),this.smoke=H("input",{type:"checkbox","data-testid":"show-smoke",onchange:()=>e.set({smoke:this.smoke.checked})}),this.air=H("section",{},H("h3",{},"Air"),H("label",{class:"check"},this.smoke,"Show smoke"),this.smokeBox),this.zones=H("input",{type:"checkbox","data-testid":"show-zones",onchange:()=>e.set({zones:this.zones.checked})}),this.zonesCheck=H("label",{class:"check"},this.zones,"Show danger zones"),this.danger=H("section",{},H("h3",{},"Danger and shelter"),this.zonesCheck,this.dangerBox),this.element=H("aside",{class:"panel left","aria-label":"Display"},H("section",{},H("h3",{},"View"),this.view,this.arrangement,this.storeys),H("section",{},H("h3",{},"Colour people by"),this.colour,this.meaning,this.legend,H("label",{class:"check"},this.safe,"Colour-blind safe colours")),H("section",{},H("h3",{},"Heat map"),this.layer,this.layerBox,H("label",{class:"check"},this.people,"Show people")),this.danger,this.air),e.listen(t=>{(t.has("arrangement")||t.has("storey")||t.has("plan"))&&this.drawView(),t.has("people")&&(this.people.checked=e.state.people),(t.has("tables")||t.has("runs"))&&this.fill(),(t.has("colour")||t.has("palette")||t.has("tables"))&&this.drawColour(),(t.has("layer")||t.has("palette")||t.has("tables"))&&this.drawLayer(),(t.has("smoke")||t.has("tables"))&&this.drawSmoke(),(t.has("zones")||t.has("tables")||t.has("runs"))&&this.drawDanger()}),this.people.checked=e.state.people,this.fill(),this.drawView(),this.drawColour(),this.drawLayer(),this.drawSmoke(),this.drawDanger()}app;element;arrangement=H("div",{class:"segments",role:"group","aria-label":"Storeys"});view=H("div",{class:"segments",role:"group","aria-label":"View"});storeys=H("div",{class:"storeys",role:"listbox","aria-label":"Storey"});colour;meaning=H("p",{class:"note"});legend=H("div",{});layer;layerBox=H("div",{});safe;people;smoke;smokeBox=H("div",{});air;zones;zonesCheck;dangerBox=H("div",{});danger;drawView(){let{app:e}=this,{plan:t,arrangement:n,storey:s}=e.state,r=e.run.venue.storeys,o=(l,c,u,h,d)=>H("button",{type:"button",title:c,"aria-pressed":String(u),"data-testid":d,onclick:h},l);this.view.replaceChildren(o("3-D","Seen at an angle (V)",!t,()=>xl(e,!1),"view-3d"),o("Plan","Seen from straight above (V)",t,()=>xl(e,!0),"view-plan")),this.arrangement.hidden=r.length<2;let a=[["stacked","Stacked","All storeys where they are (1)"],["exploded","Exploded","Storeys pulled apart (2)"],["single","Single","One storey with its stairs (3)"]];this.arrangement.replaceChildren(...a.map(([l,c,u])=>o(c,u,n===l,()=>e.set({arrangement:l}),`storeys-${l}`))),this.arrangement.querySelector('[data-testid="storeys-exploded"]')?.toggleAttribute("disabled",t),this.storeys.hidden=r.length<2||n!=="single",this.storeys.replaceChildren(...[...r.entries()].reverse().map(([l,c])=>H("button",{type:"button",role:"option","aria-selected":String(l===s),"data-testid":`storey-${c.surface.id}`,onclick:()=>e.set({storey:l})},H("span",{},c.surface.id),H("span",{class:"muted"},Ev(c.surface.elevation)))))}fill(){let{app:e}=this,t=e.columns.filter(s=>s.recorded),n=e.columns.filter(s=>!s.recorded);this.colour.replaceChildren(...t.map(s=>H("option",{value:s.name},As(s))),...n.length===0?[]:[H("optgroup",{label:"Not recorded in this run"},...n.map(s=>H("option",{value:s.name,class:"missing"},As(s))))]),this.colour.value=e.state.colour,this.layer.replaceChildren(...ol.filter(s=>e.runs.some(r=>sl(r,s))).map(s=>H("option",{value:s},Oo[s]))),this.layer.value=e.state.layer}drawColour(){let{app:e}=this,t=e.column;this.colour.value=e.state.colour,this.safe.checked=e.state.palette==="safe";let n=t.unit===""?"":` in ${Uo(t.unit)}`;this.meaning.textContent=`${Ja(t)}${n}.`,this.legend.replaceChildren(...t.recorded?[Bo(ll(e,t))]:[wv(t.record_line??"")])}drawSmoke(){this.air.hidden=!this.app.runs.some(t=>t.air?.smoky===!0),this.smoke.checked=this.app.state.smoke;let e=ul(this.app);this.smokeBox.replaceChildren(...e===null?[]:[Bo(e)])}drawDanger(){let{runs:e,state:t}=this.app,n=e.some(r=>r.zones.any);this.danger.hidden=!n&&!e.some(r=>r.places.some(({kind:o})=>o==="refuge")),this.zonesCheck.hidden=!n,this.zones.checked=t.zones;let s=hl(this.app);this.dangerBox.replaceChildren(...s===null?[]:[Bo(s)])}drawLayer(){this.layer.value=this.app.state.layer;let e=cl(this.app);this.layerBox.replaceChildren(...e===null?[H("p",{class:"note"},"Colours the floor by density or by how long it was crowded.")]:[Bo(e,!0)])}};function xl(i,e){let t=i.run.venue.storeys.length>1,n=e&&t&&i.state.arrangement!=="single";i.set(n?{plan:e,arrangement:"single"}:{plan:e})}function wv(i){if(i==="")return H("div",{class:"missing-box"},H("p",{},"This run does not hold it."));let e=H("button",{type:"button",class:"text-button",onclick:()=>{navigator.clipboard?.writeText(i).then(()=>e.textContent="Copied")}},"Copy");return H("div",{class:"missing-box","data-testid":"not-recorded"},H("p",{},"Not recorded in this run. This line in the scenario records it:"),H("code",{},i),e)}function Ev(i){return`${i>0?"+":i<0?"−":"±"}${Math.abs(i).toFixed(1)} m`}function wp(i,e){document.addEventListener("keydown",t=>{let n=t.target;n.matches("input:not([type=range]):not([type=checkbox]), select, textarea")||n.closest("dialog")!==null||t.ctrlKey||t.metaKey||t.altKey||t.key===" "&&n.matches("button, summary, input[type=checkbox]")||Tv(i,e,t)&&t.preventDefault()})}function Tv(i,e,t){let{state:n}=i,s=r=>{i.seek(n.time+r*(t.shiftKey?10:1))};switch(t.key){case" ":i.togglePlay();break;case"ArrowLeft":s(-1);break;case"ArrowRight":s(1);break;case",":e.step(-1);break;case".":e.step(1);break;case"Home":i.seek(0);break;case"End":i.seek(i.duration);break;case"+":case"=":i.stepSpeed(1);break;case"-":i.stepSpeed(-1);break;case"1":i.set({arrangement:"stacked"});break;case"2":n.plan||i.set({arrangement:"exploded"});break;case"3":i.set({arrangement:"single"});break;case"PageUp":Sp(i,1);break;case"PageDown":Sp(i,-1);break;case"v":case"V":xl(i,!n.plan);break;case"f":case"F":e.fit();break;case"c":Mp(i,1);break;case"C":Mp(i,-1);break;case"h":case"H":Av(i);break;case"p":case"P":i.set({people:!n.people});break;case"g":case"G":i.set({smoke:!n.smoke});break;case"z":case"Z":i.set({zones:!n.zones});break;case"l":case"L":i.set({labels:!n.labels});break;case"m":case"M":i.set({tool:n.tool==="measure"?"look":"measure"});break;case"s":case"S":e.picture();break;case"t":case"T":i.set({dark:!n.dark});break;case"[":i.set({leftPanel:!n.leftPanel});break;case"]":i.set({rightPanel:!n.rightPanel});break;case"Escape":i.set(n.tool==="measure"?{tool:"look"}:{selected:null,follow:!1});break;case"?":ml();break;default:return!1}return!0}function Sp(i,e){let t=i.run.venue.storeys.length-1;i.set({arrangement:"single",storey:Math.min(t,Math.max(0,i.state.storey+e))})}function Mp(i,e){let t=i.columns.filter(s=>s.recorded),n=t.findIndex(s=>s.name===i.state.colour);i.set({colour:t[(n+e+t.length)%t.length].name})}function Av(i){let e=ol.filter(t=>i.runs.some(n=>sl(n,t)));i.set({layer:e[(e.indexOf(i.state.layer)+1)%e.length]})}function vl(i){let e=i.entry.frames,t=i.people.inside;if(t!==void 0)return Tp(e,i.interval,a=>t[a]??0);let n=new Int32Array(e+2),s=i.people.arrival_time,r=i.people.time_out;for(let a=0;a<i.entry.people;a++){let l=Ep(s?.[a]??0,i.interval),c=Ep(r?.[a]??NaN,i.interval);l<e&&n[l]++,c<e&&c>=l&&l<e&&n[c]--}let o=0;return Tp(e,i.interval,a=>o+=n[a])}function Ep(i,e){return Number.isNaN(i)?1/0:Math.max(0,Math.ceil(i/e-1e-6))}function Tp(i,e,t){let n=new Float64Array(i),s=new Float64Array(i);for(let r=0;r<i;r++)n[r]=r*e,s[r]=t(r);return{time:n,inside:s}}var Rv="uplot",Cv="u-hz",Pv="u-vt",Iv="u-title",Lv="u-wrap",Nv="u-under",Dv="u-over",Uv="u-axis",er="u-off",Fv="u-select",Ov="u-cursor-x",Bv="u-cursor-y",kv="u-cursor-pt",zv="u-legend",Vv="u-live",Hv="u-inline",Gv="u-series",Wv="u-marker",Ap="u-label",Xv="u-value",zo="width",Vo="height";var Rp="bottom",Pr="left",bh="right",Bh="#000",Cp=Bh+"0",Sh="mousemove",Pp="mousedown",Mh="mouseup",Ip="mouseenter",Lp="mouseleave",Np="dblclick",qv="resize",Yv="scroll",Dp="change",Ml="dppxchange",kh="--",Or=typeof window<"u",Rh=Or?document:null,Lr=Or?window:null,$v=Or?navigator:null,St,yl;function Ch(){let i=devicePixelRatio;St!=i&&(St=i,yl&&Ih(Dp,yl,Ch),yl=matchMedia(`(min-resolution: ${St-.001}dppx) and (max-resolution: ${St+.001}dppx)`),tr(Dp,yl,Ch),Lr.dispatchEvent(new CustomEvent(Ml)))}function Qn(i,e){if(e!=null){let t=i.classList;!t.contains(e)&&t.add(e)}}function Ph(i,e){let t=i.classList;t.contains(e)&&t.remove(e)}function Bt(i,e,t){i.style[e]=t+"px"}function _i(i,e,t,n){let s=Rh.createElement(i);return e!=null&&Qn(s,e),t?.insertBefore(s,n),s}function di(i,e){return _i("div",i,e)}var Up=new WeakMap;function Vi(i,e,t,n,s){let r="translate("+e+"px,"+t+"px)",o=Up.get(i);r!=o&&(i.style.transform=r,Up.set(i,r),e<0||t<0||e>n||t>s?Qn(i,er):Ph(i,er))}var Fp=new WeakMap;function Op(i,e,t){let n=e+t,s=Fp.get(i);n!=s&&(Fp.set(i,n),i.style.background=e,i.style.borderColor=t)}var Bp=new WeakMap;function kp(i,e,t,n){let s=e+""+t,r=Bp.get(i);s!=r&&(Bp.set(i,s),i.style.height=t+"px",i.style.width=e+"px",i.style.marginLeft=n?-e/2+"px":0,i.style.marginTop=n?-t/2+"px":0)}var zh={passive:!0},Zv={...zh,capture:!0};function tr(i,e,t,n){e.addEventListener(i,t,n?Zv:zh)}function Ih(i,e,t,n){e.removeEventListener(i,t,zh)}Or&&Ch();function bi(i,e,t,n){let s;t=t||0,n=n||e.length-1;let r=n<=2147483647;for(;n-t>1;)s=r?t+n>>1:ei((t+n)/2),e[s]<i?t=s:n=s;return i-e[t]<=e[n]-i?t:n}function fm(i){return(t,n,s)=>{let r=-1,o=-1;for(let a=n;a<=s;a++)if(i(t[a])){r=a;break}for(let a=s;a>=n;a--)if(i(t[a])){o=a;break}return[r,o]}}var pm=i=>i!=null,mm=i=>i!=null&&i>0,Tl=fm(pm),Jv=fm(mm);function Kv(i,e,t,n=0,s=!1){let r=s?Jv:Tl,o=s?mm:pm;[e,t]=r(i,e,t);let a=i[e],l=i[e];if(e>-1)if(n==1)a=i[e],l=i[t];else if(n==-1)a=i[t],l=i[e];else for(let c=e;c<=t;c++){let u=i[c];o(u)&&(u<a?a=u:u>l&&(l=u))}return[a??It,l??-It]}function Al(i,e,t,n){let s=Hp(i),r=Hp(e);i==e&&(s==-1?(i*=t,e/=t):(i/=t,e*=t));let o=t==10?ns:gm,a=s==1?ei:fi,l=r==1?fi:ei,c=a(o(mn(i))),u=l(o(mn(e))),h=Nr(t,c),d=Nr(t,u);return t==10&&(c<0&&(h=Lt(h,-c)),u<0&&(d=Lt(d,-u))),n||t==2?(i=h*s,e=d*r):(i=_m(i,h),e=Rl(e,d)),[i,e]}function Vh(i,e,t,n){let s=Al(i,e,t,n);return i==0&&(s[0]=0),e==0&&(s[1]=0),s}var Hh=.1,zp={mode:3,pad:Hh},Go={pad:0,soft:null,mode:0},jv={min:Go,max:Go};function wl(i,e,t,n){return Cl(t)?Vp(i,e,t):(Go.pad=t,Go.soft=n?0:null,Go.mode=n?3:0,Vp(i,e,jv))}function _t(i,e){return i??e}function Qv(i,e,t){for(e=_t(e,0),t=_t(t,i.length-1);e<=t;){if(i[e]!=null)return!0;e++}return!1}function Vp(i,e,t){let n=t.min,s=t.max,r=_t(n.pad,0),o=_t(s.pad,0),a=_t(n.hard,-It),l=_t(s.hard,It),c=_t(n.soft,It),u=_t(s.soft,-It),h=_t(n.mode,0),d=_t(s.mode,0),f=e-i,m=ns(f),y=Wn(mn(i),mn(e)),p=ns(y),g=mn(p-m);(f<1e-24||g>10)&&(f=0,(i==0||e==0)&&(f=1e-24,h==2&&c!=It&&(r=0),d==2&&u!=-It&&(o=0)));let _=f||y||1e3,E=ns(_),b=Nr(10,ei(E)),R=_*(f==0?i==0?.1:1:r),T=Lt(_m(i-R,b/10),24),v=i>=c&&(h==1||h==3&&T<=c||h==2&&T>=c)?c:It,A=Wn(a,T<v&&i>=v?v:Si(v,T)),k=_*(f==0?e==0?.1:1:o),D=Lt(Rl(e+k,b/10),24),L=e<=u&&(d==1||d==3&&D>=u||d==2&&D<=u)?u:-It,G=Si(l,D>L&&e<=L?L:Wn(L,D));return A==G&&A==0&&(G=100),[A,G]}var ey=new Intl.NumberFormat(Or?$v.language:"en-US"),Gh=i=>ey.format(i),ti=Math,Sl=ti.PI,mn=ti.abs,ei=ti.floor,pn=ti.round,fi=ti.ceil,Si=ti.min,Wn=ti.max,Nr=ti.pow,Hp=ti.sign,ns=ti.log10,gm=ti.log2,ty=(i,e=1)=>ti.sinh(i)*e,wh=(i,e=1)=>ti.asinh(i/e),It=1/0;function Gp(i){return(ns((i^i>>31)-(i>>31))|0)+1}function Lh(i,e,t){return Si(Wn(i,e),t)}function xm(i){return typeof i=="function"}function pt(i){return xm(i)?i:()=>i}var ny=()=>{},vm=i=>i,ym=(i,e)=>e,iy=i=>null,Wp=i=>!0,Xp=(i,e)=>i==e,sy=/\.\d*?(?=9{6,}|0{6,})/gm,nr=i=>{if(Sm(i)||Cs.has(i))return i;let e=`${i}`,t=e.match(sy);if(t==null)return i;let n=t[0].length-1;if(e.indexOf("e-")!=-1){let[s,r]=e.split("e");return+`${nr(s)}e${r}`}return Lt(i,n)};function js(i,e){return nr(Lt(nr(i/e))*e)}function Rl(i,e){return nr(fi(nr(i/e))*e)}function _m(i,e){return nr(ei(nr(i/e))*e)}function Lt(i,e=0){if(Sm(i))return i;let t=10**e,n=i*t*(1+Number.EPSILON);return pn(n)/t}var Cs=new Map;function bm(i){return((""+i).split(".")[1]||"").length}function Xo(i,e,t,n){let s=[],r=n.map(bm);for(let o=e;o<t;o++){let a=mn(o),l=Lt(Nr(i,o),a);for(let c=0;c<n.length;c++){let u=i==10?+`${n[c]}e${o}`:n[c]*l,h=(o>=0?0:a)+(o>=r[c]?0:r[c]),d=i==10?u:Lt(u,h);s.push(d),Cs.set(d,h)}}return s}var Wo={},Wh=[],Dr=[null,null],Rs=Array.isArray,Sm=Number.isInteger,ry=i=>i===void 0;function qp(i){return typeof i=="string"}function Cl(i){let e=!1;if(i!=null){let t=i.constructor;e=t==null||t==Object}return e}function oy(i){return i!=null&&typeof i=="object"}var ay=Object.getPrototypeOf(Uint8Array),Mm="__proto__";function Ur(i,e=Cl){let t;if(Rs(i)){let n=i.find(s=>s!=null);if(Rs(n)||e(n)){t=Array(i.length);for(let s=0;s<i.length;s++)t[s]=Ur(i[s],e)}else t=i.slice()}else if(i instanceof ay)t=i.slice();else if(e(i)){t={};for(let n in i)n!=Mm&&(t[n]=Ur(i[n],e))}else t=i;return t}function cn(i){let e=arguments;for(let t=1;t<e.length;t++){let n=e[t];for(let s in n)s!=Mm&&(Cl(i[s])?cn(i[s],Ur(n[s])):i[s]=Ur(n[s]))}return i}var ly=0,cy=1,uy=2;function hy(i,e,t){for(let n=0,s,r=-1;n<e.length;n++){let o=e[n];if(o>r){for(s=o-1;s>=0&&i[s]==null;)i[s--]=null;for(s=o+1;s<t&&i[s]==null;)i[r=s++]=null}}}function dy(i,e){if(my(i)){let o=i[0].slice();for(let a=1;a<i.length;a++)o.push(...i[a].slice(1));return gy(o[0])||(o=py(o)),o}let t=new Set;for(let o=0;o<i.length;o++){let l=i[o][0],c=l.length;for(let u=0;u<c;u++)t.add(l[u])}let n=[Array.from(t).sort((o,a)=>o-a)],s=n[0].length,r=new Map;for(let o=0;o<s;o++)r.set(n[0][o],o);for(let o=0;o<i.length;o++){let a=i[o],l=a[0];for(let c=1;c<a.length;c++){let u=a[c],h=Array(s).fill(void 0),d=e?e[o][c]:cy,f=[];for(let m=0;m<u.length;m++){let y=u[m],p=r.get(l[m]);y===null?d!=ly&&(h[p]=y,d==uy&&f.push(p)):h[p]=y}hy(h,f,s),n.push(h)}}return n}var fy=typeof queueMicrotask>"u"?i=>Promise.resolve().then(i):queueMicrotask;function py(i){let e=i[0],t=e.length,n=Array(t);for(let r=0;r<n.length;r++)n[r]=r;n.sort((r,o)=>e[r]-e[o]);let s=[];for(let r=0;r<i.length;r++){let o=i[r],a=Array(t);for(let l=0;l<t;l++)a[l]=o[n[l]];s.push(a)}return s}function my(i){let e=i[0][0],t=e.length;for(let n=1;n<i.length;n++){let s=i[n][0];if(s.length!=t)return!1;if(s!=e){for(let r=0;r<t;r++)if(s[r]!=e[r])return!1}}return!0}function gy(i,e=100){let t=i.length;if(t<=1)return!0;let n=0,s=t-1;for(;n<=s&&i[n]==null;)n++;for(;s>=n&&i[s]==null;)s--;if(s<=n)return!0;let r=Wn(1,ei((s-n+1)/e));for(let o=i[n],a=n+r;a<=s;a+=r){let l=i[a];if(l!=null){if(l<=o)return!1;o=l}}return!0}var wm=["January","February","March","April","May","June","July","August","September","October","November","December"],Em=["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"];function Tm(i){return i.slice(0,3)}var xy=Em.map(Tm),vy=wm.map(Tm),yy={MMMM:wm,MMM:vy,WWWW:Em,WWW:xy};function ko(i){return(i<10?"0":"")+i}function _y(i){return(i<10?"00":i<100?"0":"")+i}var by={YYYY:i=>i.getFullYear(),YY:i=>(i.getFullYear()+"").slice(2),MMMM:(i,e)=>e.MMMM[i.getMonth()],MMM:(i,e)=>e.MMM[i.getMonth()],MM:i=>ko(i.getMonth()+1),M:i=>i.getMonth()+1,DD:i=>ko(i.getDate()),D:i=>i.getDate(),WWWW:(i,e)=>e.WWWW[i.getDay()],WWW:(i,e)=>e.WWW[i.getDay()],HH:i=>ko(i.getHours()),H:i=>i.getHours(),h:i=>{let e=i.getHours();return e==0?12:e>12?e-12:e},AA:i=>i.getHours()>=12?"PM":"AM",aa:i=>i.getHours()>=12?"pm":"am",a:i=>i.getHours()>=12?"p":"a",mm:i=>ko(i.getMinutes()),m:i=>i.getMinutes(),ss:i=>ko(i.getSeconds()),s:i=>i.getSeconds(),fff:i=>_y(i.getMilliseconds())};function Xh(i,e){e=e||yy;let t=[],n=/\{([a-z]+)\}|[^{]+/gi,s;for(;s=n.exec(i);)t.push(s[0][0]=="{"?by[s[1]]:s[0]);return r=>{let o="";for(let a=0;a<t.length;a++)o+=typeof t[a]=="string"?t[a]:t[a](r,e);return o}}var Sy=new Intl.DateTimeFormat().resolvedOptions().timeZone;function My(i,e){let t;return e=="UTC"||e=="Etc/UTC"?t=new Date(+i+i.getTimezoneOffset()*6e4):e==Sy?t=i:(t=new Date(i.toLocaleString("en-US",{timeZone:e})),t.setMilliseconds(i.getMilliseconds())),t}var Am=i=>i%1==0,El=[1,2,2.5,5],wy=Xo(10,-32,0,El),Rm=Xo(10,0,32,El),Ey=Rm.filter(Am),Qs=wy.concat(Rm),qh=`
`,Cm="{YYYY}",Yp=qh+Cm,Pm="{M}/{D}",Ho=qh+Pm,_l=Ho+"/{YY}",Im="{aa}",Ty="{h}:{mm}",Ir=Ty+Im,$p=qh+Ir,Zp=":{ss}",Mt=null;function Lm(i){let e=i*1e3,t=e*60,n=t*60,s=n*24,r=s*30,o=s*365,l=(i==1?Xo(10,0,3,El).filter(Am):Xo(10,-3,0,El)).concat([e,e*5,e*10,e*15,e*30,t,t*5,t*10,t*15,t*30,n,n*2,n*3,n*4,n*6,n*8,n*12,s,s*2,s*3,s*4,s*5,s*6,s*7,s*8,s*9,s*10,s*15,r,r*2,r*3,r*4,r*6,o,o*2,o*5,o*10,o*25,o*50,o*100]),c=[[o,Cm,Mt,Mt,Mt,Mt,Mt,Mt,1],[s*28,"{MMM}",Yp,Mt,Mt,Mt,Mt,Mt,1],[s,Pm,Yp,Mt,Mt,Mt,Mt,Mt,1],[n,"{h}"+Im,_l,Mt,Ho,Mt,Mt,Mt,1],[t,Ir,_l,Mt,Ho,Mt,Mt,Mt,1],[e,Zp,_l+" "+Ir,Mt,Ho+" "+Ir,Mt,$p,Mt,1],[i,Zp+".{fff}",_l+" "+Ir,Mt,Ho+" "+Ir,Mt,$p,Mt,1]];function u(h){return(d,f,m,y,p,g)=>{let _=[],E=p>=o,b=p>=r&&p<o,R=h(m),T=Lt(R*i,3),v=Eh(R.getFullYear(),E?0:R.getMonth(),b||E?1:R.getDate()),A=Lt(v*i,3);if(b||E){let k=b?p/r:0,D=E?p/o:0,L=T==A?T:Lt(Eh(v.getFullYear()+D,v.getMonth()+k,1)*i,3),G=new Date(pn(L/i)),W=G.getFullYear(),N=G.getMonth();for(let V=0;L<=y;V++){let Z=Eh(W+D*V,N+k*V,1),z=Z-h(Lt(Z*i,3));L=Lt((+Z+z)*i,3),L<=y&&_.push(L)}}else{let k=p>=s?s:p,D=ei(m)-ei(T),L=A+D+Rl(T-A,k);_.push(L);let G=h(L),W=G.getHours()+G.getMinutes()/t+G.getSeconds()/n,N=p/n,V=d.axes[f]._space,Z=g/V;for(;L=Lt(L+p,i==1?0:3),!(L>y);)if(N>1){let z=ei(Lt(W+N,6))%24,Q=h(L).getHours()-z;Q>1&&(Q=-1),L-=Q*n,W=(W+N)%24;let se=_[_.length-1];Lt((L-se)/p,3)*Z>=.7&&_.push(L)}else _.push(L)}return _}}return[l,c,u]}var[Ay,Ry,Cy]=Lm(1),[Py,Iy,Ly]=Lm(.001);Xo(2,-53,53,[1]);function Jp(i,e){return i.map(t=>t.map((n,s)=>s==0||s==8||n==null?n:e(s==1||t[8]==0?n:t[1]+n)))}function Kp(i,e){return(t,n,s,r,o)=>{let a=e.find(m=>o>=m[0])||e[e.length-1],l,c,u,h,d,f;return n.map(m=>{let y=i(m),p=y.getFullYear(),g=y.getMonth(),_=y.getDate(),E=y.getHours(),b=y.getMinutes(),R=y.getSeconds(),T=p!=l&&a[2]||g!=c&&a[3]||_!=u&&a[4]||E!=h&&a[5]||b!=d&&a[6]||R!=f&&a[7]||a[1];return l=p,c=g,u=_,h=E,d=b,f=R,T(y)})}}function Ny(i,e){let t=Xh(e);return(n,s,r,o,a)=>s.map(l=>t(i(l)))}function Eh(i,e,t){return new Date(i,e,t)}function jp(i,e){return e(i)}var Dy="{YYYY}-{MM}-{DD} {h}:{mm}{aa}";function Qp(i,e){return(t,n,s,r)=>r==null?kh:e(i(n))}function Uy(i,e){let t=i.series[e];return t.width?t.stroke(i,e):t.points.width?t.points.stroke(i,e):null}function Fy(i,e){return i.series[e].fill(i,e)}var Oy={show:!0,live:!0,isolate:!1,mount:ny,markers:{show:!0,width:2,stroke:Uy,fill:Fy,dash:"solid"},idx:null,idxs:null,values:[]};function By(i,e){let t=i.cursor.points,n=di(),s=t.size(i,e);Bt(n,zo,s),Bt(n,Vo,s);let r=s/-2;Bt(n,"marginLeft",r),Bt(n,"marginTop",r);let o=t.width(i,e,s);return o&&Bt(n,"borderWidth",o),n}function ky(i,e){let t=i.series[e].points;return t._fill||t._stroke}function zy(i,e){let t=i.series[e].points;return t._stroke||t._fill}function Vy(i,e){return i.series[e].points.size}var Th=[0,0];function Hy(i,e,t){return Th[0]=e,Th[1]=t,Th}function bl(i,e,t,n=!0){return s=>{s.button==0&&(!n||s.target==e)&&t(s)}}function Ah(i,e,t,n=!0){return s=>{(!n||s.target==e)&&t(s)}}var Gy={show:!0,x:!0,y:!0,lock:!1,move:Hy,points:{one:!1,show:By,size:Vy,width:0,stroke:zy,fill:ky},bind:{mousedown:bl,mouseup:bl,click:bl,dblclick:bl,mousemove:Ah,mouseleave:Ah,mouseenter:Ah},drag:{setScale:!0,x:!0,y:!1,dist:0,uni:null,click:(i,e)=>{e.stopPropagation(),e.stopImmediatePropagation()},_x:!1,_y:!1},focus:{dist:(i,e,t,n,s)=>n-s,prox:-1,bias:0},hover:{skip:[void 0],prox:null,bias:0},left:-10,top:-10,idx:null,dataIdx:null,idxs:null,event:null},Nm={show:!0,stroke:"rgba(0,0,0,0.07)",width:2},Yh=cn({},Nm,{filter:ym}),Dm=cn({},Yh,{size:10}),Um=cn({},Nm,{show:!1}),$h='12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"',Fm="bold "+$h,Om=1.5,em={show:!0,scale:"x",stroke:Bh,space:50,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Fm,side:2,grid:Yh,ticks:Dm,border:Um,font:$h,lineGap:Om,rotate:0},Wy="Value",Xy="Time",tm={show:!0,scale:"x",auto:!1,sorted:1,min:It,max:-It,idxs:[]};function qy(i,e,t,n,s){return e.map(r=>r==null?"":Gh(r))}function Yy(i,e,t,n,s,r,o){let a=[],l=Cs.get(s)||0;t=o?t:Lt(Rl(t,s),l);for(let c=t;c<=n;c=Lt(c+s,l))a.push(Object.is(c,-0)?0:c);return a}function Nh(i,e,t,n,s,r,o){let a=[],l=i.scales[i.axes[e].scale].log,c=l==10?ns:gm,u=ei(c(t));s=Nr(l,u),l==10&&(s=Qs[bi(s,Qs)]);let h=t,d=s*l;l==10&&(d=Qs[bi(d,Qs)]);do a.push(h),h=h+s,l==10&&!Cs.has(h)&&(h=Lt(h,Cs.get(s))),h>=d&&(s=h,d=s*l,l==10&&(d=Qs[bi(d,Qs)]));while(h<=n);return a}function $y(i,e,t,n,s,r,o){let l=i.scales[i.axes[e].scale].asinh,c=n>l?Nh(i,e,Wn(l,t),n,s):[l],u=n>=0&&t<=0?[0]:[];return(t<-l?Nh(i,e,Wn(l,-n),-t,s):[l]).reverse().map(d=>-d).concat(u,c)}var Bm=/./,Zy=/[12357]/,Jy=/[125]/,nm=/1/,Dh=(i,e,t,n)=>i.map((s,r)=>e==4&&s==0||r%n==0&&t.test(s.toExponential()[s<0?1:0])?s:null);function Ky(i,e,t,n,s){let r=i.axes[t],o=r.scale,a=i.scales[o],l=i.valToPos,c=r._space,u=l(10,o),h=l(9,o)-u>=c?Bm:l(7,o)-u>=c?Zy:l(5,o)-u>=c?Jy:nm;if(h==nm){let d=mn(l(1,o)-u);if(d<c)return Dh(e.slice().reverse(),a.distr,h,fi(c/d)).reverse()}return Dh(e,a.distr,h,1)}function jy(i,e,t,n,s){let r=i.axes[t],o=r.scale,a=r._space,l=i.valToPos,c=mn(l(1,o)-l(2,o));return c<a?Dh(e.slice().reverse(),3,Bm,fi(a/c)).reverse():e}function Qy(i,e,t,n){return n==null?kh:e==null?"":Gh(e)}var im={show:!0,scale:"y",stroke:Bh,space:30,gap:5,alignTo:1,size:50,labelGap:0,labelSize:30,labelFont:Fm,side:3,grid:Yh,ticks:Dm,border:Um,font:$h,lineGap:Om,rotate:0};function e_(i,e){let t=3+(i||1)*2;return Lt(t*e,3)}function t_(i,e){let{scale:t,idxs:n}=i.series[0],s=i._data[0],r=i.valToPos(s[n[0]],t,!0),o=i.valToPos(s[n[1]],t,!0),a=mn(o-r),l=i.series[e],c=a/(l.points.space*St);return n[1]-n[0]<=c}var sm={scale:null,auto:!0,sorted:0,min:It,max:-It},km=(i,e,t,n,s)=>s,rm={show:!0,auto:!0,sorted:0,gaps:km,alpha:1,facets:[cn({},sm,{scale:"x"}),cn({},sm,{scale:"y"})]},om={scale:"y",auto:!0,sorted:0,show:!0,spanGaps:!1,gaps:km,alpha:1,points:{show:t_,filter:null},values:null,min:It,max:-It,idxs:[],path:null,clip:null};function n_(i,e,t,n,s){return t/10}var zm={time:!0,auto:!0,distr:1,log:10,asinh:1,min:null,max:null,dir:1,ori:0},i_=cn({},zm,{time:!1,ori:1}),am={};function Vm(i,e){let t=am[i];return t||(t={key:i,plots:[],sub(n){t.plots.push(n)},unsub(n){t.plots=t.plots.filter(s=>s!=n)},pub(n,s,r,o,a,l,c){for(let u=0;u<t.plots.length;u++)t.plots[u]!=s&&t.plots[u].pub(n,s,r,o,a,l,c)}},i!=null&&(am[i]=t)),t}var Fr=1,Uh=2;function ir(i,e,t){let n=i.mode,s=i.series[e],r=n==2?i._data[e]:i._data,o=i.scales,a=i.bbox,l=r[0],c=n==2?r[1]:r[e],u=n==2?o[s.facets[0].scale]:o[i.series[0].scale],h=n==2?o[s.facets[1].scale]:o[s.scale],d=a.left,f=a.top,m=a.width,y=a.height,p=i.valToPosH,g=i.valToPosV;return u.ori==0?t(s,l,c,u,h,p,g,d,f,m,y,Il,Br,Nl,Gm,Xm):t(s,l,c,u,h,g,p,f,d,y,m,Ll,kr,Kh,Wm,qm)}function Zh(i,e){let t=0,n=0,s=_t(i.bands,Wh);for(let r=0;r<s.length;r++){let o=s[r];o.series[0]==e?t=o.dir:o.series[1]==e&&(o.dir==1?n|=1:n|=2)}return[t,n==1?-1:n==2?1:n==3?2:0]}function s_(i,e,t,n,s){let r=i.mode,o=i.series[e],a=r==2?o.facets[1].scale:o.scale,l=i.scales[a];return s==-1?l.min:s==1?l.max:l.distr==3?l.dir==1?l.min:l.max:0}function is(i,e,t,n,s,r){return ir(i,e,(o,a,l,c,u,h,d,f,m,y,p)=>{let g=o.pxRound,_=c.dir*(c.ori==0?1:-1),E=c.ori==0?Br:kr,b,R;_==1?(b=t,R=n):(b=n,R=t);let T=g(h(a[b],c,y,f)),v=g(d(l[b],u,p,m)),A=g(h(a[R],c,y,f)),k=g(d(r==1?u.max:u.min,u,p,m)),D=new Path2D(s);return E(D,A,k),E(D,T,k),E(D,T,v),D})}function Pl(i,e,t,n,s,r){let o=null;if(i.length>0){o=new Path2D;let a=e==0?Nl:Kh,l=t;for(let h=0;h<i.length;h++){let d=i[h];if(d[1]>d[0]){let f=d[0]-l;f>0&&a(o,l,n,f,n+r),l=d[1]}}let c=t+s-l,u=10;c>0&&a(o,l,n-u/2,c,n+r+u)}return o}function r_(i,e,t){let n=i[i.length-1];n&&n[0]==e?n[1]=t:i.push([e,t])}function Jh(i,e,t,n,s,r,o){let a=[],l=i.length;for(let c=s==1?t:n;c>=t&&c<=n;c+=s)if(e[c]===null){let h=c,d=c;if(s==1)for(;++c<=n&&e[c]===null;)d=c;else for(;--c>=t&&e[c]===null;)d=c;let f=r(i[h]),m=d==h?f:r(i[d]),y=h-s;f=o<=0&&y>=0&&y<l?r(i[y]):f;let g=d+s;m=o>=0&&g>=0&&g<l?r(i[g]):m,m>=f&&a.push([f,m])}return a}function lm(i){return i==0?vm:i==1?pn:e=>js(e,i)}function Hm(i){let e=i==0?Il:Ll,t=i==0?(s,r,o,a,l,c)=>{s.arcTo(r,o,a,l,c)}:(s,r,o,a,l,c)=>{s.arcTo(o,r,l,a,c)},n=i==0?(s,r,o,a,l)=>{s.rect(r,o,a,l)}:(s,r,o,a,l)=>{s.rect(o,r,l,a)};return(s,r,o,a,l,c=0,u=0)=>{c==0&&u==0?n(s,r,o,a,l):(c=Si(c,a/2,l/2),u=Si(u,a/2,l/2),e(s,r+c,o),t(s,r+a,o,r+a,o+l,c),t(s,r+a,o+l,r,o+l,u),t(s,r,o+l,r,o,u),t(s,r,o,r+a,o,c),s.closePath())}}var Il=(i,e,t)=>{i.moveTo(e,t)},Ll=(i,e,t)=>{i.moveTo(t,e)},Br=(i,e,t)=>{i.lineTo(e,t)},kr=(i,e,t)=>{i.lineTo(t,e)},Nl=Hm(0),Kh=Hm(1),Gm=(i,e,t,n,s,r)=>{i.arc(e,t,n,s,r)},Wm=(i,e,t,n,s,r)=>{i.arc(t,e,n,s,r)},Xm=(i,e,t,n,s,r,o)=>{i.bezierCurveTo(e,t,n,s,r,o)},qm=(i,e,t,n,s,r,o)=>{i.bezierCurveTo(t,e,s,n,o,r)};function Ym(i){return(e,t,n,s,r)=>ir(e,t,(o,a,l,c,u,h,d,f,m,y,p)=>{let{pxRound:g,points:_}=o,E,b;c.ori==0?(E=Il,b=Gm):(E=Ll,b=Wm);let R=Lt(_.width*St,3),T=(_.size-_.width)/2*St,v=Lt(T*2,3),A=new Path2D,k=new Path2D,{left:D,top:L,width:G,height:W}=e.bbox;Nl(k,D-v,L-v,G+v*2,W+v*2);let N=V=>{if(l[V]!=null){let Z=g(h(a[V],c,y,f)),z=g(d(l[V],u,p,m));E(A,Z+T,z),b(A,Z,z,T,0,Sl*2)}};if(r)r.forEach(N);else for(let V=n;V<=s;V++)N(V);return{stroke:R>0?A:null,fill:A,clip:k,flags:Fr|Uh}})}function $m(i){return(e,t,n,s,r,o)=>{n!=s&&(r!=n&&o!=n&&i(e,t,n),r!=s&&o!=s&&i(e,t,s),i(e,t,o))}}var o_=$m(Br),a_=$m(kr);function Zm(i){let e=_t(i?.alignGaps,0);return(t,n,s,r)=>ir(t,n,(o,a,l,c,u,h,d,f,m,y,p)=>{[s,r]=Tl(l,s,r);let g=o.pxRound,_=W=>g(h(W,c,y,f)),E=W=>g(d(W,u,p,m)),b,R;c.ori==0?(b=Br,R=o_):(b=kr,R=a_);let T=c.dir*(c.ori==0?1:-1),v={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Fr},A=v.stroke,k=!1;if(r-s>=y*4){let W=he=>t.posToVal(he,c.key,!0),N=null,V=null,Z,z,ce,K=_(a[T==1?s:r]),Q=_(a[s]),se=_(a[r]),de=W(T==1?Q+1:se-1);for(let he=T==1?s:r;he>=s&&he<=r;he+=T){let ee=a[he],ve=(T==1?ee<de:ee>de)?K:_(ee),Ae=l[he];ve==K?Ae!=null?(z=Ae,N==null?(b(A,ve,E(z)),Z=N=V=z):z<N?N=z:z>V&&(V=z)):Ae===null&&(k=!0):(N!=null&&R(A,K,E(N),E(V),E(Z),E(z)),Ae!=null?(z=Ae,b(A,ve,E(z)),N=V=Z=z):(N=V=null,Ae===null&&(k=!0)),K=ve,de=W(K+T))}N!=null&&N!=V&&ce!=K&&R(A,K,E(N),E(V),E(Z),E(z))}else for(let W=T==1?s:r;W>=s&&W<=r;W+=T){let N=l[W];N===null?k=!0:N!=null&&b(A,_(a[W]),E(N))}let[L,G]=Zh(t,n);if(o.fill!=null||L!=0){let W=v.fill=new Path2D(A),N=o.fillTo(t,n,o.min,o.max,L),V=E(N),Z=_(a[s]),z=_(a[r]);T==-1&&([z,Z]=[Z,z]),b(W,z,V),b(W,Z,V)}if(!o.spanGaps){let W=[];k&&W.push(...Jh(a,l,s,r,T,_,e)),v.gaps=W=o.gaps(t,n,s,r,W),v.clip=Pl(W,c.ori,f,m,y,p)}return G!=0&&(v.band=G==2?[is(t,n,s,r,A,-1),is(t,n,s,r,A,1)]:is(t,n,s,r,A,G)),v})}function l_(i){let e=_t(i.align,1),t=_t(i.ascDesc,!1),n=_t(i.alignGaps,0),s=_t(i.extend,!1);return(r,o,a,l)=>ir(r,o,(c,u,h,d,f,m,y,p,g,_,E)=>{[a,l]=Tl(h,a,l);let b=c.pxRound,{left:R,width:T}=r.bbox,v=Q=>b(m(Q,d,_,p)),A=Q=>b(y(Q,f,E,g)),k=d.ori==0?Br:kr,D={stroke:new Path2D,fill:null,clip:null,band:null,gaps:null,flags:Fr},L=D.stroke,G=d.dir*(d.ori==0?1:-1),W=A(h[G==1?a:l]),N=v(u[G==1?a:l]),V=N,Z=N;s&&e==-1&&(Z=R,k(L,Z,W)),k(L,N,W);for(let Q=G==1?a:l;Q>=a&&Q<=l;Q+=G){let se=h[Q];if(se==null)continue;let de=v(u[Q]),he=A(se);e==1?k(L,de,W):k(L,V,he),k(L,de,he),W=he,V=de}let z=V;s&&e==1&&(z=R+T,k(L,z,W));let[ce,K]=Zh(r,o);if(c.fill!=null||ce!=0){let Q=D.fill=new Path2D(L),se=c.fillTo(r,o,c.min,c.max,ce),de=A(se);k(Q,z,de),k(Q,Z,de)}if(!c.spanGaps){let Q=[];Q.push(...Jh(u,h,a,l,G,v,n));let se=c.width*St/2,de=t||e==1?se:-se,he=t||e==-1?-se:se;Q.forEach(ee=>{ee[0]+=de,ee[1]+=he}),D.gaps=Q=c.gaps(r,o,a,l,Q),D.clip=Pl(Q,d.ori,p,g,_,E)}return K!=0&&(D.band=K==2?[is(r,o,a,l,L,-1),is(r,o,a,l,L,1)]:is(r,o,a,l,L,K)),D})}function cm(i,e,t,n,s,r,o=It){if(i.length>1){let a=null;for(let l=0,c=1/0;l<i.length;l++)if(e[l]!==void 0){if(a!=null){let u=mn(i[l]-i[a]);u<c&&(c=u,o=mn(t(i[l],n,s,r)-t(i[a],n,s,r)))}a=l}}return o}function c_(i){i=i||Wo;let e=_t(i.size,[.6,It,1]),t=i.align||0,n=i.gap||0,s=i.radius;s=s==null?[0,0]:typeof s=="number"?[s,0]:s;let r=pt(s),o=1-e[0],a=_t(e[1],It),l=_t(e[2],1),c=_t(i.disp,Wo),u=_t(i.each,f=>{}),{fill:h,stroke:d}=c;return(f,m,y,p)=>ir(f,m,(g,_,E,b,R,T,v,A,k,D,L)=>{let G=g.pxRound,W=t,N=n*St,V=a*St,Z=l*St,z,ce;b.ori==0?[z,ce]=r(f,m):[ce,z]=r(f,m);let K=b.dir*(b.ori==0?1:-1),Q=b.ori==0?Nl:Kh,se=b.ori==0?u:(Ce,qe,st,Me,Pt,ze,Xe)=>{u(Ce,qe,st,Pt,Me,Xe,ze)},de=_t(f.bands,Wh).find(Ce=>Ce.series[0]==m),he=de!=null?de.dir:0,ee=g.fillTo(f,m,g.min,g.max,he),me=G(v(ee,R,L,k)),ve,Ae,Se,Ge=D,it=G(g.width*St),Ve=!1,ct=null,ot=null,et=null,Vt=null;h!=null&&(it==0||d!=null)&&(Ve=!0,ct=h.values(f,m,y,p),ot=new Map,new Set(ct).forEach(Ce=>{Ce!=null&&ot.set(Ce,new Path2D)}),it>0&&(et=d.values(f,m,y,p),Vt=new Map,new Set(et).forEach(Ce=>{Ce!=null&&Vt.set(Ce,new Path2D)})));let{x0:Nt,size:tn}=c;if(Nt!=null&&tn!=null){W=1,_=Nt.values(f,m,y,p),Nt.unit==2&&(_=_.map(st=>f.posToVal(A+st*D,b.key,!0)));let Ce=tn.values(f,m,y,p);tn.unit==2?Ae=Ce[0]*D:Ae=T(Ce[0],b,D,A)-T(0,b,D,A),Ge=cm(_,E,T,b,D,A,Ge),Se=Ge-Ae+N}else Ge=cm(_,E,T,b,D,A,Ge),Se=Ge*o+N,Ae=Ge-Se;Se<1&&(Se=0),it>=Ae/2&&(it=0),Se<5&&(G=vm);let Rt=Se>0,_n=Ge-Se-(Rt?it:0);Ae=G(Lh(_n,Z,V)),ve=(W==0?Ae/2:W==K?0:Ae)-W*K*((W==0?N/2:0)+(Rt?it/2:0));let vt={stroke:null,fill:null,clip:null,band:null,gaps:null,flags:0},hn=Ve?null:new Path2D,qt=null;if(de!=null)qt=f.data[de.series[1]];else{let{y0:Ce,y1:qe}=c;Ce!=null&&qe!=null&&(E=qe.values(f,m,y,p),qt=Ce.values(f,m,y,p))}let nn=z*Ae,F=ce*Ae;for(let Ce=K==1?y:p;Ce>=y&&Ce<=p;Ce+=K){let qe=E[Ce];if(qe==null)continue;if(qt!=null){let X=qt[Ce]??0;if(qe-X==0)continue;me=v(X,R,L,k)}let st=b.distr!=2||c!=null?_[Ce]:Ce,Me=T(st,b,D,A),Pt=v(_t(qe,ee),R,L,k),ze=G(Me-ve),Xe=G(Wn(Pt,me)),C=G(Si(Pt,me)),S=Xe-C;if(qe!=null){let X=qe<0?F:nn,ue=qe<0?nn:F;Ve?(it>0&&et[Ce]!=null&&Q(Vt.get(et[Ce]),ze,C+ei(it/2),Ae,Wn(0,S-it),X,ue),ct[Ce]!=null&&Q(ot.get(ct[Ce]),ze,C+ei(it/2),Ae,Wn(0,S-it),X,ue)):Q(hn,ze,C+ei(it/2),Ae,Wn(0,S-it),X,ue),se(f,m,Ce,ze-it/2,C,Ae+it,S)}}return it>0?vt.stroke=Ve?Vt:hn:Ve||(vt._fill=g.width==0?g._fill:g._stroke??g._fill,vt.width=0),vt.fill=Ve?ot:hn,vt})}function u_(i,e){let t=_t(e?.alignGaps,0);return(n,s,r,o)=>ir(n,s,(a,l,c,u,h,d,f,m,y,p,g)=>{[r,o]=Tl(c,r,o);let _=a.pxRound,E=z=>_(d(z,u,p,m)),b=z=>_(f(z,h,g,y)),R,T,v;u.ori==0?(R=Il,v=Br,T=Xm):(R=Ll,v=kr,T=qm);let A=u.dir*(u.ori==0?1:-1),k=E(l[A==1?r:o]),D=k,L=[],G=[];for(let z=A==1?r:o;z>=r&&z<=o;z+=A)if(c[z]!=null){let K=l[z],Q=E(K);L.push(D=Q),G.push(b(c[z]))}let W={stroke:i(L,G,R,v,T,_),fill:null,clip:null,band:null,gaps:null,flags:Fr},N=W.stroke,[V,Z]=Zh(n,s);if(a.fill!=null||V!=0){let z=W.fill=new Path2D(N),ce=a.fillTo(n,s,a.min,a.max,V),K=b(ce);v(z,D,K),v(z,k,K)}if(!a.spanGaps){let z=[];z.push(...Jh(l,c,r,o,A,E,t)),W.gaps=z=a.gaps(n,s,r,o,z),W.clip=Pl(z,u.ori,m,y,p,g)}return Z!=0&&(W.band=Z==2?[is(n,s,r,o,N,-1),is(n,s,r,o,N,1)]:is(n,s,r,o,N,Z)),W})}function h_(i){return u_(d_,i)}function d_(i,e,t,n,s,r){let o=i.length;if(o<2)return null;let a=new Path2D;if(t(a,i[0],e[0]),o==2)n(a,i[1],e[1]);else{let l=Array(o),c=Array(o-1),u=Array(o-1),h=Array(o-1);for(let d=0;d<o-1;d++)u[d]=e[d+1]-e[d],h[d]=i[d+1]-i[d],c[d]=u[d]/h[d];l[0]=c[0];for(let d=1;d<o-1;d++)c[d]===0||c[d-1]===0||c[d-1]>0!=c[d]>0?l[d]=0:(l[d]=3*(h[d-1]+h[d])/((2*h[d]+h[d-1])/c[d-1]+(h[d]+2*h[d-1])/c[d]),isFinite(l[d])||(l[d]=0));l[o-1]=c[o-2];for(let d=0;d<o-1;d++)s(a,i[d]+h[d]/3,e[d]+l[d]*h[d]/3,i[d+1]-h[d]/3,e[d+1]-l[d+1]*h[d]/3,i[d+1],e[d+1])}return a}var Fh=new Set;function um(){for(let i of Fh)i.syncRect(!0)}Or&&(tr(qv,Lr,um),tr(Yv,Lr,um,!0),tr(Ml,Lr,()=>{gn.pxRatio=St}));var f_=Zm(),p_=Ym();function hm(i,e,t,n){return(n?[i[0],i[1]].concat(i.slice(2)):[i[0]].concat(i.slice(1))).map((r,o)=>Oh(r,o,e,t))}function m_(i,e){return i.map((t,n)=>n==0?{}:cn({},e,t))}function Oh(i,e,t,n){return cn({},e==0?t:n,i)}function Jm(i,e,t){return e==null?Dr:[e,t]}var g_=Jm;function x_(i,e,t){return e==null?Dr:wl(e,t,Hh,!0)}function Km(i,e,t,n){return e==null?Dr:Al(e,t,i.scales[n].log,!1)}var v_=Km;function jm(i,e,t,n){return e==null?Dr:Vh(e,t,i.scales[n].log,!1)}var y_=jm;function __(i,e,t,n,s){let r=Wn(Gp(i),Gp(e)),o=e-i,a=bi(s/n*o,t);do{let l=t[a],c=n*l/o;if(c>=s&&r+(l<5?Cs.get(l):0)<=17)return[l,c]}while(++a<t.length);return[0,0]}function dm(i){let e,t;return i=i.replace(/(\d+)px/,(n,s)=>(e=pn((t=+s)*St))+"px"),[i,e,t]}function b_(i){i.show&&[i.font,i.labelFont].forEach(e=>{let t=Lt(e[2]*St,1);e[0]=e[0].replace(/[0-9.]+px/,t+"px"),e[1]=t})}function gn(i,e,t){let n={mode:_t(i.mode,1)},s=n.mode;function r(x,M,P,I){let B=M.valToPct(x);return I+P*(M.dir==-1?1-B:B)}function o(x,M,P,I){let B=M.valToPct(x);return I+P*(M.dir==-1?B:1-B)}function a(x,M,P,I){return M.ori==0?r(x,M,P,I):o(x,M,P,I)}n.valToPosH=r,n.valToPosV=o;let l=!1;n.status=0;let c=n.root=di(Rv);if(i.id!=null&&(c.id=i.id),Qn(c,i.class),i.title){let x=di(Iv,c);x.textContent=i.title}let u=_i("canvas"),h=n.ctx=u.getContext("2d"),d=di(Lv,c);tr("click",d,x=>{x.target===m&&(Ut!=wr||Ht!=Er)&&Rn.click(n,x)},!0);let f=n.under=di(Nv,d);d.appendChild(u);let m=n.over=di(Dv,d);i=Ur(i);let y=+_t(i.pxAlign,1),p=lm(y);(i.plugins||[]).forEach(x=>{x.opts&&(i=x.opts(n,i)||i)});let g=i.ms||.001,_=n.series=s==1?hm(i.series||[],tm,om,!1):m_(i.series||[null],rm),E=n.axes=hm(i.axes||[],em,im,!0),b=n.scales={},R=n.bands=i.bands||[];R.forEach(x=>{x.fill=pt(x.fill||null),x.dir=_t(x.dir,-1)});let T=s==2?_[1].facets[0].scale:_[0].scale,v={axes:Qi,series:ht},A=(i.drawOrder||["axes","series"]).map(x=>v[x]);function k(x){let M=x.distr==3?P=>ns(P>0?P:x.clamp(n,P,x.min,x.max,x.key)):x.distr==4?P=>wh(P,x.asinh):x.distr==100?P=>x.fwd(P):P=>P;return P=>{let I=M(P),{_min:B,_max:J}=x,ae=J-B;return(I-B)/ae}}function D(x){let M=b[x];if(M==null){let P=(i.scales||Wo)[x]||Wo;if(P.from!=null){D(P.from);let I=cn({},b[P.from],P,{key:x});I.valToPct=k(I),b[x]=I}else{M=b[x]=cn({},x==T?zm:i_,P),M.key=x;let I=M.time,B=M.range,J=Rs(B);if((x!=T||s==2&&!I)&&(J&&(B[0]==null||B[1]==null)&&(B={min:B[0]==null?zp:{mode:1,hard:B[0],soft:B[0]},max:B[1]==null?zp:{mode:1,hard:B[1],soft:B[1]}},J=!1),!J&&Cl(B))){let ae=B;B=(fe,_e,Ne)=>_e==null?Dr:wl(_e,Ne,ae)}M.range=pt(B||(I?g_:x==T?M.distr==3?v_:M.distr==4?y_:Jm:M.distr==3?Km:M.distr==4?jm:x_)),M.auto=pt(J?!1:M.auto),M.clamp=pt(M.clamp||n_),M._min=M._max=null,M.valToPct=k(M)}}}D("x"),D("y"),s==1&&_.forEach(x=>{D(x.scale)}),E.forEach(x=>{D(x.scale)});for(let x in i.scales)D(x);let L=b[T],G=L.distr,W,N;L.ori==0?(Qn(c,Cv),W=r,N=o):(Qn(c,Pv),W=o,N=r);let V={};for(let x in b){let M=b[x];(M.min!=null||M.max!=null)&&(V[x]={min:M.min,max:M.max},M.min=M.max=null)}let Z=i.tzDate||(x=>new Date(pn(x/g))),z=i.fmtDate||Xh,ce=g==1?Cy(Z):Ly(Z),K=Kp(Z,Jp(g==1?Ry:Iy,z)),Q=Qp(Z,jp(Dy,z)),se=[],de=n.legend=cn({},Oy,i.legend),he=n.cursor=cn({},Gy,{drag:{y:s==2}},i.cursor),ee=de.show,me=he.show,ve=de.markers;de.idxs=se,ve.width=pt(ve.width),ve.dash=pt(ve.dash),ve.stroke=pt(ve.stroke),ve.fill=pt(ve.fill);let Ae,Se,Ge,it=[],Ve=[],ct,ot=!1,et={};if(de.live){let x=_[1]?_[1].values:null;ot=x!=null,ct=ot?x(n,1,0):{_:0};for(let M in ct)et[M]=kh}if(ee)if(Ae=_i("table",zv,c),Ge=_i("tbody",null,Ae),de.mount(n,Ae),ot){Se=_i("thead",null,Ae,Ge);let x=_i("tr",null,Se);_i("th",null,x);for(var Vt in ct)_i("th",Ap,x).textContent=Vt}else Qn(Ae,Hv),de.live&&Qn(Ae,Vv);let Nt={show:!0},tn={show:!1};function Rt(x,M){if(M==0&&(ot||!de.live||s==2))return Dr;let P=[],I=_i("tr",Gv,Ge,Ge.childNodes[M]);Qn(I,x.class),x.show||Qn(I,er);let B=_i("th",null,I);if(ve.show){let fe=di(Wv,B);if(M>0){let _e=ve.width(n,M);_e&&(fe.style.border=_e+"px "+ve.dash(n,M)+" "+ve.stroke(n,M)),fe.style.background=ve.fill(n,M)}}let J=di(Ap,B);x.label instanceof HTMLElement?J.appendChild(x.label):J.textContent=x.label,M>0&&(ve.show||(J.style.color=x.width>0?ve.stroke(n,M):ve.fill(n,M)),vt("click",B,fe=>{if(he._lock)return;Ze(fe);let _e=_.indexOf(x);if((fe.ctrlKey||fe.metaKey)!=de.isolate){let Ne=_.some((De,Fe)=>Fe>0&&Fe!=_e&&De.show);_.forEach((De,Fe)=>{Fe>0&&Di(Fe,Ne?Fe==_e?Nt:tn:Nt,!0,an.setSeries)})}else Di(_e,{show:!x.show},!0,an.setSeries)},!1),Je&&vt(Ip,B,fe=>{he._lock||(Ze(fe),Di(_.indexOf(x),Ar,!0,an.setSeries))},!1));for(var ae in ct){let fe=_i("td",Xv,I);fe.textContent="--",P.push(fe)}return[I,P]}let _n=new Map;function vt(x,M,P,I=!0){let B=_n.get(M)||{},J=he.bind[x](n,M,P,I);J&&(tr(x,M,B[x]=J),_n.set(M,B))}function hn(x,M,P){let I=_n.get(M)||{};for(let B in I)(x==null||B==x)&&(Ih(B,M,I[B]),delete I[B]);x==null&&_n.delete(M)}let qt=0,nn=0,F=0,Ce=0,qe=0,st=0,Me=qe,Pt=st,ze=F,Xe=Ce,C=0,S=0,X=0,ue=0;n.bbox={};let oe=!1,xe=!1,ye=!1,te=!1,ie=!1,pe=!1;function U(x,M,P){(P||x!=n.width||M!=n.height)&&re(x,M),at(!1),ye=!0,xe=!0,Cn()}function re(x,M){n.width=qt=F=x,n.height=nn=Ce=M,qe=st=0,be(),He();let P=n.bbox;C=P.left=js(qe*St,.5),S=P.top=js(st*St,.5),X=P.width=js(F*St,.5),ue=P.height=js(Ce*St,.5)}let ne=3;function we(){let x=!1,M=0;for(;!x;){M++;let P=br(M),I=Ni(M);x=M==ne||P&&I,x||(re(n.width,n.height),xe=!0)}}function ge({width:x,height:M}){U(x,M)}n.setSize=ge;function be(){let x=!1,M=!1,P=!1,I=!1;E.forEach((B,J)=>{if(B.show&&B._show){let{side:ae,_size:fe}=B,_e=ae%2,Ne=B.label!=null?B.labelSize:0,De=fe+Ne;De>0&&(_e?(F-=De,ae==3?(qe+=De,I=!0):P=!0):(Ce-=De,ae==0?(st+=De,x=!0):M=!0))}}),Ii[0]=x,Ii[1]=P,Ii[2]=M,Ii[3]=I,F-=gi[1]+gi[3],qe+=gi[3],Ce-=gi[2]+gi[0],st+=gi[0]}function He(){let x=qe+F,M=st+Ce,P=qe,I=st;function B(J,ae){switch(J){case 1:return x+=ae,x-ae;case 2:return M+=ae,M-ae;case 3:return P-=ae,P+ae;case 0:return I-=ae,I+ae}}E.forEach((J,ae)=>{if(J.show&&J._show){let fe=J.side;J._pos=B(fe,J._size),J.label!=null&&(J._lpos=B(fe,J.labelSize))}})}if(he.dataIdx==null){let x=he.hover,M=x.skip=new Set(x.skip??[]);M.add(void 0);let P=x.prox=pt(x.prox),I=x.bias??=0;he.dataIdx=(B,J,ae,fe)=>{if(J==0)return ae;let _e=ae,Ne=P(B,J,ae,fe)??It,De=Ne>=0&&Ne<It,Fe=L.ori==0?F:Ce,tt=he.left,bt=e[0],yt=e[J];if(M.has(yt[ae])){_e=null;let dt=null,$e=null,We;if(I==0||I==-1)for(We=ae;dt==null&&We-- >0;)M.has(yt[We])||(dt=We);if(I==0||I==1)for(We=ae;$e==null&&We++<yt.length;)M.has(yt[We])||($e=We);if(dt!=null||$e!=null)if(De){let Ot=dt==null?-1/0:W(bt[dt],L,Fe,0),Zt=$e==null?1/0:W(bt[$e],L,Fe,0),wn=tt-Ot,Ct=Zt-tt;wn<=Ct?wn<=Ne&&(_e=dt):Ct<=Ne&&(_e=$e)}else _e=$e==null?dt:dt==null?$e:ae-dt<=$e-ae?dt:$e}else De&&mn(tt-W(bt[ae],L,Fe,0))>Ne&&(_e=null);return _e}}let Ze=x=>{he.event=x};he.idxs=se,he._lock=!1;let le=he.points;le.show=pt(le.show),le.size=pt(le.size),le.stroke=pt(le.stroke),le.width=pt(le.width),le.fill=pt(le.fill);let Oe=n.focus=cn({},i.focus||{alpha:.3},he.focus),Je=Oe.prox>=0,Re=Je&&le.one,rt=[],Dt=[],kn=[];function _o(x,M){let P=le.show(n,M);if(P instanceof HTMLElement)return Qn(P,kv),Qn(P,x.class),Vi(P,-10,-10,F,Ce),m.insertBefore(P,rt[M]),P}function vr(x,M){if(s==1||M>0){let P=s==1&&b[x.scale].time,I=x.value;x.value=P?qp(I)?Qp(Z,jp(I,z)):I||Q:I||Qy,x.label=x.label||(P?Xy:Wy)}if(Re||M>0){x.width=x.width==null?1:x.width,x.paths=x.paths||f_||iy,x.fillTo=pt(x.fillTo||s_),x.pxAlign=+_t(x.pxAlign,y),x.pxRound=lm(x.pxAlign),x.stroke=pt(x.stroke||null),x.fill=pt(x.fill||null),x._stroke=x._fill=x._paths=x._focus=null;let P=e_(Wn(1,x.width),1),I=x.points=cn({},{size:P,width:Wn(1,P*.2),stroke:x.stroke,space:P*2,paths:p_,_stroke:null,_fill:null},x.points);I.show=pt(I.show),I.filter=pt(I.filter),I.fill=pt(I.fill),I.stroke=pt(I.stroke),I.paths=pt(I.paths),I.pxAlign=x.pxAlign}if(ee){let P=Rt(x,M);it.splice(M,0,P[0]),Ve.splice(M,0,P[1]),de.values.push(null)}if(me){se.splice(M,0,null);let P=null;Re?M==0&&(P=_o(x,M)):M>0&&(P=_o(x,M)),rt.splice(M,0,P),Dt.splice(M,0,0),kn.splice(M,0,0)}Mn("addSeries",M)}function Ju(x,M){M=M??_.length,x=s==1?Oh(x,M,tm,om):Oh(x,M,{},rm),_.splice(M,0,x),vr(_[M],M)}n.addSeries=Ju;function Oa(x){if(_.splice(x,1),ee){de.values.splice(x,1),Ve.splice(x,1);let M=it.splice(x,1)[0];hn(null,M.firstChild),M.remove()}me&&(se.splice(x,1),rt.splice(x,1)[0].remove(),Dt.splice(x,1),kn.splice(x,1)),Mn("delSeries",x)}n.delSeries=Oa;let Ii=[!1,!1,!1,!1];function Ji(x,M){if(x._show=x.show,x.show){let P=x.side%2,I=b[x.scale];I==null&&(x.scale=P?_[1].scale:T,I=b[x.scale]);let B=I.time;x.size=pt(x.size),x.space=pt(x.space),x.rotate=pt(x.rotate),Rs(x.incrs)&&x.incrs.forEach(ae=>{!Cs.has(ae)&&Cs.set(ae,bm(ae))}),x.incrs=pt(x.incrs||(I.distr==2?Ey:B?g==1?Ay:Py:Qs)),x.splits=pt(x.splits||(B&&I.distr==1?ce:I.distr==3?Nh:I.distr==4?$y:Yy)),x.stroke=pt(x.stroke),x.grid.stroke=pt(x.grid.stroke),x.ticks.stroke=pt(x.ticks.stroke),x.border.stroke=pt(x.border.stroke);let J=x.values;x.values=Rs(J)&&!Rs(J[0])?pt(J):B?Rs(J)?Kp(Z,Jp(J,z)):qp(J)?Ny(Z,J):J||K:J||qy,x.filter=pt(x.filter||(I.distr>=3&&I.log==10?Ky:I.distr==3&&I.log==2?jy:ym)),x.font=dm(x.font),x.labelFont=dm(x.labelFont),x._size=x.size(n,null,M,0),x._space=x._rotate=x._incrs=x._found=x._splits=x._values=null,x._size>0&&(Ii[M]=!0,x._el=di(Uv,d))}}function Ki(x,M,P,I){let[B,J,ae,fe]=P,_e=M%2,Ne=0;return _e==0&&(fe||J)&&(Ne=M==0&&!B||M==2&&!ae?pn(em.size/3):0),_e==1&&(B||ae)&&(Ne=M==1&&!J||M==3&&!fe?pn(im.size/2):0),Ne}let bo=n.padding=(i.padding||[Ki,Ki,Ki,Ki]).map(x=>pt(_t(x,Ki))),gi=n._padding=bo.map((x,M)=>x(n,M,Ii,0)),Yt,jt=null,Qt=null,Li=s==1?_[0].idxs:null,Zn=null,ys=!1;function So(x,M){if(e=x??[],n.data=n._data=e,s==2){Yt=0;for(let P=1;P<_.length;P++)Yt+=e[P][0].length}else{e.length==0&&(n.data=n._data=e=[[]]),Zn=e[0],Yt=Zn.length;let P=e;if(G==2){P=e.slice();let I=P[0]=Array(Yt);for(let B=0;B<Yt;B++)I[B]=B}n._data=e=P}if(at(!0),Mn("setData"),G==2&&(ye=!0),M!==!1){let P=L;P.auto(n,ys)?Mo():Ss(T,P.min,P.max),te=te||he.left>=0,pe=!0,Cn()}}n.setData=So;function Mo(){ys=!0;let x,M;s==1&&(Yt>0?(jt=Li[0]=0,Qt=Li[1]=Yt-1,x=e[0][jt],M=e[0][Qt],G==2?(x=jt,M=Qt):x==M&&(G==3?[x,M]=Al(x,x,L.log,!1):G==4?[x,M]=Vh(x,x,L.log,!1):L.time?M=x+pn(86400/g):[x,M]=wl(x,M,Hh,!0))):(jt=Li[0]=x=null,Qt=Li[1]=M=null)),Ss(T,x,M)}let yr,_s,_r,w,O,j,Y,$,Ee,Pe;function Te(x,M,P,I,B,J){x??=Cp,P??=Wh,I??="butt",B??=Cp,J??="round",x!=yr&&(h.strokeStyle=yr=x),B!=_s&&(h.fillStyle=_s=B),M!=_r&&(h.lineWidth=_r=M),J!=O&&(h.lineJoin=O=J),I!=j&&(h.lineCap=j=I),P!=w&&h.setLineDash(w=P)}function Ie(x,M,P,I){M!=_s&&(h.fillStyle=_s=M),x!=Y&&(h.font=Y=x),P!=$&&(h.textAlign=$=P),I!=Ee&&(h.textBaseline=Ee=I)}function ke(x,M,P,I,B=0){if(I.length>0&&x.auto(n,ys)&&(M==null||M.min==null)){let J=_t(jt,0),ae=_t(Qt,I.length-1),fe=P.min==null?Kv(I,J,ae,B,x.distr==3):[P.min,P.max];x.min=Si(x.min,P.min=fe[0]),x.max=Wn(x.max,P.max=fe[1])}}let je={min:null,max:null};function ut(){for(let I in b){let B=b[I];V[I]==null&&(B.min==null||V[T]!=null&&B.auto(n,ys))&&(V[I]=je)}for(let I in b){let B=b[I];V[I]==null&&B.from!=null&&V[B.from]!=null&&(V[I]=je)}V[T]!=null&&at(!0);let x={};for(let I in V){let B=V[I];if(B!=null){let J=x[I]=Ur(b[I],oy);if(B.min!=null)cn(J,B);else if(I!=T||s==2)if(Yt==0&&J.from==null){let ae=J.range(n,null,null,I);J.min=ae[0],J.max=ae[1]}else J.min=It,J.max=-It}}if(Yt>0){_.forEach((I,B)=>{if(s==1){let J=I.scale,ae=V[J];if(ae==null)return;let fe=x[J];if(B==0){let _e=fe.range(n,fe.min,fe.max,J);fe.min=_e[0],fe.max=_e[1],jt=bi(fe.min,e[0]),Qt=bi(fe.max,e[0]),Qt-jt>1&&(e[0][jt]<fe.min&&jt++,e[0][Qt]>fe.max&&Qt--),I.min=Zn[jt],I.max=Zn[Qt]}else I.show&&I.auto&&ke(fe,ae,I,e[B],I.sorted);I.idxs[0]=jt,I.idxs[1]=Qt}else if(B>0&&I.show&&I.auto){let[J,ae]=I.facets,fe=J.scale,_e=ae.scale,[Ne,De]=e[B],Fe=x[fe],tt=x[_e];Fe!=null&&ke(Fe,V[fe],J,Ne,J.sorted),tt!=null&&ke(tt,V[_e],ae,De,ae.sorted),I.min=ae.min,I.max=ae.max}});for(let I in x){let B=x[I],J=V[I];if(B.from==null&&(J==null||J.min==null)){let ae=B.range(n,B.min==It?null:B.min,B.max==-It?null:B.max,I);B.min=ae[0],B.max=ae[1]}}}for(let I in x){let B=x[I];if(B.from!=null){let J=x[B.from];if(J.min==null)B.min=B.max=null;else{let ae=B.range(n,J.min,J.max,I);B.min=ae[0],B.max=ae[1]}}}let M={},P=!1;for(let I in x){let B=x[I],J=b[I];if(J.min!=B.min||J.max!=B.max){J.min=B.min,J.max=B.max;let ae=J.distr;J._min=ae==3?ns(J.min):ae==4?wh(J.min,J.asinh):ae==100?J.fwd(J.min):J.min,J._max=ae==3?ns(J.max):ae==4?wh(J.max,J.asinh):ae==100?J.fwd(J.max):J.max,M[I]=P=!0}}if(P){_.forEach((I,B)=>{s==2?B>0&&M.y&&(I._paths=null):M[I.scale]&&(I._paths=null)});for(let I in M)ye=!0,Mn("setScale",I);me&&he.left>=0&&(te=pe=!0)}for(let I in V)V[I]=null}function Be(x){let M=Lh(jt-1,0,Yt-1),P=Lh(Qt+1,0,Yt-1);for(;x[M]==null&&M>0;)M--;for(;x[P]==null&&P<Yt-1;)P++;return[M,P]}function ht(){if(Yt>0){let x=_.some(M=>M._focus)&&Pe!=Oe.alpha;x&&(h.globalAlpha=Pe=Oe.alpha),_.forEach((M,P)=>{if(P>0&&M.show&&(Gt(P,!1),Gt(P,!0),M._paths==null)){let I=Pe;Pe!=M.alpha&&(h.globalAlpha=Pe=M.alpha);let B=s==2?[0,e[P][0].length-1]:Be(e[P]);M._paths=M.paths(n,P,B[0],B[1]),Pe!=I&&(h.globalAlpha=Pe=I)}}),_.forEach((M,P)=>{if(P>0&&M.show){let I=Pe;Pe!=M.alpha&&(h.globalAlpha=Pe=M.alpha),M._paths!=null&&Et(P,!1);{let B=M._paths!=null?M._paths.gaps:null,J=M.points.show(n,P,jt,Qt,B),ae=M.points.filter(n,P,J,B);(J||ae)&&(M.points._paths=M.points.paths(n,P,jt,Qt,ae),Et(P,!0))}Pe!=I&&(h.globalAlpha=Pe=I),Mn("drawSeries",P)}}),x&&(h.globalAlpha=Pe=1)}}function Gt(x,M){let P=M?_[x].points:_[x];P._stroke=P.stroke(n,x),P._fill=P.fill(n,x)}function Et(x,M){let P=M?_[x].points:_[x],{stroke:I,fill:B,clip:J,flags:ae,_stroke:fe=P._stroke,_fill:_e=P._fill,_width:Ne=P.width}=P._paths;Ne=Lt(Ne*St,3);let De=null,Fe=Ne%2/2;M&&_e==null&&(_e=Ne>0?"#fff":fe);let tt=P.pxAlign==1&&Fe>0;if(tt&&h.translate(Fe,Fe),!M){let bt=C-Ne/2,yt=S-Ne/2,dt=X+Ne,$e=ue+Ne;De=new Path2D,De.rect(bt,yt,dt,$e)}M?Ue(fe,Ne,P.dash,P.cap,_e,I,B,ae,J):Tt(x,fe,Ne,P.dash,P.cap,_e,I,B,ae,De,J),tt&&h.translate(-Fe,-Fe)}function Tt(x,M,P,I,B,J,ae,fe,_e,Ne,De){let Fe=!1;_e!=0&&R.forEach((tt,bt)=>{if(tt.series[0]==x){let yt=_[tt.series[1]],dt=e[tt.series[1]],$e=(yt._paths||Wo).band;Rs($e)&&($e=tt.dir==1?$e[0]:$e[1]);let We,Ot=null;yt.show&&$e&&Qv(dt,jt,Qt)?(Ot=tt.fill(n,bt)||J,We=yt._paths.clip):$e=null,Ue(M,P,I,B,Ot,ae,fe,_e,Ne,De,We,$e),Fe=!0}}),Fe||Ue(M,P,I,B,J,ae,fe,_e,Ne,De)}let dn=Fr|Uh;function Ue(x,M,P,I,B,J,ae,fe,_e,Ne,De,Fe){Te(x,M,P,I,B),(_e||Ne||Fe)&&(h.save(),_e&&h.clip(_e),Ne&&h.clip(Ne)),Fe?(fe&dn)==dn?(h.clip(Fe),De&&h.clip(De),ft(B,ae),sn(x,J,M)):fe&Uh?(ft(B,ae),h.clip(Fe),sn(x,J,M)):fe&Fr&&(h.save(),h.clip(Fe),De&&h.clip(De),ft(B,ae),h.restore(),sn(x,J,M)):(ft(B,ae),sn(x,J,M)),(_e||Ne||Fe)&&h.restore()}function sn(x,M,P){P>0&&(M instanceof Map?M.forEach((I,B)=>{h.strokeStyle=yr=B,h.stroke(I)}):M!=null&&x&&h.stroke(M))}function ft(x,M){M instanceof Map?M.forEach((P,I)=>{h.fillStyle=_s=I,h.fill(P)}):M!=null&&x&&h.fill(M)}function ji(x,M,P,I){let B=E[x],J;if(I<=0)J=[0,0];else{let ae=B._space=B.space(n,x,M,P,I),fe=B._incrs=B.incrs(n,x,M,P,I,ae);J=__(M,P,fe,I,ae)}return B._found=J}function rn(x,M,P,I,B,J,ae,fe,_e,Ne){let De=ae%2/2;y==1&&h.translate(De,De),Te(fe,ae,_e,Ne,fe),h.beginPath();let Fe,tt,bt,yt,dt=B+(I==0||I==3?-J:J);P==0?(tt=B,yt=dt):(Fe=B,bt=dt);for(let $e=0;$e<x.length;$e++)M[$e]!=null&&(P==0?Fe=bt=x[$e]:tt=yt=x[$e],h.moveTo(Fe,tt),h.lineTo(bt,yt));h.stroke(),y==1&&h.translate(-De,-De)}function br(x){let M=!0;return E.forEach((P,I)=>{if(!P.show)return;let B=b[P.scale];if(B.min==null){P._show&&(M=!1,P._show=!1,at(!1));return}else P._show||(M=!1,P._show=!0,at(!1));let J=P.side,ae=J%2,{min:fe,max:_e}=B,[Ne,De]=ji(I,fe,_e,ae==0?F:Ce);if(De==0)return;let Fe=B.distr==2,tt=P._splits=P.splits(n,I,fe,_e,Ne,De,Fe),bt=B.distr==2?tt.map(We=>Zn[We]):tt,yt=B.distr==2?Zn[tt[1]]-Zn[tt[0]]:Ne,dt=P._values=P.values(n,P.filter(n,bt,I,De,yt),I,De,yt);P._rotate=J==2?P.rotate(n,dt,I,De):0;let $e=P._size;P._size=fi(P.size(n,dt,I,x)),$e!=null&&P._size!=$e&&(M=!1)}),M}function Ni(x){let M=!0;return bo.forEach((P,I)=>{let B=P(n,I,Ii,x);B!=gi[I]&&(M=!1),gi[I]=B}),M}function Qi(){for(let x=0;x<E.length;x++){let M=E[x];if(!M.show||!M._show)continue;let P=M.side,I=P%2,B,J,ae=M.stroke(n,x),fe=P==0||P==3?-1:1,[_e,Ne]=M._found;if(M.label!=null){let Hn=M.labelGap*fe,jn=pn((M._lpos+Hn)*St);Ie(M.labelFont[0],ae,"center",P==2?"top":Rp),h.save(),I==1?(B=J=0,h.translate(jn,pn(S+ue/2)),h.rotate((P==3?-Sl:Sl)/2)):(B=pn(C+X/2),J=jn);let Ys=xm(M.label)?M.label(n,x,_e,Ne):M.label;h.fillText(Ys,B,J),h.restore()}if(Ne==0)continue;let De=b[M.scale],Fe=I==0?X:ue,tt=I==0?C:S,bt=M._splits,yt=De.distr==2?bt.map(Hn=>Zn[Hn]):bt,dt=De.distr==2?Zn[bt[1]]-Zn[bt[0]]:_e,$e=M.ticks,We=M.border,Ot=$e.show?$e.size:0,Zt=pn(Ot*St),wn=pn((M.alignTo==2?M._size-Ot-M.gap:M.gap)*St),Ct=M._rotate*-Sl/180,Jt=p(M._pos*St),Jn=(Zt+wn)*fe,Vn=Jt+Jn;J=I==0?Vn:0,B=I==1?Vn:0;let ui=M.font[0],xi=M.align==1?Pr:M.align==2?bh:Ct>0?Pr:Ct<0?bh:I==0?"center":P==3?bh:Pr,Fi=Ct||I==1?"middle":P==2?"top":Rp;Ie(ui,ae,xi,Fi);let Kn=M.font[1]*M.lineGap,hi=bt.map(Hn=>p(a(Hn,De,Fe,tt))),vi=M._values;for(let Hn=0;Hn<vi.length;Hn++){let jn=vi[Hn];if(jn!=null){I==0?B=hi[Hn]:J=hi[Hn],jn=""+jn;let Ys=jn.indexOf(`
`)==-1?[jn]:jn.split(/\n/gm);for(let Gn=0;Gn<Ys.length;Gn++){let qf=Ys[Gn];Ct?(h.save(),h.translate(B,J+Gn*Kn),h.rotate(Ct),h.fillText(qf,0,0),h.restore()):h.fillText(qf,B,J+Gn*Kn)}}}$e.show&&rn(hi,$e.filter(n,yt,x,Ne,dt),I,P,Jt,Zt,Lt($e.width*St,3),$e.stroke(n,x),$e.dash,$e.cap);let Oi=M.grid;Oi.show&&rn(hi,Oi.filter(n,yt,x,Ne,dt),I,I==0?2:1,I==0?S:C,I==0?ue:X,Lt(Oi.width*St,3),Oi.stroke(n,x),Oi.dash,Oi.cap),We.show&&rn([Jt],[1],I==0?1:0,I==0?1:2,I==1?S:C,I==1?ue:X,Lt(We.width*St,3),We.stroke(n,x),We.dash,We.cap)}Mn("drawAxes")}function at(x){_.forEach((M,P)=>{P>0&&(M._paths=null,x&&(s==1?(M.min=null,M.max=null):M.facets.forEach(I=>{I.min=null,I.max=null})))})}let $t=!1,zn=!1,At=[];function on(){zn=!1;for(let x=0;x<At.length;x++)Mn(...At[x]);At.length=0}function Cn(){$t||(fy(Rf),$t=!0)}function Ba(x,M=!1){$t=!0,zn=M,x(n),Rf(),M&&At.length>0&&queueMicrotask(on)}n.batch=Ba;function Rf(){if(oe&&(ut(),oe=!1),ye&&(we(),ye=!1),xe){if(Bt(f,Pr,qe),Bt(f,"top",st),Bt(f,zo,F),Bt(f,Vo,Ce),Bt(m,Pr,qe),Bt(m,"top",st),Bt(m,zo,F),Bt(m,Vo,Ce),Bt(d,zo,qt),Bt(d,Vo,nn),u.width=pn(qt*St),u.height=pn(nn*St),E.forEach(({_el:x,_show:M,_size:P,_pos:I,side:B})=>{if(x!=null)if(M){let J=B===3||B===0?P:0,ae=B%2==1;Bt(x,ae?"left":"top",I-J),Bt(x,ae?"width":"height",P),Bt(x,ae?"top":"left",ae?st:qe),Bt(x,ae?"height":"width",ae?Ce:F),Ph(x,er)}else Qn(x,er)}),yr=_s=_r=O=j=Y=$=Ee=w=null,Pe=1,To(!0),qe!=Me||st!=Pt||F!=ze||Ce!=Xe){at(!1);let x=F/ze,M=Ce/Xe;if(me&&!te&&he.left>=0){he.left*=x,he.top*=M,Sr&&Vi(Sr,pn(he.left),0,F,Ce),Mr&&Vi(Mr,0,pn(he.top),F,Ce);for(let P=0;P<rt.length;P++){let I=rt[P];I!=null&&(Dt[P]*=x,kn[P]*=M,Vi(I,fi(Dt[P]),fi(kn[P]),F,Ce))}}if(Ft.show&&!ie&&Ft.left>=0&&Ft.width>0){Ft.left*=x,Ft.width*=x,Ft.top*=M,Ft.height*=M;for(let P in nh)Bt(Tr,P,Ft[P])}Me=qe,Pt=st,ze=F,Xe=Ce}Mn("setSize"),xe=!1}qt>0&&nn>0&&(h.clearRect(0,0,u.width,u.height),Mn("drawClear"),A.forEach(x=>x()),Mn("draw")),Ft.show&&ie&&(ka(Ft),ie=!1),me&&te&&(qs(null,!0,!1),te=!1),de.show&&de.live&&pe&&(eh(),pe=!1),l||(l=!0,n.status=1,Mn("ready")),ys=!1,$t=!1}n.redraw=(x,M)=>{ye=M||!1,x!==!1?Ss(T,L.min,L.max):Cn()};function Ku(x,M){let P=b[x];if(P.from==null){if(Yt==0){let I=P.range(n,M.min,M.max,x);M.min=I[0],M.max=I[1]}if(M.min>M.max){let I=M.min;M.min=M.max,M.max=I}if(Yt>1&&M.min!=null&&M.max!=null&&M.max-M.min<1e-16)return;x==T&&P.distr==2&&Yt>0&&(M.min=bi(M.min,e[0]),M.max=bi(M.max,e[0]),M.min==M.max&&M.max++),V[x]=M,oe=!0,Cn()}}n.setScale=Ku;let ju,Qu,Sr,Mr,Cf,Pf,wr,Er,If,Lf,Ut,Ht,bs=!1,Rn=he.drag,bn=Rn.x,Sn=Rn.y;me&&(he.x&&(ju=di(Ov,m)),he.y&&(Qu=di(Bv,m)),L.ori==0?(Sr=ju,Mr=Qu):(Sr=Qu,Mr=ju),Ut=he.left,Ht=he.top);let Ft=n.select=cn({show:!0,over:!0,left:0,width:0,top:0,height:0},i.select),Tr=Ft.show?di(Fv,Ft.over?m:f):null;function ka(x,M){if(Ft.show){for(let P in x)Ft[P]=x[P],P in nh&&Bt(Tr,P,x[P]);M!==!1&&Mn("setSelect")}}n.setSelect=ka;function _x(x){if(_[x].show)ee&&Ph(it[x],er);else if(ee&&Qn(it[x],er),me){let P=Re?rt[0]:rt[x];P!=null&&Vi(P,-10,-10,F,Ce)}}function Ss(x,M,P){Ku(x,{min:M,max:P})}function Di(x,M,P,I){M.focus!=null&&Ex(x),M.show!=null&&_.forEach((B,J)=>{J>0&&(x==J||x==null)&&(B.show=M.show,_x(J),s==2?(Ss(B.facets[0].scale,null,null),Ss(B.facets[1].scale,null,null)):Ss(B.scale,null,null),Cn())}),P!==!1&&Mn("setSeries",x,M),I&&Ao("setSeries",n,x,M)}n.setSeries=Di;function bx(x,M){cn(R[x],M)}function Sx(x,M){x.fill=pt(x.fill||null),x.dir=_t(x.dir,-1),M=M??R.length,R.splice(M,0,x)}function Mx(x){x==null?R.length=0:R.splice(x,1)}n.addBand=Sx,n.setBand=bx,n.delBand=Mx;function wx(x,M){_[x].alpha=M,me&&rt[x]!=null&&(rt[x].style.opacity=M),ee&&it[x]&&(it[x].style.opacity=M)}let es,Ms,Xs,Ar={focus:!0};function Ex(x){if(x!=Xs){let M=x==null,P=Oe.alpha!=1;_.forEach((I,B)=>{if(s==1||B>0){let J=M||B==0||B==x;I._focus=M?null:J,P&&wx(B,J?1:Oe.alpha)}}),Xs=x,P&&Cn()}}ee&&Je&&vt(Lp,Ae,x=>{he._lock||(Ze(x),Xs!=null&&Di(null,Ar,!0,an.setSeries))});function Ui(x,M,P){let I=b[M];P&&(x=x/St-(I.ori==1?st:qe));let B=F;I.ori==1&&(B=Ce,x=B-x),I.dir==-1&&(x=B-x);let J=I._min,ae=I._max,fe=x/B,_e=J+(ae-J)*fe,Ne=I.distr;return Ne==3?Nr(10,_e):Ne==4?ty(_e,I.asinh):Ne==100?I.bwd(_e):_e}function Tx(x,M){let P=Ui(x,T,M);return bi(P,e[0],jt,Qt)}n.valToIdx=x=>bi(x,e[0]),n.posToIdx=Tx,n.posToVal=Ui,n.valToPos=(x,M,P)=>b[M].ori==0?r(x,b[M],P?X:F,P?C:0):o(x,b[M],P?ue:Ce,P?S:0),n.setCursor=(x,M,P)=>{Ut=x.left,Ht=x.top,qs(null,M,P)};function Nf(x,M){Bt(Tr,Pr,Ft.left=x),Bt(Tr,zo,Ft.width=M)}function Df(x,M){Bt(Tr,"top",Ft.top=x),Bt(Tr,Vo,Ft.height=M)}let wo=L.ori==0?Nf:Df,Eo=L.ori==1?Nf:Df;function Ax(){if(ee&&de.live)for(let x=s==2?1:0;x<_.length;x++){if(x==0&&ot)continue;let M=de.values[x],P=0;for(let I in M)Ve[x][P++].firstChild.nodeValue=M[I]}}function eh(x,M){if(x!=null&&(x.idxs?x.idxs.forEach((P,I)=>{se[I]=P}):ry(x.idx)||se.fill(x.idx),de.idx=se[0]),ee&&de.live){for(let P=0;P<_.length;P++)(P>0||s==1&&!ot)&&Rx(P,se[P]);Ax()}pe=!1,M!==!1&&Mn("setLegend")}n.setLegend=eh;function Rx(x,M){let P=_[x],I=x==0&&G==2?Zn:e[x],B;ot?B=P.values(n,x,M)??et:(B=P.value(n,M==null?null:I[M],x,M),B=B==null?et:{_:B}),de.values[x]=B}function qs(x,M,P){If=Ut,Lf=Ht,[Ut,Ht]=he.move(n,Ut,Ht),he.left=Ut,he.top=Ht,me&&(Sr&&Vi(Sr,pn(Ut),0,F,Ce),Mr&&Vi(Mr,0,pn(Ht),F,Ce));let I,B=jt>Qt;es=It,Ms=null;let J=L.ori==0?F:Ce,ae=L.ori==1?F:Ce;if(Ut<0||Yt==0||B){I=he.idx=null;for(let fe=0;fe<_.length;fe++){let _e=rt[fe];_e!=null&&Vi(_e,-10,-10,F,Ce)}Je&&Di(null,Ar,!0,x==null&&an.setSeries),de.live&&(se.fill(I),pe=!0)}else{let fe,_e,Ne;s==1&&(fe=L.ori==0?Ut:Ht,_e=Ui(fe,T),I=he.idx=bi(_e,e[0],jt,Qt),Ne=W(e[0][I],L,J,0));let De=-10,Fe=-10,tt=0,bt=0,yt=!0,dt="",$e="";for(let We=s==2?1:0;We<_.length;We++){let Ot=_[We],Zt=se[We],wn=Zt==null?null:s==1?e[We][Zt]:e[We][1][Zt],Ct=he.dataIdx(n,We,I,_e),Jt=Ct==null?null:s==1?e[We][Ct]:e[We][1][Ct];if(pe=pe||Jt!=wn||Ct!=Zt,se[We]=Ct,We>0&&Ot.show){let Jn=Ct==null?-10:Ct==I?Ne:W(s==1?e[0][Ct]:e[We][0][Ct],L,J,0),Vn=Jt==null?-10:N(Jt,s==1?b[Ot.scale]:b[Ot.facets[1].scale],ae,0);if(Je&&Jt!=null){let ui=L.ori==1?Ut:Ht,xi=mn(Oe.dist(n,We,Ct,Vn,ui));if(xi<es){let Fi=Oe.bias;if(Fi!=0){let Kn=Ui(ui,Ot.scale),hi=Jt>=0?1:-1,vi=Kn>=0?1:-1;vi==hi&&(vi==1?Fi==1?Jt>=Kn:Jt<=Kn:Fi==1?Jt<=Kn:Jt>=Kn)&&(es=xi,Ms=We)}else es=xi,Ms=We}}if(pe||Re){let ui,xi;L.ori==0?(ui=Jn,xi=Vn):(ui=Vn,xi=Jn);let Fi,Kn,hi,vi,Oi,Hn,jn=!0,Ys=le.bbox;if(Ys!=null){jn=!1;let Gn=Ys(n,We);hi=Gn.left,vi=Gn.top,Fi=Gn.width,Kn=Gn.height}else hi=ui,vi=xi,Fi=Kn=le.size(n,We);if(Hn=le.fill(n,We),Oi=le.stroke(n,We),Re)We==Ms&&es<=Oe.prox&&(De=hi,Fe=vi,tt=Fi,bt=Kn,yt=jn,dt=Hn,$e=Oi);else{let Gn=rt[We];Gn!=null&&(Dt[We]=hi,kn[We]=vi,kp(Gn,Fi,Kn,jn),Op(Gn,Hn,Oi),Vi(Gn,fi(hi),fi(vi),F,Ce))}}}}if(Re){let We=Oe.prox,Ot=Xs==null?es<=We:es>We||Ms!=Xs;if(pe||Ot){let Zt=rt[0];Zt!=null&&(Dt[0]=De,kn[0]=Fe,kp(Zt,tt,bt,yt),Op(Zt,dt,$e),Vi(Zt,fi(De),fi(Fe),F,Ce))}}}if(Ft.show&&bs)if(x!=null){let[fe,_e]=an.scales,[Ne,De]=an.match,[Fe,tt]=x.cursor.sync.scales,bt=x.cursor.drag;if(bn=bt._x,Sn=bt._y,bn||Sn){let{left:yt,top:dt,width:$e,height:We}=x.select,Ot=x.scales[Fe].ori,Zt=x.posToVal,wn,Ct,Jt,Jn,Vn,ui=fe!=null&&Ne(fe,Fe),xi=_e!=null&&De(_e,tt);ui&&bn?(Ot==0?(wn=yt,Ct=$e):(wn=dt,Ct=We),Jt=b[fe],Jn=W(Zt(wn,Fe),Jt,J,0),Vn=W(Zt(wn+Ct,Fe),Jt,J,0),wo(Si(Jn,Vn),mn(Vn-Jn))):wo(0,J),xi&&Sn?(Ot==1?(wn=yt,Ct=$e):(wn=dt,Ct=We),Jt=b[_e],Jn=N(Zt(wn,tt),Jt,ae,0),Vn=N(Zt(wn+Ct,tt),Jt,ae,0),Eo(Si(Jn,Vn),mn(Vn-Jn))):Eo(0,ae)}else ih()}else{let fe=mn(If-Cf),_e=mn(Lf-Pf);if(L.ori==1){let tt=fe;fe=_e,_e=tt}bn=Rn.x&&fe>=Rn.dist,Sn=Rn.y&&_e>=Rn.dist;let Ne=Rn.uni;Ne!=null?bn&&Sn&&(bn=fe>=Ne,Sn=_e>=Ne,!bn&&!Sn&&(_e>fe?Sn=!0:bn=!0)):Rn.x&&Rn.y&&(bn||Sn)&&(bn=Sn=!0);let De,Fe;bn&&(L.ori==0?(De=wr,Fe=Ut):(De=Er,Fe=Ht),wo(Si(De,Fe),mn(Fe-De)),Sn||Eo(0,ae)),Sn&&(L.ori==1?(De=wr,Fe=Ut):(De=Er,Fe=Ht),Eo(Si(De,Fe),mn(Fe-De)),bn||wo(0,J)),!bn&&!Sn&&(wo(0,0),Eo(0,0))}if(Rn._x=bn,Rn._y=Sn,x==null){if(P){if(Xf!=null){let[fe,_e]=an.scales;an.values[0]=fe!=null?Ui(L.ori==0?Ut:Ht,fe):null,an.values[1]=_e!=null?Ui(L.ori==1?Ut:Ht,_e):null}Ao(Sh,n,Ut,Ht,F,Ce,I)}if(Je){let fe=P&&an.setSeries,_e=Oe.prox;Xs==null?es<=_e&&Di(Ms,Ar,!0,fe):es>_e?Di(null,Ar,!0,fe):Ms!=Xs&&Di(Ms,Ar,!0,fe)}}pe&&(de.idx=I,eh()),M!==!1&&Mn("setCursor")}let ws=null;Object.defineProperty(n,"rect",{get(){return ws==null&&To(!1),ws}});function To(x=!1){x?ws=null:(ws=m.getBoundingClientRect(),Mn("syncRect",ws))}function Uf(x,M,P,I,B,J,ae){he._lock||bs&&x!=null&&x.movementX==0&&x.movementY==0||(th(x,M,P,I,B,J,ae,!1,x!=null),x!=null?qs(null,!0,!0):qs(M,!0,!1))}function th(x,M,P,I,B,J,ae,fe,_e){if(ws==null&&To(!1),Ze(x),x!=null)P=x.clientX-ws.left,I=x.clientY-ws.top;else{if(P<0||I<0){Ut=-10,Ht=-10;return}let[Ne,De]=an.scales,Fe=M.cursor.sync,[tt,bt]=Fe.values,[yt,dt]=Fe.scales,[$e,We]=an.match,Ot=M.axes[0].side%2==1,Zt=L.ori==0?F:Ce,wn=L.ori==1?F:Ce,Ct=Ot?J:B,Jt=Ot?B:J,Jn=Ot?I:P,Vn=Ot?P:I;if(yt!=null?P=$e(Ne,yt)?a(tt,b[Ne],Zt,0):-10:P=Zt*(Jn/Ct),dt!=null?I=We(De,dt)?a(bt,b[De],wn,0):-10:I=wn*(Vn/Jt),L.ori==1){let ui=P;P=I,I=ui}}_e&&(M==null||M.cursor.event.type==Sh)&&((P<=1||P>=F-1)&&(P=js(P,F)),(I<=1||I>=Ce-1)&&(I=js(I,Ce))),fe?(Cf=P,Pf=I,[wr,Er]=he.move(n,P,I)):(Ut=P,Ht=I)}let nh={width:0,height:0,left:0,top:0};function ih(){ka(nh,!1)}let Ff,Of,Bf,kf;function zf(x,M,P,I,B,J,ae){bs=!0,bn=Sn=Rn._x=Rn._y=!1,th(x,M,P,I,B,J,ae,!0,!1),x!=null&&(vt(Mh,Rh,Vf,!1),Ao(Pp,n,wr,Er,F,Ce,null));let{left:fe,top:_e,width:Ne,height:De}=Ft;Ff=fe,Of=_e,Bf=Ne,kf=De}function Vf(x,M,P,I,B,J,ae){bs=Rn._x=Rn._y=!1,th(x,M,P,I,B,J,ae,!1,!0);let{left:fe,top:_e,width:Ne,height:De}=Ft,Fe=Ne>0||De>0,tt=Ff!=fe||Of!=_e||Bf!=Ne||kf!=De;if(Fe&&tt&&ka(Ft),Rn.setScale&&Fe&&tt){let bt=fe,yt=Ne,dt=_e,$e=De;if(L.ori==1&&(bt=_e,yt=De,dt=fe,$e=Ne),bn&&Ss(T,Ui(bt,T),Ui(bt+yt,T)),Sn)for(let We in b){let Ot=b[We];We!=T&&Ot.from==null&&Ot.min!=It&&Ss(We,Ui(dt+$e,We),Ui(dt,We))}ih()}else he.lock&&(he._lock=!he._lock,qs(M,!0,x!=null));x!=null&&(hn(Mh,Rh),Ao(Mh,n,Ut,Ht,F,Ce,null))}function Cx(x,M,P,I,B,J,ae){if(he._lock)return;Ze(x);let fe=bs;if(bs){let _e=!0,Ne=!0,De=10,Fe,tt;L.ori==0?(Fe=bn,tt=Sn):(Fe=Sn,tt=bn),Fe&&tt&&(_e=Ut<=De||Ut>=F-De,Ne=Ht<=De||Ht>=Ce-De),Fe&&_e&&(Ut=Ut<wr?0:F),tt&&Ne&&(Ht=Ht<Er?0:Ce),qs(null,!0,!0),bs=!1}Ut=-10,Ht=-10,se.fill(null),qs(null,!0,!0),fe&&(bs=fe)}function Hf(x,M,P,I,B,J,ae){he._lock||(Ze(x),Mo(),ih(),x!=null&&Ao(Np,n,Ut,Ht,F,Ce,null))}function Gf(){E.forEach(b_),U(n.width,n.height,!0)}tr(Ml,Lr,Gf);let Rr={};Rr.mousedown=zf,Rr.mousemove=Uf,Rr.mouseup=Vf,Rr.dblclick=Hf,Rr.setSeries=(x,M,P,I)=>{let B=an.match[2];P=B(n,M,P),P!=-1&&Di(P,I,!0,!1)},me&&(vt(Pp,m,zf),vt(Sh,m,Uf),vt(Ip,m,x=>{Ze(x),To(!1)}),vt(Lp,m,Cx),vt(Np,m,Hf),Fh.add(n),n.syncRect=To);let za=n.hooks=i.hooks||{};function Mn(x,M,P){zn?At.push([x,M,P]):x in za&&za[x].forEach(I=>{I.call(null,n,M,P)})}(i.plugins||[]).forEach(x=>{for(let M in x.hooks)za[M]=(za[M]||[]).concat(x.hooks[M])});let Wf=(x,M,P)=>P,an=cn({key:null,setSeries:!1,filters:{pub:Wp,sub:Wp},scales:[T,_[1]?_[1].scale:null],match:[Xp,Xp,Wf],values:[null,null]},he.sync);an.match.length==2&&an.match.push(Wf),he.sync=an;let Xf=an.key,sh=Vm(Xf);function Ao(x,M,P,I,B,J,ae){an.filters.pub(x,M,P,I,B,J,ae)&&sh.pub(x,M,P,I,B,J,ae)}sh.sub(n);function Px(x,M,P,I,B,J,ae){an.filters.sub(x,M,P,I,B,J,ae)&&Rr[x](null,M,P,I,B,J,ae)}n.pub=Px;function Ix(){sh.unsub(n),Fh.delete(n),_n.clear(),Ih(Ml,Lr,Gf),c.remove(),Ae?.remove(),Mn("destroy")}n.destroy=Ix;function rh(){Mn("init",i,e),So(e||i.data,!1),V[T]?Ku(T,V[T]):Mo(),ie=Ft.show&&(Ft.width>0||Ft.height>0),te=pe=!0,U(i.width,i.height)}return _.forEach(vr),E.forEach(Ji),t?t instanceof HTMLElement?(t.appendChild(c),rh()):t(n,rh):rh(),n}gn.assign=cn;gn.fmtNum=Gh;gn.rangeNum=wl;gn.rangeLog=Al;gn.rangeAsinh=Vh;gn.orient=ir;gn.pxRatio=St;gn.join=dy;gn.fmtDate=Xh,gn.tzDate=My;gn.sync=Vm;{gn.addGap=r_,gn.clipGaps=Pl;let i=gn.paths={points:Ym};i.linear=Zm,i.stepped=l_,i.bars=c_,i.spline=h_}var S_="11px system-ui, sans-serif",qo=class{constructor(e,t){this.height=e;this.jump=t;this.element=document.createElement("div"),this.element.className="chart",this.cursor.className="chart-cursor",new ResizeObserver(()=>{let n=this.element.clientWidth;this.plot!==null&&n>0&&Math.abs(n-this.plot.width)>1&&(this.plot.setSize({width:n,height:this.height}),this.setTime(this.time))}).observe(this.element)}height;jump;element;plot=null;cursor=document.createElement("div");lines=[];time=0;show(e,t){this.lines=e,this.plot?.destroy();let n=getComputedStyle(document.documentElement),s=n.getPropertyValue("--muted").trim(),r=n.getPropertyValue("--rule").trim(),o={stroke:s,font:S_,grid:{stroke:r,width:1},ticks:{stroke:r,width:1,size:4}},a={width:Math.max(120,this.element.clientWidth),height:this.height,padding:[8,16,0,0],legend:{show:!1},cursor:{y:!1,drag:{x:!1,y:!1},points:{size:6}},scales:{x:{time:!1,range:[0,Math.max(t,1)]},y:{range:(l,c,u)=>[0,Math.max(1,u)*1.06]}},axes:[{...o,values:(l,c)=>c.map(u=>fn(u)),space:46,size:26,incrs:[1,2,5,10,15,30,60,120,300,600,1200,1800,3600]},{...o,size:42,space:28,values:(l,c)=>c.map(u=>u>=1e4?`${u/1e3}k`:String(u))}],series:[{},...e.map(l=>({label:l.label,stroke:l.colour,width:1.8,dash:l.dash,fill:l.fill,points:{show:!1},paths:l.steps===!0?gn.paths.stepped({align:1}):void 0}))]};this.plot=new gn(a,M_(e),this.element),this.plot.over.append(this.cursor),this.plot.over.addEventListener("click",()=>{let l=this.plot?.cursor.left??-1;this.plot!==null&&l>=0&&this.jump(this.plot.posToVal(l,"x"))}),this.setTime(this.time)}setTime(e){this.time=e,this.plot!==null&&(this.cursor.style.transform=`translateX(${this.plot.valToPos(e,"x")}px)`)}refresh(){this.plot!==null&&this.show(this.lines,this.plot.scales.x.max??1)}destroy(){this.plot?.destroy(),this.plot=null}};function M_(i){return i.length===1?[Array.from(i[0].time),Array.from(i[0].value)]:gn.join(i.map(e=>[Array.from(e.time),Array.from(e.value)]))}var Ig=0,Id=1,Lg=2;var Sa=1,Ng=2,co=3,Vs=0,Xn=1,Fn=2,hr=0,uo=1,Ld=2,Nd=3,Dd=4,Dg=5;var dr=100,Ug=101,Fg=102,Og=103,Bg=104,kg=200,zg=201,Vg=202,Hg=203,Ud=204,Fd=205,Gg=206,Wg=207,Xg=208,qg=209,Yg=210,$g=211,Zg=212,Jg=213,Kg=214,lc=0,cc=1,uc=2,eo=3,hc=4,dc=5,fc=6,pc=7,Od=0,jg=1,Qg=2,Yi=0,Bd=1,kd=2,zd=3,Vd=4,Hd=5,Gd=6,Wd=7;var Xd=300,fr=301,ho=302,Gc=303,Wc=304,mc=1e3,Gi=1001,gc=1002,Kt=1003,e0=1004;var Ma=1005;var xn=1006,Xc=1007;var fs=1008;var li=1009,qd=1010,Yd=1011,fo=1012,qc=1013,Ri=1014,ci=1015,Ci=1016,Yc=1017,$c=1018,pr=1020,$d=35902,Zd=35899,Jd=1021,Kd=1022,Pi=1023,us=1026,ps=1027,mr=1028,Zc=1029,Hs=1030,Jc=1031;var Kc=1033,wa=33776,Ea=33777,Ta=33778,Aa=33779,jc=35840,Qc=35841,eu=35842,tu=35843,nu=36196,iu=37492,su=37496,ru=37488,ou=37489,Ra=37490,au=37491,lu=37808,cu=37809,uu=37810,hu=37811,du=37812,fu=37813,pu=37814,mu=37815,gu=37816,xu=37817,vu=37818,yu=37819,_u=37820,bu=37821,Su=36492,Mu=36494,wu=36495,Eu=36283,Tu=36284,Ca=36285,Au=36286;var ea=2300,xc=2301,oc=2302,_d=2303,bd=2400,Sd=2401,Md=2402;var t0=3200;var jd=0,n0=1,ms="",si="srgb",ta="srgb-linear",na="linear",wt="srgb";var ac=7680,Qd=7681;var ef=517;var i0=519,s0=512,r0=513,o0=514,tf=515,a0=516,l0=517,nf=518,sf=519,c0=35044,rf=35048;var of="300 es",mi=2e3,ia=2001;function w_(i){for(let e=i.length-1;e>=0;--e)if(i[e]>=65535)return!0;return!1}function E_(i){return ArrayBuffer.isView(i)&&!(i instanceof DataView)}function sa(i){return document.createElementNS("http://www.w3.org/1999/xhtml",i)}function u0(){let i=sa("canvas");return i.style.display="block",i}var Qm={},to=null;function af(...i){let e="THREE."+i.shift();to?to("log",e,...i):console.log(e,...i)}function h0(i){let e=i[0];if(typeof e=="string"&&e.startsWith("TSL:")){let t=i[1];t&&t.isStackTrace?i[0]+=" "+t.getLocation():i[1]='Stack trace not available. Enable "THREE.Node.captureStackTrace" to capture stack traces.'}return i}function Ye(...i){i=h0(i);let e="THREE."+i.shift();if(to)to("warn",e,...i);else{let t=i[0];t&&t.isStackTrace?console.warn(t.getError(e)):console.warn(e,...i)}}function Ke(...i){i=h0(i);let e="THREE."+i.shift();if(to)to("error",e,...i);else{let t=i[0];t&&t.isStackTrace?console.error(t.getError(e)):console.error(e,...i)}}function Qo(...i){let e=i.join(" ");e in Qm||(Qm[e]=!0,Ye(...i))}function d0(i,e,t){return new Promise(function(n,s){function r(){switch(i.clientWaitSync(e,i.SYNC_FLUSH_COMMANDS_BIT,0)){case i.WAIT_FAILED:s();break;case i.TIMEOUT_EXPIRED:setTimeout(r,t);break;default:n()}}setTimeout(r,t)})}var f0={[lc]:lc,[uc]:fc,[hc]:hc,[eo]:dc,[cc]:cc,[fc]:uc,[pc]:pc,[dc]:eo},Wi=class{addEventListener(e,t){this._listeners===void 0&&(this._listeners={});let n=this._listeners;n[e]===void 0&&(n[e]=[]),n[e].indexOf(t)===-1&&n[e].push(t)}hasEventListener(e,t){let n=this._listeners;return n===void 0?!1:n[e]!==void 0&&n[e].indexOf(t)!==-1}removeEventListener(e,t){let n=this._listeners;if(n===void 0)return;let s=n[e];if(s!==void 0){let r=s.indexOf(t);r!==-1&&s.splice(r,1)}}dispatchEvent(e){let t=this._listeners;if(t===void 0)return;let n=t[e.type];if(n!==void 0){e.target=this;let s=n.slice(0);for(let r=0,o=s.length;r<o;r++)s[r].call(this,e);e.target=null}}},In=["00","01","02","03","04","05","06","07","08","09","0a","0b","0c","0d","0e","0f","10","11","12","13","14","15","16","17","18","19","1a","1b","1c","1d","1e","1f","20","21","22","23","24","25","26","27","28","29","2a","2b","2c","2d","2e","2f","30","31","32","33","34","35","36","37","38","39","3a","3b","3c","3d","3e","3f","40","41","42","43","44","45","46","47","48","49","4a","4b","4c","4d","4e","4f","50","51","52","53","54","55","56","57","58","59","5a","5b","5c","5d","5e","5f","60","61","62","63","64","65","66","67","68","69","6a","6b","6c","6d","6e","6f","70","71","72","73","74","75","76","77","78","79","7a","7b","7c","7d","7e","7f","80","81","82","83","84","85","86","87","88","89","8a","8b","8c","8d","8e","8f","90","91","92","93","94","95","96","97","98","99","9a","9b","9c","9d","9e","9f","a0","a1","a2","a3","a4","a5","a6","a7","a8","a9","aa","ab","ac","ad","ae","af","b0","b1","b2","b3","b4","b5","b6","b7","b8","b9","ba","bb","bc","bd","be","bf","c0","c1","c2","c3","c4","c5","c6","c7","c8","c9","ca","cb","cc","cd","ce","cf","d0","d1","d2","d3","d4","d5","d6","d7","d8","d9","da","db","dc","dd","de","df","e0","e1","e2","e3","e4","e5","e6","e7","e8","e9","ea","eb","ec","ed","ee","ef","f0","f1","f2","f3","f4","f5","f6","f7","f8","f9","fa","fb","fc","fd","fe","ff"];var jh=Math.PI/180,vc=180/Math.PI;function Pa(){let i=Math.random()*4294967295|0,e=Math.random()*4294967295|0,t=Math.random()*4294967295|0,n=Math.random()*4294967295|0;return(In[i&255]+In[i>>8&255]+In[i>>16&255]+In[i>>24&255]+"-"+In[e&255]+In[e>>8&255]+"-"+In[e>>16&15|64]+In[e>>24&255]+"-"+In[t&63|128]+In[t>>8&255]+"-"+In[t>>16&255]+In[t>>24&255]+In[n&255]+In[n>>8&255]+In[n>>16&255]+In[n>>24&255]).toLowerCase()}function gt(i,e,t){return Math.max(e,Math.min(t,i))}function T_(i,e){return(i%e+e)%e}function Qh(i,e,t){return(1-t)*i+t*e}function p0(i){return Math.pow(2,Math.floor(Math.log(i)/Math.LN2))}function lf(i){switch(i.constructor){case Uint32Array:return 4294967295;case Uint16Array:return 65535;case Uint8Array:case Uint8ClampedArray:return 255;case Int32Array:return 2147483647;case Int16Array:return 32767;case Int8Array:return 127;default:return}}function A_(i,e){if(e.constructor===Float32Array)return i;let t=lf(e);if(t===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.max(i/t,-1)}function R_(i,e){if(e.constructor===Float32Array)return i;let t=lf(e);if(t===void 0)throw new Error("THREE.MathUtils: Invalid component type.");return Math.round(i*t)}var nt=class{static{this.prototype.isVector2=!0}constructor(e=0,t=0){this.x=e,this.y=t}get width(){return this.x}set width(e){this.x=e}get height(){return this.y}set height(e){this.y=e}set(e,t){return this.x=e,this.y=t,this}setScalar(e){return this.x=e,this.y=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;default:throw new Error("THREE.Vector2: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;default:throw new Error("THREE.Vector2: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y)}copy(e){return this.x=e.x,this.y=e.y,this}add(e){return this.x+=e.x,this.y+=e.y,this}addScalar(e){return this.x+=e,this.y+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this}subScalar(e){return this.x-=e,this.y-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this}multiply(e){return this.x*=e.x,this.y*=e.y,this}multiplyScalar(e){return this.x*=e,this.y*=e,this}divide(e){return this.x/=e.x,this.y/=e.y,this}divideScalar(e){return this.multiplyScalar(1/e)}applyMatrix3(e){let t=this.x,n=this.y,s=e.elements;return this.x=s[0]*t+s[3]*n+s[6],this.y=s[1]*t+s[4]*n+s[7],this}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this}clamp(e,t){return this.x=gt(this.x,e.x,t.x),this.y=gt(this.y,e.y,t.y),this}clampScalar(e,t){return this.x=gt(this.x,e,t),this.y=gt(this.y,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(gt(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this}negate(){return this.x=-this.x,this.y=-this.y,this}dot(e){return this.x*e.x+this.y*e.y}cross(e){return this.x*e.y-this.y*e.x}lengthSq(){return this.x*this.x+this.y*this.y}length(){return Math.sqrt(this.x*this.x+this.y*this.y)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)}normalize(){return this.divideScalar(this.length()||1)}angle(){return Math.atan2(-this.y,-this.x)+Math.PI}angleTo(e){let t=Math.sqrt(this.lengthSq()*e.lengthSq());if(t===0)return Math.PI/2;let n=this.dot(e)/t;return Math.acos(gt(n,-1,1))}distanceTo(e){return Math.sqrt(this.distanceToSquared(e))}distanceToSquared(e){let t=this.x-e.x,n=this.y-e.y;return t*t+n*n}manhattanDistanceTo(e){return Math.abs(this.x-e.x)+Math.abs(this.y-e.y)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this}equals(e){return e.x===this.x&&e.y===this.y}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this}rotateAround(e,t){let n=Math.cos(t),s=Math.sin(t),r=this.x-e.x,o=this.y-e.y;return this.x=r*n-o*s+e.x,this.y=r*s+o*n+e.y,this}random(){return this.x=Math.random(),this.y=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y}},Xi=class{constructor(e=0,t=0,n=0,s=1){this.isQuaternion=!0,this._x=e,this._y=t,this._z=n,this._w=s}static slerpFlat(e,t,n,s,r,o,a){let l=n[s+0],c=n[s+1],u=n[s+2],h=n[s+3],d=r[o+0],f=r[o+1],m=r[o+2],y=r[o+3];if(h!==y||l!==d||c!==f||u!==m){let p=l*d+c*f+u*m+h*y;p<0&&(d=-d,f=-f,m=-m,y=-y,p=-p);let g=1-a;if(p<.9995){let _=Math.acos(p),E=Math.sin(_);g=Math.sin(g*_)/E,a=Math.sin(a*_)/E,l=l*g+d*a,c=c*g+f*a,u=u*g+m*a,h=h*g+y*a}else{l=l*g+d*a,c=c*g+f*a,u=u*g+m*a,h=h*g+y*a;let _=1/Math.sqrt(l*l+c*c+u*u+h*h);l*=_,c*=_,u*=_,h*=_}}e[t]=l,e[t+1]=c,e[t+2]=u,e[t+3]=h}static multiplyQuaternionsFlat(e,t,n,s,r,o){let a=n[s],l=n[s+1],c=n[s+2],u=n[s+3],h=r[o],d=r[o+1],f=r[o+2],m=r[o+3];return e[t]=a*m+u*h+l*f-c*d,e[t+1]=l*m+u*d+c*h-a*f,e[t+2]=c*m+u*f+a*d-l*h,e[t+3]=u*m-a*h-l*d-c*f,e}get x(){return this._x}set x(e){this._x=e,this._onChangeCallback()}get y(){return this._y}set y(e){this._y=e,this._onChangeCallback()}get z(){return this._z}set z(e){this._z=e,this._onChangeCallback()}get w(){return this._w}set w(e){this._w=e,this._onChangeCallback()}set(e,t,n,s){return this._x=e,this._y=t,this._z=n,this._w=s,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._w)}copy(e){return this._x=e.x,this._y=e.y,this._z=e.z,this._w=e.w,this._onChangeCallback(),this}setFromEuler(e,t=!0){let n=e._x,s=e._y,r=e._z,o=e._order,a=Math.cos,l=Math.sin,c=a(n/2),u=a(s/2),h=a(r/2),d=l(n/2),f=l(s/2),m=l(r/2);switch(o){case"XYZ":this._x=d*u*h+c*f*m,this._y=c*f*h-d*u*m,this._z=c*u*m+d*f*h,this._w=c*u*h-d*f*m;break;case"YXZ":this._x=d*u*h+c*f*m,this._y=c*f*h-d*u*m,this._z=c*u*m-d*f*h,this._w=c*u*h+d*f*m;break;case"ZXY":this._x=d*u*h-c*f*m,this._y=c*f*h+d*u*m,this._z=c*u*m+d*f*h,this._w=c*u*h-d*f*m;break;case"ZYX":this._x=d*u*h-c*f*m,this._y=c*f*h+d*u*m,this._z=c*u*m-d*f*h,this._w=c*u*h+d*f*m;break;case"YZX":this._x=d*u*h+c*f*m,this._y=c*f*h+d*u*m,this._z=c*u*m-d*f*h,this._w=c*u*h-d*f*m;break;case"XZY":this._x=d*u*h-c*f*m,this._y=c*f*h-d*u*m,this._z=c*u*m+d*f*h,this._w=c*u*h+d*f*m;break;default:Ye("Quaternion: .setFromEuler() encountered an unknown order: "+o)}return t===!0&&this._onChangeCallback(),this}setFromAxisAngle(e,t){let n=t/2,s=Math.sin(n);return this._x=e.x*s,this._y=e.y*s,this._z=e.z*s,this._w=Math.cos(n),this._onChangeCallback(),this}setFromRotationMatrix(e){let t=e.elements,n=t[0],s=t[4],r=t[8],o=t[1],a=t[5],l=t[9],c=t[2],u=t[6],h=t[10],d=n+a+h;if(d>0){let f=.5/Math.sqrt(d+1);this._w=.25/f,this._x=(u-l)*f,this._y=(r-c)*f,this._z=(o-s)*f}else if(n>a&&n>h){let f=2*Math.sqrt(1+n-a-h);this._w=(u-l)/f,this._x=.25*f,this._y=(s+o)/f,this._z=(r+c)/f}else if(a>h){let f=2*Math.sqrt(1+a-n-h);this._w=(r-c)/f,this._x=(s+o)/f,this._y=.25*f,this._z=(l+u)/f}else{let f=2*Math.sqrt(1+h-n-a);this._w=(o-s)/f,this._x=(r+c)/f,this._y=(l+u)/f,this._z=.25*f}return this._onChangeCallback(),this}setFromUnitVectors(e,t){let n=e.dot(t)+1;return n<1e-8?(n=0,Math.abs(e.x)>Math.abs(e.z)?(this._x=-e.y,this._y=e.x,this._z=0,this._w=n):(this._x=0,this._y=-e.z,this._z=e.y,this._w=n)):(this._x=e.y*t.z-e.z*t.y,this._y=e.z*t.x-e.x*t.z,this._z=e.x*t.y-e.y*t.x,this._w=n),this.normalize()}angleTo(e){return 2*Math.acos(Math.abs(gt(this.dot(e),-1,1)))}rotateTowards(e,t){let n=this.angleTo(e);if(n===0)return this;let s=Math.min(1,t/n);return this.slerp(e,s),this}identity(){return this.set(0,0,0,1)}invert(){return this.conjugate()}conjugate(){return this._x*=-1,this._y*=-1,this._z*=-1,this._onChangeCallback(),this}dot(e){return this._x*e._x+this._y*e._y+this._z*e._z+this._w*e._w}lengthSq(){return this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w}length(){return Math.sqrt(this._x*this._x+this._y*this._y+this._z*this._z+this._w*this._w)}normalize(){let e=this.length();return e===0?(this._x=0,this._y=0,this._z=0,this._w=1):(e=1/e,this._x=this._x*e,this._y=this._y*e,this._z=this._z*e,this._w=this._w*e),this._onChangeCallback(),this}multiply(e){return this.multiplyQuaternions(this,e)}premultiply(e){return this.multiplyQuaternions(e,this)}multiplyQuaternions(e,t){let n=e._x,s=e._y,r=e._z,o=e._w,a=t._x,l=t._y,c=t._z,u=t._w;return this._x=n*u+o*a+s*c-r*l,this._y=s*u+o*l+r*a-n*c,this._z=r*u+o*c+n*l-s*a,this._w=o*u-n*a-s*l-r*c,this._onChangeCallback(),this}slerp(e,t){let n=e._x,s=e._y,r=e._z,o=e._w,a=this.dot(e);a<0&&(n=-n,s=-s,r=-r,o=-o,a=-a);let l=1-t;if(a<.9995){let c=Math.acos(a),u=Math.sin(c);l=Math.sin(l*c)/u,t=Math.sin(t*c)/u,this._x=this._x*l+n*t,this._y=this._y*l+s*t,this._z=this._z*l+r*t,this._w=this._w*l+o*t,this._onChangeCallback()}else this._x=this._x*l+n*t,this._y=this._y*l+s*t,this._z=this._z*l+r*t,this._w=this._w*l+o*t,this.normalize();return this}slerpQuaternions(e,t,n){return this.copy(e).slerp(t,n)}random(){let e=2*Math.PI*Math.random(),t=2*Math.PI*Math.random(),n=Math.random(),s=Math.sqrt(1-n),r=Math.sqrt(n);return this.set(s*Math.sin(e),s*Math.cos(e),r*Math.sin(t),r*Math.cos(t))}equals(e){return e._x===this._x&&e._y===this._y&&e._z===this._z&&e._w===this._w}fromArray(e,t=0){return this._x=e[t],this._y=e[t+1],this._z=e[t+2],this._w=e[t+3],this._onChangeCallback(),this}toArray(e=[],t=0){return e[t]=this._x,e[t+1]=this._y,e[t+2]=this._z,e[t+3]=this._w,e}fromBufferAttribute(e,t){return this._x=e.getX(t),this._y=e.getY(t),this._z=e.getZ(t),this._w=e.getW(t),this._onChangeCallback(),this}toJSON(){return this.toArray()}_onChange(e){return this._onChangeCallback=e,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._w}},q=class{static{this.prototype.isVector3=!0}constructor(e=0,t=0,n=0){this.x=e,this.y=t,this.z=n}set(e,t,n){return n===void 0&&(n=this.z),this.x=e,this.y=t,this.z=n,this}setScalar(e){return this.x=e,this.y=e,this.z=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setZ(e){return this.z=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;case 2:this.z=t;break;default:throw new Error("THREE.Vector3: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;case 2:return this.z;default:throw new Error("THREE.Vector3: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y,this.z)}copy(e){return this.x=e.x,this.y=e.y,this.z=e.z,this}add(e){return this.x+=e.x,this.y+=e.y,this.z+=e.z,this}addScalar(e){return this.x+=e,this.y+=e,this.z+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this.z=e.z+t.z,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this.z+=e.z*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this.z-=e.z,this}subScalar(e){return this.x-=e,this.y-=e,this.z-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this.z=e.z-t.z,this}multiply(e){return this.x*=e.x,this.y*=e.y,this.z*=e.z,this}multiplyScalar(e){return this.x*=e,this.y*=e,this.z*=e,this}multiplyVectors(e,t){return this.x=e.x*t.x,this.y=e.y*t.y,this.z=e.z*t.z,this}applyEuler(e){return this.applyQuaternion(eg.setFromEuler(e))}applyAxisAngle(e,t){return this.applyQuaternion(eg.setFromAxisAngle(e,t))}applyMatrix3(e){let t=this.x,n=this.y,s=this.z,r=e.elements;return this.x=r[0]*t+r[3]*n+r[6]*s,this.y=r[1]*t+r[4]*n+r[7]*s,this.z=r[2]*t+r[5]*n+r[8]*s,this}applyNormalMatrix(e){return this.applyMatrix3(e).normalize()}applyMatrix4(e){let t=this.x,n=this.y,s=this.z,r=e.elements,o=1/(r[3]*t+r[7]*n+r[11]*s+r[15]);return this.x=(r[0]*t+r[4]*n+r[8]*s+r[12])*o,this.y=(r[1]*t+r[5]*n+r[9]*s+r[13])*o,this.z=(r[2]*t+r[6]*n+r[10]*s+r[14])*o,this}applyQuaternion(e){let t=this.x,n=this.y,s=this.z,r=e.x,o=e.y,a=e.z,l=e.w,c=2*(o*s-a*n),u=2*(a*t-r*s),h=2*(r*n-o*t);return this.x=t+l*c+o*h-a*u,this.y=n+l*u+a*c-r*h,this.z=s+l*h+r*u-o*c,this}project(e){return this.applyMatrix4(e.matrixWorldInverse).applyMatrix4(e.projectionMatrix)}unproject(e){return this.applyMatrix4(e.projectionMatrixInverse).applyMatrix4(e.matrixWorld)}transformDirection(e){let t=this.x,n=this.y,s=this.z,r=e.elements;return this.x=r[0]*t+r[4]*n+r[8]*s,this.y=r[1]*t+r[5]*n+r[9]*s,this.z=r[2]*t+r[6]*n+r[10]*s,this.normalize()}divide(e){return this.x/=e.x,this.y/=e.y,this.z/=e.z,this}divideScalar(e){return this.multiplyScalar(1/e)}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this.z=Math.min(this.z,e.z),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this.z=Math.max(this.z,e.z),this}clamp(e,t){return this.x=gt(this.x,e.x,t.x),this.y=gt(this.y,e.y,t.y),this.z=gt(this.z,e.z,t.z),this}clampScalar(e,t){return this.x=gt(this.x,e,t),this.y=gt(this.y,e,t),this.z=gt(this.z,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(gt(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this}dot(e){return this.x*e.x+this.y*e.y+this.z*e.z}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)}normalize(){return this.divideScalar(this.length()||1)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this.z+=(e.z-this.z)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this.z=e.z+(t.z-e.z)*n,this}cross(e){return this.crossVectors(this,e)}crossVectors(e,t){let n=e.x,s=e.y,r=e.z,o=t.x,a=t.y,l=t.z;return this.x=s*l-r*a,this.y=r*o-n*l,this.z=n*a-s*o,this}projectOnVector(e){let t=e.lengthSq();if(t===0)return this.set(0,0,0);let n=e.dot(this)/t;return this.copy(e).multiplyScalar(n)}projectOnPlane(e){return ed.copy(this).projectOnVector(e),this.sub(ed)}reflect(e){return this.sub(ed.copy(e).multiplyScalar(2*this.dot(e)))}angleTo(e){let t=Math.sqrt(this.lengthSq()*e.lengthSq());if(t===0)return Math.PI/2;let n=this.dot(e)/t;return Math.acos(gt(n,-1,1))}distanceTo(e){return Math.sqrt(this.distanceToSquared(e))}distanceToSquared(e){let t=this.x-e.x,n=this.y-e.y,s=this.z-e.z;return t*t+n*n+s*s}manhattanDistanceTo(e){return Math.abs(this.x-e.x)+Math.abs(this.y-e.y)+Math.abs(this.z-e.z)}setFromSpherical(e){return this.setFromSphericalCoords(e.radius,e.phi,e.theta)}setFromSphericalCoords(e,t,n){let s=Math.sin(t)*e;return this.x=s*Math.sin(n),this.y=Math.cos(t)*e,this.z=s*Math.cos(n),this}setFromCylindrical(e){return this.setFromCylindricalCoords(e.radius,e.theta,e.y)}setFromCylindricalCoords(e,t,n){return this.x=e*Math.sin(t),this.y=n,this.z=e*Math.cos(t),this}setFromMatrixPosition(e){let t=e.elements;return this.x=t[12],this.y=t[13],this.z=t[14],this}setFromMatrixScale(e){let t=this.setFromMatrixColumn(e,0).length(),n=this.setFromMatrixColumn(e,1).length(),s=this.setFromMatrixColumn(e,2).length();return this.x=t,this.y=n,this.z=s,this}setFromMatrixColumn(e,t){return this.fromArray(e.elements,t*4)}setFromMatrix3Column(e,t){return this.fromArray(e.elements,t*3)}setFromEuler(e){return this.x=e._x,this.y=e._y,this.z=e._z,this}setFromColor(e){return this.x=e.r,this.y=e.g,this.z=e.b,this}equals(e){return e.x===this.x&&e.y===this.y&&e.z===this.z}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this.z=e[t+2],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e[t+2]=this.z,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this.z=e.getZ(t),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this}randomDirection(){let e=Math.random()*Math.PI*2,t=Math.random()*2-1,n=Math.sqrt(1-t*t);return this.x=n*Math.cos(e),this.y=t,this.z=n*Math.sin(e),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z}},ed=new q,eg=new Xi,Qe=class{static{this.prototype.isMatrix3=!0}constructor(e,t,n,s,r,o,a,l,c){this.elements=[1,0,0,0,1,0,0,0,1],e!==void 0&&this.set(e,t,n,s,r,o,a,l,c)}set(e,t,n,s,r,o,a,l,c){let u=this.elements;return u[0]=e,u[1]=s,u[2]=a,u[3]=t,u[4]=r,u[5]=l,u[6]=n,u[7]=o,u[8]=c,this}identity(){return this.set(1,0,0,0,1,0,0,0,1),this}copy(e){let t=this.elements,n=e.elements;return t[0]=n[0],t[1]=n[1],t[2]=n[2],t[3]=n[3],t[4]=n[4],t[5]=n[5],t[6]=n[6],t[7]=n[7],t[8]=n[8],this}extractBasis(e,t,n){return e.setFromMatrix3Column(this,0),t.setFromMatrix3Column(this,1),n.setFromMatrix3Column(this,2),this}setFromMatrix4(e){let t=e.elements;return this.set(t[0],t[4],t[8],t[1],t[5],t[9],t[2],t[6],t[10]),this}multiply(e){return this.multiplyMatrices(this,e)}premultiply(e){return this.multiplyMatrices(e,this)}multiplyMatrices(e,t){let n=e.elements,s=t.elements,r=this.elements,o=n[0],a=n[3],l=n[6],c=n[1],u=n[4],h=n[7],d=n[2],f=n[5],m=n[8],y=s[0],p=s[3],g=s[6],_=s[1],E=s[4],b=s[7],R=s[2],T=s[5],v=s[8];return r[0]=o*y+a*_+l*R,r[3]=o*p+a*E+l*T,r[6]=o*g+a*b+l*v,r[1]=c*y+u*_+h*R,r[4]=c*p+u*E+h*T,r[7]=c*g+u*b+h*v,r[2]=d*y+f*_+m*R,r[5]=d*p+f*E+m*T,r[8]=d*g+f*b+m*v,this}multiplyScalar(e){let t=this.elements;return t[0]*=e,t[3]*=e,t[6]*=e,t[1]*=e,t[4]*=e,t[7]*=e,t[2]*=e,t[5]*=e,t[8]*=e,this}determinant(){let e=this.elements,t=e[0],n=e[1],s=e[2],r=e[3],o=e[4],a=e[5],l=e[6],c=e[7],u=e[8];return t*o*u-t*a*c-n*r*u+n*a*l+s*r*c-s*o*l}invert(){let e=this.elements,t=e[0],n=e[1],s=e[2],r=e[3],o=e[4],a=e[5],l=e[6],c=e[7],u=e[8],h=u*o-a*c,d=a*l-u*r,f=c*r-o*l,m=t*h+n*d+s*f;if(m===0)return this.set(0,0,0,0,0,0,0,0,0);let y=1/m;return e[0]=h*y,e[1]=(s*c-u*n)*y,e[2]=(a*n-s*o)*y,e[3]=d*y,e[4]=(u*t-s*l)*y,e[5]=(s*r-a*t)*y,e[6]=f*y,e[7]=(n*l-c*t)*y,e[8]=(o*t-n*r)*y,this}transpose(){let e,t=this.elements;return e=t[1],t[1]=t[3],t[3]=e,e=t[2],t[2]=t[6],t[6]=e,e=t[5],t[5]=t[7],t[7]=e,this}getNormalMatrix(e){return this.setFromMatrix4(e).invert().transpose()}transposeIntoArray(e){let t=this.elements;return e[0]=t[0],e[1]=t[3],e[2]=t[6],e[3]=t[1],e[4]=t[4],e[5]=t[7],e[6]=t[2],e[7]=t[5],e[8]=t[8],this}setUvTransform(e,t,n,s,r,o,a){let l=Math.cos(r),c=Math.sin(r);return this.set(n*l,n*c,-n*(l*o+c*a)+o+e,-s*c,s*l,-s*(-c*o+l*a)+a+t,0,0,1),this}scale(e,t){return Qo("Matrix3: .scale() is deprecated. Use .makeScale() instead."),this.premultiply(td.makeScale(e,t)),this}rotate(e){return Qo("Matrix3: .rotate() is deprecated. Use .makeRotation() instead."),this.premultiply(td.makeRotation(-e)),this}translate(e,t){return Qo("Matrix3: .translate() is deprecated. Use .makeTranslation() instead."),this.premultiply(td.makeTranslation(e,t)),this}makeTranslation(e,t){return e.isVector2?this.set(1,0,e.x,0,1,e.y,0,0,1):this.set(1,0,e,0,1,t,0,0,1),this}makeRotation(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,-n,0,n,t,0,0,0,1),this}makeScale(e,t){return this.set(e,0,0,0,t,0,0,0,1),this}equals(e){let t=this.elements,n=e.elements;for(let s=0;s<9;s++)if(t[s]!==n[s])return!1;return!0}fromArray(e,t=0){for(let n=0;n<9;n++)this.elements[n]=e[n+t];return this}toArray(e=[],t=0){let n=this.elements;return e[t]=n[0],e[t+1]=n[1],e[t+2]=n[2],e[t+3]=n[3],e[t+4]=n[4],e[t+5]=n[5],e[t+6]=n[6],e[t+7]=n[7],e[t+8]=n[8],e}clone(){return new this.constructor().fromArray(this.elements)}},td=new Qe,tg=new Qe().set(.4123908,.3575843,.1804808,.212639,.7151687,.0721923,.0193308,.1191948,.9505322),ng=new Qe().set(3.2409699,-1.5373832,-.4986108,-.9692436,1.8759675,.0415551,.0556301,-.203977,1.0569715);function C_(){let i={enabled:!0,workingColorSpace:ta,spaces:{},convert:function(s,r,o){return this.enabled===!1||r===o||!r||!o||(this.spaces[r].transfer===wt&&(s.r=cs(s.r),s.g=cs(s.g),s.b=cs(s.b)),this.spaces[r].primaries!==this.spaces[o].primaries&&(s.applyMatrix3(this.spaces[r].toXYZ),s.applyMatrix3(this.spaces[o].fromXYZ)),this.spaces[o].transfer===wt&&(s.r=Qr(s.r),s.g=Qr(s.g),s.b=Qr(s.b))),s},workingToColorSpace:function(s,r){return this.convert(s,this.workingColorSpace,r)},colorSpaceToWorking:function(s,r){return this.convert(s,r,this.workingColorSpace)},getPrimaries:function(s){return this.spaces[s].primaries},getTransfer:function(s){return s===ms?na:this.spaces[s].transfer},getToneMappingMode:function(s){return this.spaces[s].outputColorSpaceConfig.toneMappingMode||"standard"},getLuminanceCoefficients:function(s,r=this.workingColorSpace){return s.fromArray(this.spaces[r].luminanceCoefficients)},define:function(s){Object.assign(this.spaces,s)},_getMatrix:function(s,r,o){return s.copy(this.spaces[o].fromXYZ).multiply(this.spaces[r].toXYZ)},_getDrawingBufferColorSpace:function(s){return this.spaces[s].outputColorSpaceConfig.drawingBufferColorSpace},_getUnpackColorSpace:function(s=this.workingColorSpace){return this.spaces[s].workingColorSpaceConfig.unpackColorSpace}},e=[.64,.33,.3,.6,.15,.06],t=[.2126,.7152,.0722],n=[.3127,.329];return i.define({[ta]:{primaries:e,whitePoint:n,transfer:na,toXYZ:tg,fromXYZ:ng,luminanceCoefficients:t,workingColorSpaceConfig:{unpackColorSpace:si},outputColorSpaceConfig:{drawingBufferColorSpace:si}},[si]:{primaries:e,whitePoint:n,transfer:wt,toXYZ:tg,fromXYZ:ng,luminanceCoefficients:t,outputColorSpaceConfig:{drawingBufferColorSpace:si}}}),i}var mt=C_();function cs(i){return i<.04045?i*.0773993808:Math.pow(i*.9478672986+.0521327014,2.4)}function Qr(i){return i<.0031308?i*12.92:1.055*Math.pow(i,.41666)-.055}var zr,yc=class{static getDataURL(e,t="image/png"){if(/^data:/i.test(e.src)||typeof HTMLCanvasElement>"u")return e.src;let n;if(e instanceof HTMLCanvasElement)n=e;else{zr===void 0&&(zr=sa("canvas")),zr.width=e.width,zr.height=e.height;let s=zr.getContext("2d");e instanceof ImageData?s.putImageData(e,0,0):s.drawImage(e,0,0,e.width,e.height),n=zr}return n.toDataURL(t)}static sRGBToLinear(e){if(typeof HTMLImageElement<"u"&&e instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&e instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&e instanceof ImageBitmap){let t=sa("canvas");t.width=e.width,t.height=e.height;let n=t.getContext("2d");n.drawImage(e,0,0,e.width,e.height);let s=n.getImageData(0,0,e.width,e.height),r=s.data;for(let o=0;o<r.length;o++)r[o]=cs(r[o]/255)*255;return n.putImageData(s,0,0),t}else if(e.data){let t=e.data.slice(0);for(let n=0;n<t.length;n++)t instanceof Uint8Array||t instanceof Uint8ClampedArray?t[n]=Math.floor(cs(t[n]/255)*255):t[n]=cs(t[n]);return{data:t,width:e.width,height:e.height}}else return Ye("ImageUtils.sRGBToLinear(): Unsupported image type. No color space conversion applied."),e}},P_=0,no=class{constructor(e=null){this.isTextureSource=!0,Object.defineProperty(this,"id",{value:P_++}),this.uuid=Pa(),this.data=e,this.dataReady=!0,this.version=0}getSize(e){let t=this.data;return typeof HTMLVideoElement<"u"&&t instanceof HTMLVideoElement?e.set(t.videoWidth,t.videoHeight,0):typeof VideoFrame<"u"&&t instanceof VideoFrame?e.set(t.displayWidth,t.displayHeight,0):t!==null?e.set(t.width||0,t.height||0,t.depth||0):e.set(0,0,0),e}set needsUpdate(e){e===!0&&this.version++}toJSON(e){let t=e===void 0||typeof e=="string";if(!t&&e.images[this.uuid]!==void 0)return e.images[this.uuid];let n={uuid:this.uuid,url:""},s=this.data;if(s!==null){let r;if(Array.isArray(s)){r=[];for(let o=0,a=s.length;o<a;o++)s[o].isDataTexture?r.push(nd(s[o].image)):r.push(nd(s[o]))}else r=nd(s);n.url=r}return t||(e.images[this.uuid]=n),n}};function nd(i){return typeof HTMLImageElement<"u"&&i instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&i instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&i instanceof ImageBitmap?yc.getDataURL(i):i.data?{data:Array.from(i.data),width:i.width,height:i.height,type:i.data.constructor.name}:(Ye("Texture: Unable to serialize Texture."),{})}var I_=0,id=new q,Yn=class i extends Wi{constructor(e=i.DEFAULT_IMAGE,t=i.DEFAULT_MAPPING,n=Gi,s=Gi,r=xn,o=fs,a=Pi,l=li,c=i.DEFAULT_ANISOTROPY,u=ms){super(),this.isTexture=!0,Object.defineProperty(this,"id",{value:I_++}),this.uuid=Pa(),this.name="",this.source=new no(e),this.mipmaps=[],this.mapping=t,this.channel=0,this.wrapS=n,this.wrapT=s,this.magFilter=r,this.minFilter=o,this.anisotropy=c,this.format=a,this.internalFormat=null,this.type=l,this.offset=new nt(0,0),this.repeat=new nt(1,1),this.center=new nt(0,0),this.rotation=0,this.matrixAutoUpdate=!0,this.matrix=new Qe,this.generateMipmaps=!0,this.mipmapsAutoUpdate=!0,this.premultiplyAlpha=!1,this.flipY=!0,this.unpackAlignment=4,this.colorSpace=u,this.userData={},this.updateRanges=[],this.version=0,this.onUpdate=null,this.renderTarget=null,this.isRenderTargetTexture=!1,this.isArrayTexture=!!(e&&e.depth&&e.depth>1),this.pmremVersion=0,this.isPMREMTexture=!1,this.normalized=!1}get width(){return this.source.getSize(id).x}get height(){return this.source.getSize(id).y}get depth(){return this.source.getSize(id).z}get image(){return this.source.data}set image(e){this.source.data=e}updateMatrix(){this.matrix.setUvTransform(this.offset.x,this.offset.y,this.repeat.x,this.repeat.y,this.rotation,this.center.x,this.center.y)}addUpdateRange(e,t){this.updateRanges.push({start:e,count:t})}clearUpdateRanges(){this.updateRanges.length=0}clone(){return new this.constructor().copy(this)}copy(e){return this.name=e.name,this.source=e.source,this.mipmaps=e.mipmaps.slice(0),this.mapping=e.mapping,this.channel=e.channel,this.wrapS=e.wrapS,this.wrapT=e.wrapT,this.magFilter=e.magFilter,this.minFilter=e.minFilter,this.anisotropy=e.anisotropy,this.format=e.format,this.internalFormat=e.internalFormat,this.type=e.type,this.normalized=e.normalized,this.offset.copy(e.offset),this.repeat.copy(e.repeat),this.center.copy(e.center),this.rotation=e.rotation,this.matrixAutoUpdate=e.matrixAutoUpdate,this.matrix.copy(e.matrix),this.generateMipmaps=e.generateMipmaps,this.mipmapsAutoUpdate=e.mipmapsAutoUpdate,this.premultiplyAlpha=e.premultiplyAlpha,this.flipY=e.flipY,this.unpackAlignment=e.unpackAlignment,this.colorSpace=e.colorSpace,this.renderTarget=e.renderTarget,this.isRenderTargetTexture=e.isRenderTargetTexture,this.isPMREMTexture=e.isPMREMTexture,this.isArrayTexture=e.isArrayTexture,this.userData=JSON.parse(JSON.stringify(e.userData)),this.needsUpdate=!0,this}setValues(e){for(let t in e){let n=e[t];if(n===void 0){Ye(`Texture.setValues(): parameter '${t}' has value of undefined.`);continue}let s=this[t];if(s===void 0){Ye(`Texture.setValues(): property '${t}' does not exist.`);continue}s&&n&&s.isVector2&&n.isVector2||s&&n&&s.isVector3&&n.isVector3||s&&n&&s.isMatrix3&&n.isMatrix3?s.copy(n):this[t]=n}}toJSON(e){let t=e===void 0||typeof e=="string";if(!t&&e.textures[this.uuid]!==void 0)return e.textures[this.uuid];let n={metadata:{version:4.7,type:"Texture",generator:"Texture.toJSON"},uuid:this.uuid,name:this.name,image:this.source.toJSON(e).uuid,mapping:this.mapping,channel:this.channel,repeat:[this.repeat.x,this.repeat.y],offset:[this.offset.x,this.offset.y],center:[this.center.x,this.center.y],rotation:this.rotation,wrap:[this.wrapS,this.wrapT],format:this.format,internalFormat:this.internalFormat,type:this.type,normalized:this.normalized,colorSpace:this.colorSpace,minFilter:this.minFilter,magFilter:this.magFilter,anisotropy:this.anisotropy,flipY:this.flipY,generateMipmaps:this.generateMipmaps,mipmapsAutoUpdate:this.mipmapsAutoUpdate,premultiplyAlpha:this.premultiplyAlpha,unpackAlignment:this.unpackAlignment};return Object.keys(this.userData).length>0&&(n.userData=this.userData),t||(e.textures[this.uuid]=n),n}dispose(){this.dispatchEvent({type:"dispose"})}transformUv(e){if(this.mapping!==Xd)return e;if(e.applyMatrix3(this.matrix),e.x<0||e.x>1)switch(this.wrapS){case mc:e.x=e.x-Math.floor(e.x);break;case Gi:e.x=e.x<0?0:1;break;case gc:Math.abs(Math.floor(e.x)%2)===1?e.x=Math.ceil(e.x)-e.x:e.x=e.x-Math.floor(e.x);break}if(e.y<0||e.y>1)switch(this.wrapT){case mc:e.y=e.y-Math.floor(e.y);break;case Gi:e.y=e.y<0?0:1;break;case gc:Math.abs(Math.floor(e.y)%2)===1?e.y=Math.ceil(e.y)-e.y:e.y=e.y-Math.floor(e.y);break}return this.flipY&&(e.y=1-e.y),e}set needsUpdate(e){e===!0&&(this.version++,this.source.needsUpdate=!0)}set needsPMREMUpdate(e){e===!0&&this.pmremVersion++}};Yn.DEFAULT_IMAGE=null;Yn.DEFAULT_MAPPING=Xd;Yn.DEFAULT_ANISOTROPY=1;var Xt=class{static{this.prototype.isVector4=!0}constructor(e=0,t=0,n=0,s=1){this.x=e,this.y=t,this.z=n,this.w=s}get width(){return this.z}set width(e){this.z=e}get height(){return this.w}set height(e){this.w=e}set(e,t,n,s){return this.x=e,this.y=t,this.z=n,this.w=s,this}setScalar(e){return this.x=e,this.y=e,this.z=e,this.w=e,this}setX(e){return this.x=e,this}setY(e){return this.y=e,this}setZ(e){return this.z=e,this}setW(e){return this.w=e,this}setComponent(e,t){switch(e){case 0:this.x=t;break;case 1:this.y=t;break;case 2:this.z=t;break;case 3:this.w=t;break;default:throw new Error("THREE.Vector4: index is out of range: "+e)}return this}getComponent(e){switch(e){case 0:return this.x;case 1:return this.y;case 2:return this.z;case 3:return this.w;default:throw new Error("THREE.Vector4: index is out of range: "+e)}}clone(){return new this.constructor(this.x,this.y,this.z,this.w)}copy(e){return this.x=e.x,this.y=e.y,this.z=e.z,this.w=e.w!==void 0?e.w:1,this}add(e){return this.x+=e.x,this.y+=e.y,this.z+=e.z,this.w+=e.w,this}addScalar(e){return this.x+=e,this.y+=e,this.z+=e,this.w+=e,this}addVectors(e,t){return this.x=e.x+t.x,this.y=e.y+t.y,this.z=e.z+t.z,this.w=e.w+t.w,this}addScaledVector(e,t){return this.x+=e.x*t,this.y+=e.y*t,this.z+=e.z*t,this.w+=e.w*t,this}sub(e){return this.x-=e.x,this.y-=e.y,this.z-=e.z,this.w-=e.w,this}subScalar(e){return this.x-=e,this.y-=e,this.z-=e,this.w-=e,this}subVectors(e,t){return this.x=e.x-t.x,this.y=e.y-t.y,this.z=e.z-t.z,this.w=e.w-t.w,this}multiply(e){return this.x*=e.x,this.y*=e.y,this.z*=e.z,this.w*=e.w,this}multiplyScalar(e){return this.x*=e,this.y*=e,this.z*=e,this.w*=e,this}applyMatrix4(e){let t=this.x,n=this.y,s=this.z,r=this.w,o=e.elements;return this.x=o[0]*t+o[4]*n+o[8]*s+o[12]*r,this.y=o[1]*t+o[5]*n+o[9]*s+o[13]*r,this.z=o[2]*t+o[6]*n+o[10]*s+o[14]*r,this.w=o[3]*t+o[7]*n+o[11]*s+o[15]*r,this}divide(e){return this.x/=e.x,this.y/=e.y,this.z/=e.z,this.w/=e.w,this}divideScalar(e){return this.multiplyScalar(1/e)}setAxisAngleFromQuaternion(e){this.w=2*Math.acos(e.w);let t=Math.sqrt(1-e.w*e.w);return t<1e-4?(this.x=1,this.y=0,this.z=0):(this.x=e.x/t,this.y=e.y/t,this.z=e.z/t),this}setAxisAngleFromRotationMatrix(e){let t,n,s,r,l=e.elements,c=l[0],u=l[4],h=l[8],d=l[1],f=l[5],m=l[9],y=l[2],p=l[6],g=l[10];if(Math.abs(u-d)<.01&&Math.abs(h-y)<.01&&Math.abs(m-p)<.01){if(Math.abs(u+d)<.1&&Math.abs(h+y)<.1&&Math.abs(m+p)<.1&&Math.abs(c+f+g-3)<.1)return this.set(1,0,0,0),this;t=Math.PI;let E=(c+1)/2,b=(f+1)/2,R=(g+1)/2,T=(u+d)/4,v=(h+y)/4,A=(m+p)/4;return E>b&&E>R?E<.01?(n=0,s=.707106781,r=.707106781):(n=Math.sqrt(E),s=T/n,r=v/n):b>R?b<.01?(n=.707106781,s=0,r=.707106781):(s=Math.sqrt(b),n=T/s,r=A/s):R<.01?(n=.707106781,s=.707106781,r=0):(r=Math.sqrt(R),n=v/r,s=A/r),this.set(n,s,r,t),this}let _=Math.sqrt((p-m)*(p-m)+(h-y)*(h-y)+(d-u)*(d-u));return Math.abs(_)<.001&&(_=1),this.x=(p-m)/_,this.y=(h-y)/_,this.z=(d-u)/_,this.w=Math.acos((c+f+g-1)/2),this}setFromMatrixPosition(e){let t=e.elements;return this.x=t[12],this.y=t[13],this.z=t[14],this.w=t[15],this}min(e){return this.x=Math.min(this.x,e.x),this.y=Math.min(this.y,e.y),this.z=Math.min(this.z,e.z),this.w=Math.min(this.w,e.w),this}max(e){return this.x=Math.max(this.x,e.x),this.y=Math.max(this.y,e.y),this.z=Math.max(this.z,e.z),this.w=Math.max(this.w,e.w),this}clamp(e,t){return this.x=gt(this.x,e.x,t.x),this.y=gt(this.y,e.y,t.y),this.z=gt(this.z,e.z,t.z),this.w=gt(this.w,e.w,t.w),this}clampScalar(e,t){return this.x=gt(this.x,e,t),this.y=gt(this.y,e,t),this.z=gt(this.z,e,t),this.w=gt(this.w,e,t),this}clampLength(e,t){let n=this.length();return this.divideScalar(n||1).multiplyScalar(gt(n,e,t))}floor(){return this.x=Math.floor(this.x),this.y=Math.floor(this.y),this.z=Math.floor(this.z),this.w=Math.floor(this.w),this}ceil(){return this.x=Math.ceil(this.x),this.y=Math.ceil(this.y),this.z=Math.ceil(this.z),this.w=Math.ceil(this.w),this}round(){return this.x=Math.round(this.x),this.y=Math.round(this.y),this.z=Math.round(this.z),this.w=Math.round(this.w),this}roundToZero(){return this.x=Math.trunc(this.x),this.y=Math.trunc(this.y),this.z=Math.trunc(this.z),this.w=Math.trunc(this.w),this}negate(){return this.x=-this.x,this.y=-this.y,this.z=-this.z,this.w=-this.w,this}dot(e){return this.x*e.x+this.y*e.y+this.z*e.z+this.w*e.w}lengthSq(){return this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w}length(){return Math.sqrt(this.x*this.x+this.y*this.y+this.z*this.z+this.w*this.w)}manhattanLength(){return Math.abs(this.x)+Math.abs(this.y)+Math.abs(this.z)+Math.abs(this.w)}normalize(){return this.divideScalar(this.length()||1)}setLength(e){return this.normalize().multiplyScalar(e)}lerp(e,t){return this.x+=(e.x-this.x)*t,this.y+=(e.y-this.y)*t,this.z+=(e.z-this.z)*t,this.w+=(e.w-this.w)*t,this}lerpVectors(e,t,n){return this.x=e.x+(t.x-e.x)*n,this.y=e.y+(t.y-e.y)*n,this.z=e.z+(t.z-e.z)*n,this.w=e.w+(t.w-e.w)*n,this}equals(e){return e.x===this.x&&e.y===this.y&&e.z===this.z&&e.w===this.w}fromArray(e,t=0){return this.x=e[t],this.y=e[t+1],this.z=e[t+2],this.w=e[t+3],this}toArray(e=[],t=0){return e[t]=this.x,e[t+1]=this.y,e[t+2]=this.z,e[t+3]=this.w,e}fromBufferAttribute(e,t){return this.x=e.getX(t),this.y=e.getY(t),this.z=e.getZ(t),this.w=e.getW(t),this}random(){return this.x=Math.random(),this.y=Math.random(),this.z=Math.random(),this.w=Math.random(),this}*[Symbol.iterator](){yield this.x,yield this.y,yield this.z,yield this.w}},_c=class extends Wi{constructor(e=1,t=1,n={}){super(),n=Object.assign({generateMipmaps:!1,internalFormat:null,minFilter:xn,depthBuffer:!0,stencilBuffer:!1,resolveColorBuffer:!0,resolveDepthBuffer:!0,resolveStencilBuffer:!0,storeMultisampledColorBuffer:!0,storeMultisampledDepthBuffer:!0,storeMultisampledStencilBuffer:!0,depthTexture:null,samples:0,count:1,depth:1,multiview:!1,useArrayDepthTexture:!1},n),this.isRenderTarget=!0,this.width=e,this.height=t,this.depth=n.depth,this.scissor=new Xt(0,0,e,t),this.scissorTest=!1,this.viewport=new Xt(0,0,e,t),this.textures=[];let s=n.count;for(let r=0;r<s;r++)this.textures[r]=new Yn({width:e,height:t,depth:n.depth}),this.textures[r].isRenderTargetTexture=!0,this.textures[r].renderTarget=this;this._setTextureOptions(n),this.depthBuffer=n.depthBuffer,this.stencilBuffer=n.stencilBuffer,this.resolveColorBuffer=n.resolveColorBuffer,this.resolveDepthBuffer=n.resolveDepthBuffer,this.resolveStencilBuffer=n.resolveStencilBuffer,this.storeMultisampledColorBuffer=n.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=n.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=n.storeMultisampledStencilBuffer,this._depthTexture=null,this.depthTexture=n.depthTexture,this.samples=n.samples,this.multiview=n.multiview,this.useArrayDepthTexture=n.useArrayDepthTexture}_setTextureOptions(e={}){let t={minFilter:xn,generateMipmaps:!1,flipY:!1,internalFormat:null};e.mapping!==void 0&&(t.mapping=e.mapping),e.wrapS!==void 0&&(t.wrapS=e.wrapS),e.wrapT!==void 0&&(t.wrapT=e.wrapT),e.wrapR!==void 0&&(t.wrapR=e.wrapR),e.magFilter!==void 0&&(t.magFilter=e.magFilter),e.minFilter!==void 0&&(t.minFilter=e.minFilter),e.format!==void 0&&(t.format=e.format),e.type!==void 0&&(t.type=e.type),e.anisotropy!==void 0&&(t.anisotropy=e.anisotropy),e.colorSpace!==void 0&&(t.colorSpace=e.colorSpace),e.flipY!==void 0&&(t.flipY=e.flipY),e.generateMipmaps!==void 0&&(t.generateMipmaps=e.generateMipmaps),e.mipmapsAutoUpdate!==void 0&&(t.mipmapsAutoUpdate=e.mipmapsAutoUpdate),e.internalFormat!==void 0&&(t.internalFormat=e.internalFormat);for(let n=0;n<this.textures.length;n++)this.textures[n].setValues(t)}get texture(){return this.textures[0]}set texture(e){this.textures[0]=e}set depthTexture(e){this._depthTexture!==null&&this._depthTexture.renderTarget===this&&(this._depthTexture.renderTarget=null),e!==null&&e.renderTarget===null&&(e.renderTarget=this),this._depthTexture=e}get depthTexture(){return this._depthTexture}setSize(e,t,n=1){if(this.width!==e||this.height!==t||this.depth!==n){this.width=e,this.height=t,this.depth=n;for(let s=0,r=this.textures.length;s<r;s++)this.textures[s].image.width=e,this.textures[s].image.height=t,this.textures[s].image.depth=n,this.textures[s].isData3DTexture!==!0&&(this.textures[s].isArrayTexture=this.textures[s].image.depth>1);this.dispose()}this.viewport.set(0,0,e,t),this.scissor.set(0,0,e,t)}clone(){return new this.constructor().copy(this)}copy(e){this.width=e.width,this.height=e.height,this.depth=e.depth,this.scissor.copy(e.scissor),this.scissorTest=e.scissorTest,this.viewport.copy(e.viewport),this.textures.length=0;for(let t=0,n=e.textures.length;t<n;t++){this.textures[t]=e.textures[t].clone(),this.textures[t].isRenderTargetTexture=!0,this.textures[t].renderTarget=this;let s=Object.assign({},e.textures[t].image);this.textures[t].source=new no(s)}if(this.depthBuffer=e.depthBuffer,this.stencilBuffer=e.stencilBuffer,this.resolveColorBuffer=e.resolveColorBuffer,this.resolveDepthBuffer=e.resolveDepthBuffer,this.resolveStencilBuffer=e.resolveStencilBuffer,this.storeMultisampledColorBuffer=e.storeMultisampledColorBuffer,this.storeMultisampledDepthBuffer=e.storeMultisampledDepthBuffer,this.storeMultisampledStencilBuffer=e.storeMultisampledStencilBuffer,e.depthTexture!==null)if(e.depthTexture.renderTarget===e){let t=e.depthTexture.clone();t.renderTarget=null,this.depthTexture=t}else this.depthTexture=e.depthTexture;else this.depthTexture=null;return this.samples=e.samples,this.multiview=e.multiview,this.useArrayDepthTexture=e.useArrayDepthTexture,this}dispose(){this.dispatchEvent({type:"dispose"})}},oi=class extends _c{constructor(e=1,t=1,n={}){super(e,t,n),this.isWebGLRenderTarget=!0}},ra=class extends Yn{constructor(e=null,t=1,n=1,s=1){super(null),this.isDataArrayTexture=!0,this.image={data:e,width:t,height:n,depth:s},this.magFilter=Kt,this.minFilter=Kt,this.wrapR=Gi,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1,this.layerUpdates=new Set}copy(e){return super.copy(e),this.wrapR=e.wrapR,this}addLayerUpdate(e){this.layerUpdates.add(e)}clearLayerUpdates(){this.layerUpdates.clear()}};var bc=class extends Yn{constructor(e=null,t=1,n=1,s=1){super(null),this.isData3DTexture=!0,this.image={data:e,width:t,height:n,depth:s},this.magFilter=Kt,this.minFilter=Kt,this.wrapR=Gi,this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}copy(e){return super.copy(e),this.wrapR=e.wrapR,this}};var zt=class i{static{this.prototype.isMatrix4=!0}constructor(e,t,n,s,r,o,a,l,c,u,h,d,f,m,y,p){this.elements=[1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1],e!==void 0&&this.set(e,t,n,s,r,o,a,l,c,u,h,d,f,m,y,p)}set(e,t,n,s,r,o,a,l,c,u,h,d,f,m,y,p){let g=this.elements;return g[0]=e,g[4]=t,g[8]=n,g[12]=s,g[1]=r,g[5]=o,g[9]=a,g[13]=l,g[2]=c,g[6]=u,g[10]=h,g[14]=d,g[3]=f,g[7]=m,g[11]=y,g[15]=p,this}identity(){return this.set(1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1),this}clone(){return new i().fromArray(this.elements)}copy(e){let t=this.elements,n=e.elements;return t[0]=n[0],t[1]=n[1],t[2]=n[2],t[3]=n[3],t[4]=n[4],t[5]=n[5],t[6]=n[6],t[7]=n[7],t[8]=n[8],t[9]=n[9],t[10]=n[10],t[11]=n[11],t[12]=n[12],t[13]=n[13],t[14]=n[14],t[15]=n[15],this}copyPosition(e){let t=this.elements,n=e.elements;return t[12]=n[12],t[13]=n[13],t[14]=n[14],this}setFromMatrix3(e){let t=e.elements;return this.set(t[0],t[3],t[6],0,t[1],t[4],t[7],0,t[2],t[5],t[8],0,0,0,0,1),this}extractBasis(e,t,n){return this.determinantAffine()===0?(e.set(1,0,0),t.set(0,1,0),n.set(0,0,1),this):(e.setFromMatrixColumn(this,0),t.setFromMatrixColumn(this,1),n.setFromMatrixColumn(this,2),this)}makeBasis(e,t,n){return this.set(e.x,t.x,n.x,0,e.y,t.y,n.y,0,e.z,t.z,n.z,0,0,0,0,1),this}extractRotation(e){if(e.determinantAffine()===0)return this.identity();let t=this.elements,n=e.elements,s=1/Vr.setFromMatrixColumn(e,0).length(),r=1/Vr.setFromMatrixColumn(e,1).length(),o=1/Vr.setFromMatrixColumn(e,2).length();return t[0]=n[0]*s,t[1]=n[1]*s,t[2]=n[2]*s,t[3]=0,t[4]=n[4]*r,t[5]=n[5]*r,t[6]=n[6]*r,t[7]=0,t[8]=n[8]*o,t[9]=n[9]*o,t[10]=n[10]*o,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,this}makeRotationFromEuler(e){let t=this.elements,n=e.x,s=e.y,r=e.z,o=Math.cos(n),a=Math.sin(n),l=Math.cos(s),c=Math.sin(s),u=Math.cos(r),h=Math.sin(r);if(e.order==="XYZ"){let d=o*u,f=o*h,m=a*u,y=a*h;t[0]=l*u,t[4]=-l*h,t[8]=c,t[1]=f+m*c,t[5]=d-y*c,t[9]=-a*l,t[2]=y-d*c,t[6]=m+f*c,t[10]=o*l}else if(e.order==="YXZ"){let d=l*u,f=l*h,m=c*u,y=c*h;t[0]=d+y*a,t[4]=m*a-f,t[8]=o*c,t[1]=o*h,t[5]=o*u,t[9]=-a,t[2]=f*a-m,t[6]=y+d*a,t[10]=o*l}else if(e.order==="ZXY"){let d=l*u,f=l*h,m=c*u,y=c*h;t[0]=d-y*a,t[4]=-o*h,t[8]=m+f*a,t[1]=f+m*a,t[5]=o*u,t[9]=y-d*a,t[2]=-o*c,t[6]=a,t[10]=o*l}else if(e.order==="ZYX"){let d=o*u,f=o*h,m=a*u,y=a*h;t[0]=l*u,t[4]=m*c-f,t[8]=d*c+y,t[1]=l*h,t[5]=y*c+d,t[9]=f*c-m,t[2]=-c,t[6]=a*l,t[10]=o*l}else if(e.order==="YZX"){let d=o*l,f=o*c,m=a*l,y=a*c;t[0]=l*u,t[4]=y-d*h,t[8]=m*h+f,t[1]=h,t[5]=o*u,t[9]=-a*u,t[2]=-c*u,t[6]=f*h+m,t[10]=d-y*h}else if(e.order==="XZY"){let d=o*l,f=o*c,m=a*l,y=a*c;t[0]=l*u,t[4]=-h,t[8]=c*u,t[1]=d*h+y,t[5]=o*u,t[9]=f*h-m,t[2]=m*h-f,t[6]=a*u,t[10]=y*h+d}return t[3]=0,t[7]=0,t[11]=0,t[12]=0,t[13]=0,t[14]=0,t[15]=1,this}makeRotationFromQuaternion(e){return this.compose(L_,e,N_)}lookAt(e,t,n){let s=this.elements;return ni.subVectors(e,t),ni.lengthSq()===0&&(ni.z=1),ni.normalize(),Ps.crossVectors(n,ni),Ps.lengthSq()===0&&(Math.abs(n.z)===1?ni.x+=1e-4:ni.z+=1e-4,ni.normalize(),Ps.crossVectors(n,ni)),Ps.normalize(),Dl.crossVectors(ni,Ps),s[0]=Ps.x,s[4]=Dl.x,s[8]=ni.x,s[1]=Ps.y,s[5]=Dl.y,s[9]=ni.y,s[2]=Ps.z,s[6]=Dl.z,s[10]=ni.z,this}multiply(e){return this.multiplyMatrices(this,e)}premultiply(e){return this.multiplyMatrices(e,this)}multiplyMatrices(e,t){let n=e.elements,s=t.elements,r=this.elements,o=n[0],a=n[4],l=n[8],c=n[12],u=n[1],h=n[5],d=n[9],f=n[13],m=n[2],y=n[6],p=n[10],g=n[14],_=n[3],E=n[7],b=n[11],R=n[15],T=s[0],v=s[4],A=s[8],k=s[12],D=s[1],L=s[5],G=s[9],W=s[13],N=s[2],V=s[6],Z=s[10],z=s[14],ce=s[3],K=s[7],Q=s[11],se=s[15];return r[0]=o*T+a*D+l*N+c*ce,r[4]=o*v+a*L+l*V+c*K,r[8]=o*A+a*G+l*Z+c*Q,r[12]=o*k+a*W+l*z+c*se,r[1]=u*T+h*D+d*N+f*ce,r[5]=u*v+h*L+d*V+f*K,r[9]=u*A+h*G+d*Z+f*Q,r[13]=u*k+h*W+d*z+f*se,r[2]=m*T+y*D+p*N+g*ce,r[6]=m*v+y*L+p*V+g*K,r[10]=m*A+y*G+p*Z+g*Q,r[14]=m*k+y*W+p*z+g*se,r[3]=_*T+E*D+b*N+R*ce,r[7]=_*v+E*L+b*V+R*K,r[11]=_*A+E*G+b*Z+R*Q,r[15]=_*k+E*W+b*z+R*se,this}multiplyScalar(e){let t=this.elements;return t[0]*=e,t[4]*=e,t[8]*=e,t[12]*=e,t[1]*=e,t[5]*=e,t[9]*=e,t[13]*=e,t[2]*=e,t[6]*=e,t[10]*=e,t[14]*=e,t[3]*=e,t[7]*=e,t[11]*=e,t[15]*=e,this}determinant(){let e=this.elements,t=e[0],n=e[4],s=e[8],r=e[12],o=e[1],a=e[5],l=e[9],c=e[13],u=e[2],h=e[6],d=e[10],f=e[14],m=e[3],y=e[7],p=e[11],g=e[15],_=l*f-c*d,E=a*f-c*h,b=a*d-l*h,R=o*f-c*u,T=o*d-l*u,v=o*h-a*u;return t*(y*_-p*E+g*b)-n*(m*_-p*R+g*T)+s*(m*E-y*R+g*v)-r*(m*b-y*T+p*v)}determinantAffine(){let e=this.elements,t=e[0],n=e[4],s=e[8],r=e[1],o=e[5],a=e[9],l=e[2],c=e[6],u=e[10];return t*(o*u-a*c)-n*(r*u-a*l)+s*(r*c-o*l)}transpose(){let e=this.elements,t;return t=e[1],e[1]=e[4],e[4]=t,t=e[2],e[2]=e[8],e[8]=t,t=e[6],e[6]=e[9],e[9]=t,t=e[3],e[3]=e[12],e[12]=t,t=e[7],e[7]=e[13],e[13]=t,t=e[11],e[11]=e[14],e[14]=t,this}setPosition(e,t,n){let s=this.elements;return e.isVector3?(s[12]=e.x,s[13]=e.y,s[14]=e.z):(s[12]=e,s[13]=t,s[14]=n),this}invert(){let e=this.elements,t=e[0],n=e[1],s=e[2],r=e[3],o=e[4],a=e[5],l=e[6],c=e[7],u=e[8],h=e[9],d=e[10],f=e[11],m=e[12],y=e[13],p=e[14],g=e[15],_=t*a-n*o,E=t*l-s*o,b=t*c-r*o,R=n*l-s*a,T=n*c-r*a,v=s*c-r*l,A=u*y-h*m,k=u*p-d*m,D=u*g-f*m,L=h*p-d*y,G=h*g-f*y,W=d*g-f*p,N=_*W-E*G+b*L+R*D-T*k+v*A;if(N===0)return this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0);let V=1/N;return e[0]=(a*W-l*G+c*L)*V,e[1]=(s*G-n*W-r*L)*V,e[2]=(y*v-p*T+g*R)*V,e[3]=(d*T-h*v-f*R)*V,e[4]=(l*D-o*W-c*k)*V,e[5]=(t*W-s*D+r*k)*V,e[6]=(p*b-m*v-g*E)*V,e[7]=(u*v-d*b+f*E)*V,e[8]=(o*G-a*D+c*A)*V,e[9]=(n*D-t*G-r*A)*V,e[10]=(m*T-y*b+g*_)*V,e[11]=(h*b-u*T-f*_)*V,e[12]=(a*k-o*L-l*A)*V,e[13]=(t*L-n*k+s*A)*V,e[14]=(y*E-m*R-p*_)*V,e[15]=(u*R-h*E+d*_)*V,this}scale(e){let t=this.elements,n=e.x,s=e.y,r=e.z;return t[0]*=n,t[4]*=s,t[8]*=r,t[1]*=n,t[5]*=s,t[9]*=r,t[2]*=n,t[6]*=s,t[10]*=r,t[3]*=n,t[7]*=s,t[11]*=r,this}getMaxScaleOnAxis(){let e=this.elements,t=e[0]*e[0]+e[1]*e[1]+e[2]*e[2],n=e[4]*e[4]+e[5]*e[5]+e[6]*e[6],s=e[8]*e[8]+e[9]*e[9]+e[10]*e[10];return Math.sqrt(Math.max(t,n,s))}makeTranslation(e,t,n){return e.isVector3?this.set(1,0,0,e.x,0,1,0,e.y,0,0,1,e.z,0,0,0,1):this.set(1,0,0,e,0,1,0,t,0,0,1,n,0,0,0,1),this}makeRotationX(e){let t=Math.cos(e),n=Math.sin(e);return this.set(1,0,0,0,0,t,-n,0,0,n,t,0,0,0,0,1),this}makeRotationY(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,0,n,0,0,1,0,0,-n,0,t,0,0,0,0,1),this}makeRotationZ(e){let t=Math.cos(e),n=Math.sin(e);return this.set(t,-n,0,0,n,t,0,0,0,0,1,0,0,0,0,1),this}makeRotationAxis(e,t){let n=Math.cos(t),s=Math.sin(t),r=1-n,o=e.x,a=e.y,l=e.z,c=r*o,u=r*a;return this.set(c*o+n,c*a-s*l,c*l+s*a,0,c*a+s*l,u*a+n,u*l-s*o,0,c*l-s*a,u*l+s*o,r*l*l+n,0,0,0,0,1),this}makeScale(e,t,n){return this.set(e,0,0,0,0,t,0,0,0,0,n,0,0,0,0,1),this}makeShear(e,t,n,s,r,o){return this.set(1,n,r,0,e,1,o,0,t,s,1,0,0,0,0,1),this}compose(e,t,n){let s=this.elements,r=t._x,o=t._y,a=t._z,l=t._w,c=r+r,u=o+o,h=a+a,d=r*c,f=r*u,m=r*h,y=o*u,p=o*h,g=a*h,_=l*c,E=l*u,b=l*h,R=n.x,T=n.y,v=n.z;return s[0]=(1-(y+g))*R,s[1]=(f+b)*R,s[2]=(m-E)*R,s[3]=0,s[4]=(f-b)*T,s[5]=(1-(d+g))*T,s[6]=(p+_)*T,s[7]=0,s[8]=(m+E)*v,s[9]=(p-_)*v,s[10]=(1-(d+y))*v,s[11]=0,s[12]=e.x,s[13]=e.y,s[14]=e.z,s[15]=1,this}decompose(e,t,n){let s=this.elements;e.x=s[12],e.y=s[13],e.z=s[14];let r=this.determinantAffine();if(r===0)return n.set(1,1,1),t.identity(),this;let o=Vr.set(s[0],s[1],s[2]).length(),a=Vr.set(s[4],s[5],s[6]).length(),l=Vr.set(s[8],s[9],s[10]).length();r<0&&(o=-o),Mi.copy(this);let c=1/o,u=1/a,h=1/l;return Mi.elements[0]*=c,Mi.elements[1]*=c,Mi.elements[2]*=c,Mi.elements[4]*=u,Mi.elements[5]*=u,Mi.elements[6]*=u,Mi.elements[8]*=h,Mi.elements[9]*=h,Mi.elements[10]*=h,t.setFromRotationMatrix(Mi),n.x=o,n.y=a,n.z=l,this}makePerspective(e,t,n,s,r,o,a=mi,l=!1){let c=this.elements,u=2*r/(t-e),h=2*r/(n-s),d=(t+e)/(t-e),f=(n+s)/(n-s),m,y;if(l)m=r/(o-r),y=o*r/(o-r);else if(a===mi)m=-(o+r)/(o-r),y=-2*o*r/(o-r);else if(a===ia)m=-o/(o-r),y=-o*r/(o-r);else throw new Error("THREE.Matrix4.makePerspective(): Invalid coordinate system: "+a);return c[0]=u,c[4]=0,c[8]=d,c[12]=0,c[1]=0,c[5]=h,c[9]=f,c[13]=0,c[2]=0,c[6]=0,c[10]=m,c[14]=y,c[3]=0,c[7]=0,c[11]=-1,c[15]=0,this}makeOrthographic(e,t,n,s,r,o,a=mi,l=!1){let c=this.elements,u=2/(t-e),h=2/(n-s),d=-(t+e)/(t-e),f=-(n+s)/(n-s),m,y;if(l)m=1/(o-r),y=o/(o-r);else if(a===mi)m=-2/(o-r),y=-(o+r)/(o-r);else if(a===ia)m=-1/(o-r),y=-r/(o-r);else throw new Error("THREE.Matrix4.makeOrthographic(): Invalid coordinate system: "+a);return c[0]=u,c[4]=0,c[8]=0,c[12]=d,c[1]=0,c[5]=h,c[9]=0,c[13]=f,c[2]=0,c[6]=0,c[10]=m,c[14]=y,c[3]=0,c[7]=0,c[11]=0,c[15]=1,this}equals(e){let t=this.elements,n=e.elements;for(let s=0;s<16;s++)if(t[s]!==n[s])return!1;return!0}fromArray(e,t=0){for(let n=0;n<16;n++)this.elements[n]=e[n+t];return this}toArray(e=[],t=0){let n=this.elements;return e[t]=n[0],e[t+1]=n[1],e[t+2]=n[2],e[t+3]=n[3],e[t+4]=n[4],e[t+5]=n[5],e[t+6]=n[6],e[t+7]=n[7],e[t+8]=n[8],e[t+9]=n[9],e[t+10]=n[10],e[t+11]=n[11],e[t+12]=n[12],e[t+13]=n[13],e[t+14]=n[14],e[t+15]=n[15],e}},Vr=new q,Mi=new zt,L_=new q(0,0,0),N_=new q(1,1,1),Ps=new q,Dl=new q,ni=new q,ig=new zt,sg=new Xi,Fs=class i{constructor(e=0,t=0,n=0,s=i.DEFAULT_ORDER){this.isEuler=!0,this._x=e,this._y=t,this._z=n,this._order=s}get x(){return this._x}set x(e){this._x=e,this._onChangeCallback()}get y(){return this._y}set y(e){this._y=e,this._onChangeCallback()}get z(){return this._z}set z(e){this._z=e,this._onChangeCallback()}get order(){return this._order}set order(e){this._order=e,this._onChangeCallback()}set(e,t,n,s=this._order){return this._x=e,this._y=t,this._z=n,this._order=s,this._onChangeCallback(),this}clone(){return new this.constructor(this._x,this._y,this._z,this._order)}copy(e){return this._x=e._x,this._y=e._y,this._z=e._z,this._order=e._order,this._onChangeCallback(),this}setFromRotationMatrix(e,t=this._order,n=!0){let s=e.elements,r=s[0],o=s[4],a=s[8],l=s[1],c=s[5],u=s[9],h=s[2],d=s[6],f=s[10];switch(t){case"XYZ":this._y=Math.asin(gt(a,-1,1)),Math.abs(a)<.9999999?(this._x=Math.atan2(-u,f),this._z=Math.atan2(-o,r)):(this._x=Math.atan2(d,c),this._z=0);break;case"YXZ":this._x=Math.asin(-gt(u,-1,1)),Math.abs(u)<.9999999?(this._y=Math.atan2(a,f),this._z=Math.atan2(l,c)):(this._y=Math.atan2(-h,r),this._z=0);break;case"ZXY":this._x=Math.asin(gt(d,-1,1)),Math.abs(d)<.9999999?(this._y=Math.atan2(-h,f),this._z=Math.atan2(-o,c)):(this._y=0,this._z=Math.atan2(l,r));break;case"ZYX":this._y=Math.asin(-gt(h,-1,1)),Math.abs(h)<.9999999?(this._x=Math.atan2(d,f),this._z=Math.atan2(l,r)):(this._x=0,this._z=Math.atan2(-o,c));break;case"YZX":this._z=Math.asin(gt(l,-1,1)),Math.abs(l)<.9999999?(this._x=Math.atan2(-u,c),this._y=Math.atan2(-h,r)):(this._x=0,this._y=Math.atan2(a,f));break;case"XZY":this._z=Math.asin(-gt(o,-1,1)),Math.abs(o)<.9999999?(this._x=Math.atan2(d,c),this._y=Math.atan2(a,r)):(this._x=Math.atan2(-u,f),this._y=0);break;default:Ye("Euler: .setFromRotationMatrix() encountered an unknown order: "+t)}return this._order=t,n===!0&&this._onChangeCallback(),this}setFromQuaternion(e,t,n){return ig.makeRotationFromQuaternion(e),this.setFromRotationMatrix(ig,t,n)}setFromVector3(e,t=this._order){return this.set(e.x,e.y,e.z,t)}reorder(e){return sg.setFromEuler(this),this.setFromQuaternion(sg,e)}equals(e){return e._x===this._x&&e._y===this._y&&e._z===this._z&&e._order===this._order}fromArray(e){return this._x=e[0],this._y=e[1],this._z=e[2],e[3]!==void 0&&(this._order=e[3]),this._onChangeCallback(),this}toArray(e=[],t=0){return e[t]=this._x,e[t+1]=this._y,e[t+2]=this._z,e[t+3]=this._order,e}_onChange(e){return this._onChangeCallback=e,this}_onChangeCallback(){}*[Symbol.iterator](){yield this._x,yield this._y,yield this._z,yield this._order}};Fs.DEFAULT_ORDER="XYZ";var io=class{constructor(){this.mask=1}set(e){this.mask=(1<<e|0)>>>0}enable(e){this.mask|=1<<e|0}enableAll(){this.mask=-1}toggle(e){this.mask^=1<<e|0}disable(e){this.mask&=~(1<<e|0)}disableAll(){this.mask=0}test(e){return(this.mask&e.mask)!==0}isEnabled(e){return(this.mask&(1<<e|0))!==0}},D_=0,rg=new q,Hr=new Xi,ss=new zt,Ul=new q,Yo=new q,U_=new q,F_=new Xi,og=new q(1,0,0),ag=new q(0,1,0),lg=new q(0,0,1),cg={type:"added"},O_={type:"removed"},Gr={type:"childadded",child:null},sd={type:"childremoved",child:null},$n=class i extends Wi{constructor(){super(),this.isObject3D=!0,Object.defineProperty(this,"id",{value:D_++}),this.uuid=Pa(),this.name="",this.type="Object3D",this.parent=null,this.children=[],this.up=i.DEFAULT_UP.clone();let e=new q,t=new Fs,n=new Xi,s=new q(1,1,1);function r(){n.setFromEuler(t,!1)}function o(){t.setFromQuaternion(n,void 0,!1)}t._onChange(r),n._onChange(o),Object.defineProperties(this,{position:{configurable:!0,enumerable:!0,value:e},rotation:{configurable:!0,enumerable:!0,value:t},quaternion:{configurable:!0,enumerable:!0,value:n},scale:{configurable:!0,enumerable:!0,value:s},modelViewMatrix:{value:new zt},normalMatrix:{value:new Qe}}),this.matrix=new zt,this.matrixWorld=new zt,this.matrixAutoUpdate=i.DEFAULT_MATRIX_AUTO_UPDATE,this.matrixWorldAutoUpdate=i.DEFAULT_MATRIX_WORLD_AUTO_UPDATE,this.matrixWorldNeedsUpdate=!1,this.layers=new io,this.visible=!0,this.castShadow=!1,this.receiveShadow=!1,this.frustumCulled=!0,this.renderOrder=0,this.animations=[],this.customDepthMaterial=void 0,this.customDistanceMaterial=void 0,this.static=!1,this.userData={},this.pivot=null}onBeforeShadow(){}onAfterShadow(){}onBeforeRender(){}onAfterRender(){}applyMatrix4(e){this.matrixAutoUpdate&&this.updateMatrix(),this.matrix.premultiply(e),this.matrix.decompose(this.position,this.quaternion,this.scale),this.pivot!==null&&this.position.copy(this.pivot).applyMatrix4(this.matrix).sub(this.pivot)}applyQuaternion(e){return this.quaternion.premultiply(e),this}setRotationFromAxisAngle(e,t){this.quaternion.setFromAxisAngle(e,t)}setRotationFromEuler(e){this.quaternion.setFromEuler(e,!0)}setRotationFromMatrix(e){this.quaternion.setFromRotationMatrix(e)}setRotationFromQuaternion(e){this.quaternion.copy(e)}rotateOnAxis(e,t){return Hr.setFromAxisAngle(e,t),this.quaternion.multiply(Hr),this}rotateOnWorldAxis(e,t){return Hr.setFromAxisAngle(e,t),this.quaternion.premultiply(Hr),this}rotateX(e){return this.rotateOnAxis(og,e)}rotateY(e){return this.rotateOnAxis(ag,e)}rotateZ(e){return this.rotateOnAxis(lg,e)}translateOnAxis(e,t){return rg.copy(e).applyQuaternion(this.quaternion),this.position.add(rg.multiplyScalar(t)),this}translateX(e){return this.translateOnAxis(og,e)}translateY(e){return this.translateOnAxis(ag,e)}translateZ(e){return this.translateOnAxis(lg,e)}localToWorld(e){return this.updateWorldMatrix(!0,!1),e.applyMatrix4(this.matrixWorld)}worldToLocal(e){return this.updateWorldMatrix(!0,!1),e.applyMatrix4(ss.copy(this.matrixWorld).invert())}lookAt(e,t,n){e.isVector3?Ul.copy(e):Ul.set(e,t,n);let s=this.parent;this.updateWorldMatrix(!0,!1),Yo.setFromMatrixPosition(this.matrixWorld),this.isCamera||this.isLight?ss.lookAt(Yo,Ul,this.up):ss.lookAt(Ul,Yo,this.up),this.quaternion.setFromRotationMatrix(ss),s&&(ss.extractRotation(s.matrixWorld),Hr.setFromRotationMatrix(ss),this.quaternion.premultiply(Hr.invert()))}add(e){if(arguments.length>1){for(let t=0;t<arguments.length;t++)this.add(arguments[t]);return this}return e===this?(Ke("Object3D.add: object can't be added as a child of itself.",e),this):(e&&e.isObject3D?(e.removeFromParent(),e.parent=this,this.children.push(e),e.dispatchEvent(cg),Gr.child=e,this.dispatchEvent(Gr),Gr.child=null):Ke("Object3D.add: object not an instance of THREE.Object3D.",e),this)}remove(e){if(arguments.length>1){for(let n=0;n<arguments.length;n++)this.remove(arguments[n]);return this}let t=this.children.indexOf(e);return t!==-1&&(e.parent=null,this.children.splice(t,1),e.dispatchEvent(O_),sd.child=e,this.dispatchEvent(sd),sd.child=null),this}removeFromParent(){let e=this.parent;return e!==null&&e.remove(this),this}clear(){return this.remove(...this.children)}attach(e){return this.updateWorldMatrix(!0,!1),ss.copy(this.matrixWorld).invert(),e.parent!==null&&(e.parent.updateWorldMatrix(!0,!1),ss.multiply(e.parent.matrixWorld)),e.applyMatrix4(ss),e.removeFromParent(),e.parent=this,this.children.push(e),e.updateWorldMatrix(!1,!0),e.dispatchEvent(cg),Gr.child=e,this.dispatchEvent(Gr),Gr.child=null,this}getObjectById(e){return this.getObjectByProperty("id",e)}getObjectByName(e){return this.getObjectByProperty("name",e)}getObjectByProperty(e,t){if(this[e]===t)return this;for(let n=0,s=this.children.length;n<s;n++){let o=this.children[n].getObjectByProperty(e,t);if(o!==void 0)return o}}getObjectsByProperty(e,t,n=[]){this[e]===t&&n.push(this);let s=this.children;for(let r=0,o=s.length;r<o;r++)s[r].getObjectsByProperty(e,t,n);return n}getWorldPosition(e){return this.updateWorldMatrix(!0,!1),e.setFromMatrixPosition(this.matrixWorld)}getWorldQuaternion(e){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(Yo,e,U_),e}getWorldScale(e){return this.updateWorldMatrix(!0,!1),this.matrixWorld.decompose(Yo,F_,e),e}getWorldDirection(e){this.updateWorldMatrix(!0,!1);let t=this.matrixWorld.elements;return e.set(t[8],t[9],t[10]).normalize()}raycast(){}intersectsFrustum(){return!0}traverse(e){e(this);let t=this.children;for(let n=0,s=t.length;n<s;n++)t[n].traverse(e)}traverseVisible(e){if(this.visible===!1)return;e(this);let t=this.children;for(let n=0,s=t.length;n<s;n++)t[n].traverseVisible(e)}traverseAncestors(e){let t=this.parent;t!==null&&(e(t),t.traverseAncestors(e))}updateMatrix(){this.matrix.compose(this.position,this.quaternion,this.scale);let e=this.pivot;if(e!==null){let t=e.x,n=e.y,s=e.z,r=this.matrix.elements;r[12]+=t-r[0]*t-r[4]*n-r[8]*s,r[13]+=n-r[1]*t-r[5]*n-r[9]*s,r[14]+=s-r[2]*t-r[6]*n-r[10]*s}this.matrixWorldNeedsUpdate=!0}updateMatrixWorld(e){this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||e)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,e=!0);let t=this.children;for(let n=0,s=t.length;n<s;n++)t[n].updateMatrixWorld(e)}updateWorldMatrix(e,t,n=!1){let s=this.parent;if(e===!0&&s!==null&&s.updateWorldMatrix(!0,!1),this.matrixAutoUpdate&&this.updateMatrix(),(this.matrixWorldNeedsUpdate||n)&&(this.matrixWorldAutoUpdate===!0&&(this.parent===null?this.matrixWorld.copy(this.matrix):this.matrixWorld.multiplyMatrices(this.parent.matrixWorld,this.matrix)),this.matrixWorldNeedsUpdate=!1,n=!0),t===!0){let r=this.children;for(let o=0,a=r.length;o<a;o++)r[o].updateWorldMatrix(!1,!0,n)}}toJSON(e){let t=e===void 0||typeof e=="string",n={};t&&(e={geometries:{},materials:{},textures:{},images:{},shapes:{},skeletons:{},animations:{},nodes:{}},n.metadata={version:4.7,type:"Object",generator:"Object3D.toJSON"});let s={};s.uuid=this.uuid,s.type=this.type,s.name=this.name,s.castShadow=this.castShadow,s.receiveShadow=this.receiveShadow,s.visible=this.visible,s.frustumCulled=this.frustumCulled,s.renderOrder=this.renderOrder,s.static=this.static,s.matrixAutoUpdate=this.matrixAutoUpdate,Object.keys(this.userData).length>0&&(s.userData=this.userData),s.layers=this.layers.mask,s.matrix=this.matrix.toArray(),s.up=this.up.toArray(),this.pivot!==null&&(s.pivot=this.pivot.toArray()),this.morphTargetDictionary!==void 0&&(s.morphTargetDictionary=Object.assign({},this.morphTargetDictionary)),this.morphTargetInfluences!==void 0&&(s.morphTargetInfluences=this.morphTargetInfluences.slice()),this.isInstancedMesh&&(s.type="InstancedMesh",s.count=this.count,s.instanceMatrix=this.instanceMatrix.toJSON(),this.instanceColor!==null&&(s.instanceColor=this.instanceColor.toJSON())),this.isBatchedMesh&&(s.type="BatchedMesh",s.perObjectFrustumCulled=this.perObjectFrustumCulled,s.sortObjects=this.sortObjects,s.drawRanges=this._drawRanges,s.reservedRanges=this._reservedRanges,s.geometryInfo=this._geometryInfo.map(a=>({...a,boundingBox:a.boundingBox?a.boundingBox.toJSON():void 0,boundingSphere:a.boundingSphere?a.boundingSphere.toJSON():void 0})),s.instanceInfo=this._instanceInfo.map(a=>({...a})),s.availableInstanceIds=this._availableInstanceIds.slice(),s.availableGeometryIds=this._availableGeometryIds.slice(),s.nextIndexStart=this._nextIndexStart,s.nextVertexStart=this._nextVertexStart,s.geometryCount=this._geometryCount,s.maxInstanceCount=this._maxInstanceCount,s.maxVertexCount=this._maxVertexCount,s.maxIndexCount=this._maxIndexCount,s.geometryInitialized=this._geometryInitialized,s.matricesTexture=this._matricesTexture.toJSON(e),s.indirectTexture=this._indirectTexture.toJSON(e),this._colorsTexture!==null&&(s.colorsTexture=this._colorsTexture.toJSON(e)),this.boundingSphere!==null&&(s.boundingSphere=this.boundingSphere.toJSON()),this.boundingBox!==null&&(s.boundingBox=this.boundingBox.toJSON()));function r(a,l){return a[l.uuid]===void 0&&(a[l.uuid]=l.toJSON(e)),l.uuid}if(this.isScene)this.background&&(this.background.isColor?s.background=this.background.toJSON():this.background.isTexture&&(s.background=this.background.toJSON(e).uuid)),this.environment&&this.environment.isTexture&&this.environment.isRenderTargetTexture!==!0&&(s.environment=this.environment.toJSON(e).uuid);else if(this.isMesh||this.isLine||this.isPoints){s.geometry=r(e.geometries,this.geometry);let a=this.geometry.parameters;if(a!==void 0&&a.shapes!==void 0){let l=a.shapes;if(Array.isArray(l))for(let c=0,u=l.length;c<u;c++){let h=l[c];r(e.shapes,h)}else r(e.shapes,l)}}if(this.isSkinnedMesh&&(s.bindMode=this.bindMode,s.bindMatrix=this.bindMatrix.toArray(),this.skeleton!==void 0&&(r(e.skeletons,this.skeleton),s.skeleton=this.skeleton.uuid)),this.material!==void 0)if(Array.isArray(this.material)){let a=[];for(let l=0,c=this.material.length;l<c;l++)a.push(r(e.materials,this.material[l]));s.material=a}else s.material=r(e.materials,this.material);if(this.children.length>0){s.children=[];for(let a=0;a<this.children.length;a++)s.children.push(this.children[a].toJSON(e).object)}if(this.animations.length>0){s.animations=[];for(let a=0;a<this.animations.length;a++){let l=this.animations[a];s.animations.push(r(e.animations,l))}}if(t){let a=o(e.geometries),l=o(e.materials),c=o(e.textures),u=o(e.images),h=o(e.shapes),d=o(e.skeletons),f=o(e.animations),m=o(e.nodes);a.length>0&&(n.geometries=a),l.length>0&&(n.materials=l),c.length>0&&(n.textures=c),u.length>0&&(n.images=u),h.length>0&&(n.shapes=h),d.length>0&&(n.skeletons=d),f.length>0&&(n.animations=f),m.length>0&&(n.nodes=m)}return n.object=s,n;function o(a){let l=[];for(let c in a){let u=a[c];delete u.metadata,l.push(u)}return l}}clone(e){return new this.constructor().copy(this,e)}copy(e,t=!0){if(this.name=e.name,this.up.copy(e.up),this.position.copy(e.position),this.rotation.order=e.rotation.order,this.quaternion.copy(e.quaternion),this.scale.copy(e.scale),this.pivot=e.pivot!==null?e.pivot.clone():null,this.matrix.copy(e.matrix),this.matrixWorld.copy(e.matrixWorld),this.matrixAutoUpdate=e.matrixAutoUpdate,this.matrixWorldAutoUpdate=e.matrixWorldAutoUpdate,this.matrixWorldNeedsUpdate=e.matrixWorldNeedsUpdate,this.layers.mask=e.layers.mask,this.visible=e.visible,this.castShadow=e.castShadow,this.receiveShadow=e.receiveShadow,this.frustumCulled=e.frustumCulled,this.renderOrder=e.renderOrder,this.static=e.static,this.animations=e.animations.slice(),this.userData=JSON.parse(JSON.stringify(e.userData)),t===!0)for(let n=0;n<e.children.length;n++){let s=e.children[n];this.add(s.clone())}return this}dispose(){this.dispatchEvent({type:"dispose"})}};$n.DEFAULT_UP=new q(0,1,0);$n.DEFAULT_MATRIX_AUTO_UPDATE=!0;$n.DEFAULT_MATRIX_WORLD_AUTO_UPDATE=!0;var Ti=class extends $n{constructor(){super(),this.isGroup=!0,this.type="Group"}},B_={type:"move"},so=class{constructor(){this._targetRay=null,this._grip=null,this._hand=null}getHandSpace(){return this._hand===null&&(this._hand=new Ti,this._hand.matrixAutoUpdate=!1,this._hand.visible=!1,this._hand.joints={},this._hand.inputState={pinching:!1}),this._hand}getTargetRaySpace(){return this._targetRay===null&&(this._targetRay=new Ti,this._targetRay.matrixAutoUpdate=!1,this._targetRay.visible=!1,this._targetRay.hasLinearVelocity=!1,this._targetRay.linearVelocity=new q,this._targetRay.hasAngularVelocity=!1,this._targetRay.angularVelocity=new q),this._targetRay}getGripSpace(){return this._grip===null&&(this._grip=new Ti,this._grip.matrixAutoUpdate=!1,this._grip.visible=!1,this._grip.hasLinearVelocity=!1,this._grip.linearVelocity=new q,this._grip.hasAngularVelocity=!1,this._grip.angularVelocity=new q,this._grip.eventsEnabled=!1),this._grip}dispatchEvent(e){return this._targetRay!==null&&this._targetRay.dispatchEvent(e),this._grip!==null&&this._grip.dispatchEvent(e),this._hand!==null&&this._hand.dispatchEvent(e),this}connect(e){if(e&&e.hand){let t=this._hand;if(t)for(let n of e.hand.values())this._getHandJoint(t,n)}return this.dispatchEvent({type:"connected",data:e}),this}disconnect(e){return this.dispatchEvent({type:"disconnected",data:e}),this._targetRay!==null&&(this._targetRay.visible=!1),this._grip!==null&&(this._grip.visible=!1),this._hand!==null&&(this._hand.visible=!1),this}update(e,t,n){let s=null,r=null,o=null,a=this._targetRay,l=this._grip,c=this._hand;if(e&&t.session.visibilityState!=="visible-blurred"){if(c&&e.hand){o=!0;for(let y of e.hand.values()){let p=t.getJointPose(y,n),g=this._getHandJoint(c,y);p!==null&&(g.matrix.fromArray(p.transform.matrix),g.matrix.decompose(g.position,g.quaternion,g.scale),g.matrixWorldNeedsUpdate=!0,g.jointRadius=p.radius),g.visible=p!==null}let u=c.joints["index-finger-tip"],h=c.joints["thumb-tip"],d=u.position.distanceTo(h.position),f=.02,m=.005;c.inputState.pinching&&d>f+m?(c.inputState.pinching=!1,this.dispatchEvent({type:"pinchend",handedness:e.handedness,target:this})):!c.inputState.pinching&&d<=f-m&&(c.inputState.pinching=!0,this.dispatchEvent({type:"pinchstart",handedness:e.handedness,target:this}))}else l!==null&&e.gripSpace&&(r=t.getPose(e.gripSpace,n),r!==null&&(l.matrix.fromArray(r.transform.matrix),l.matrix.decompose(l.position,l.quaternion,l.scale),l.matrixWorldNeedsUpdate=!0,r.linearVelocity?(l.hasLinearVelocity=!0,l.linearVelocity.copy(r.linearVelocity)):l.hasLinearVelocity=!1,r.angularVelocity?(l.hasAngularVelocity=!0,l.angularVelocity.copy(r.angularVelocity)):l.hasAngularVelocity=!1,l.eventsEnabled&&l.dispatchEvent({type:"gripUpdated",data:e,target:this})));a!==null&&(s=t.getPose(e.targetRaySpace,n),s===null&&r!==null&&(s=r),s!==null&&(a.matrix.fromArray(s.transform.matrix),a.matrix.decompose(a.position,a.quaternion,a.scale),a.matrixWorldNeedsUpdate=!0,s.linearVelocity?(a.hasLinearVelocity=!0,a.linearVelocity.copy(s.linearVelocity)):a.hasLinearVelocity=!1,s.angularVelocity?(a.hasAngularVelocity=!0,a.angularVelocity.copy(s.angularVelocity)):a.hasAngularVelocity=!1,this.dispatchEvent(B_)))}return a!==null&&(a.visible=s!==null),l!==null&&(l.visible=r!==null),c!==null&&(c.visible=o!==null),this}_getHandJoint(e,t){if(e.joints[t.jointName]===void 0){let n=new Ti;n.matrixAutoUpdate=!1,n.visible=!1,e.joints[t.jointName]=n,e.add(n)}return e.joints[t.jointName]}},m0={aliceblue:15792383,antiquewhite:16444375,aqua:65535,aquamarine:8388564,azure:15794175,beige:16119260,bisque:16770244,black:0,blanchedalmond:16772045,blue:255,blueviolet:9055202,brown:10824234,burlywood:14596231,cadetblue:6266528,chartreuse:8388352,chocolate:13789470,coral:16744272,cornflowerblue:6591981,cornsilk:16775388,crimson:14423100,cyan:65535,darkblue:139,darkcyan:35723,darkgoldenrod:12092939,darkgray:11119017,darkgreen:25600,darkgrey:11119017,darkkhaki:12433259,darkmagenta:9109643,darkolivegreen:5597999,darkorange:16747520,darkorchid:10040012,darkred:9109504,darksalmon:15308410,darkseagreen:9419919,darkslateblue:4734347,darkslategray:3100495,darkslategrey:3100495,darkturquoise:52945,darkviolet:9699539,deeppink:16716947,deepskyblue:49151,dimgray:6908265,dimgrey:6908265,dodgerblue:2003199,firebrick:11674146,floralwhite:16775920,forestgreen:2263842,fuchsia:16711935,gainsboro:14474460,ghostwhite:16316671,gold:16766720,goldenrod:14329120,gray:8421504,green:32768,greenyellow:11403055,grey:8421504,honeydew:15794160,hotpink:16738740,indianred:13458524,indigo:4915330,ivory:16777200,khaki:15787660,lavender:15132410,lavenderblush:16773365,lawngreen:8190976,lemonchiffon:16775885,lightblue:11393254,lightcoral:15761536,lightcyan:14745599,lightgoldenrodyellow:16448210,lightgray:13882323,lightgreen:9498256,lightgrey:13882323,lightpink:16758465,lightsalmon:16752762,lightseagreen:2142890,lightskyblue:8900346,lightslategray:7833753,lightslategrey:7833753,lightsteelblue:11584734,lightyellow:16777184,lime:65280,limegreen:3329330,linen:16445670,magenta:16711935,maroon:8388608,mediumaquamarine:6737322,mediumblue:205,mediumorchid:12211667,mediumpurple:9662683,mediumseagreen:3978097,mediumslateblue:8087790,mediumspringgreen:64154,mediumturquoise:4772300,mediumvioletred:13047173,midnightblue:1644912,mintcream:16121850,mistyrose:16770273,moccasin:16770229,navajowhite:16768685,navy:128,oldlace:16643558,olive:8421376,olivedrab:7048739,orange:16753920,orangered:16729344,orchid:14315734,palegoldenrod:15657130,palegreen:10025880,paleturquoise:11529966,palevioletred:14381203,papayawhip:16773077,peachpuff:16767673,peru:13468991,pink:16761035,plum:14524637,powderblue:11591910,purple:8388736,rebeccapurple:6697881,red:16711680,rosybrown:12357519,royalblue:4286945,saddlebrown:9127187,salmon:16416882,sandybrown:16032864,seagreen:3050327,seashell:16774638,sienna:10506797,silver:12632256,skyblue:8900331,slateblue:6970061,slategray:7372944,slategrey:7372944,snow:16775930,springgreen:65407,steelblue:4620980,tan:13808780,teal:32896,thistle:14204888,tomato:16737095,turquoise:4251856,violet:15631086,wheat:16113331,white:16777215,whitesmoke:16119285,yellow:16776960,yellowgreen:10145074},Is={h:0,s:0,l:0},Fl={h:0,s:0,l:0};function rd(i,e,t){return t<0&&(t+=1),t>1&&(t-=1),t<1/6?i+(e-i)*6*t:t<1/2?e:t<2/3?i+(e-i)*6*(2/3-t):i}var xt=class{constructor(e,t,n){return this.isColor=!0,this.r=1,this.g=1,this.b=1,this.set(e,t,n)}set(e,t,n){if(t===void 0&&n===void 0){let s=e;s&&s.isColor?this.copy(s):typeof s=="number"?this.setHex(s):typeof s=="string"&&this.setStyle(s)}else this.setRGB(e,t,n);return this}setScalar(e){return this.r=e,this.g=e,this.b=e,this}setHex(e,t=si){return e=Math.floor(e),this.r=(e>>16&255)/255,this.g=(e>>8&255)/255,this.b=(e&255)/255,mt.colorSpaceToWorking(this,t),this}setRGB(e,t,n,s=mt.workingColorSpace){return this.r=e,this.g=t,this.b=n,mt.colorSpaceToWorking(this,s),this}setHSL(e,t,n,s=mt.workingColorSpace){if(e=T_(e,1),t=gt(t,0,1),n=gt(n,0,1),t===0)this.r=this.g=this.b=n;else{let r=n<=.5?n*(1+t):n+t-n*t,o=2*n-r;this.r=rd(o,r,e+1/3),this.g=rd(o,r,e),this.b=rd(o,r,e-1/3)}return mt.colorSpaceToWorking(this,s),this}setStyle(e,t=si){function n(r){r!==void 0&&parseFloat(r)<1&&Ye("Color: Alpha component of "+e+" will be ignored.")}let s;if(s=/^(\w+)\(([^\)]*)\)/.exec(e)){let r,o=s[1],a=s[2];switch(o){case"rgb":case"rgba":if(r=/^\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(r[4]),this.setRGB(Math.min(255,parseInt(r[1],10))/255,Math.min(255,parseInt(r[2],10))/255,Math.min(255,parseInt(r[3],10))/255,t);if(r=/^\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(r[4]),this.setRGB(Math.min(100,parseFloat(r[1]))/100,Math.min(100,parseFloat(r[2]))/100,Math.min(100,parseFloat(r[3]))/100,t);break;case"hsl":case"hsla":if(r=/^\s*([+-]?(?:\d+(?:\.\d+)?|\.\d+))\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*,\s*(\d+(?:\.\d+)?|\.\d+)\%\s*(?:,\s*(\d+(?:\.\d+)?|\.\d+)\s*)?$/.exec(a))return n(r[4]),this.setHSL(parseFloat(r[1])/360,parseFloat(r[2])/100,parseFloat(r[3])/100,t);break;default:Ye("Color: Unknown color model "+e)}}else if(s=/^\#([A-Fa-f\d]+)$/.exec(e)){let r=s[1],o=r.length;if(o===3)return this.setRGB(parseInt(r.charAt(0),16)/15,parseInt(r.charAt(1),16)/15,parseInt(r.charAt(2),16)/15,t);if(o===6)return this.setHex(parseInt(r,16),t);Ye("Color: Invalid hex color "+e)}else if(e&&e.length>0)return this.setColorName(e,t);return this}setColorName(e,t=si){let n=m0[e.toLowerCase()];return n!==void 0?this.setHex(n,t):Ye("Color: Unknown color "+e),this}clone(){return new this.constructor(this.r,this.g,this.b)}copy(e){return this.r=e.r,this.g=e.g,this.b=e.b,this}copySRGBToLinear(e){return this.r=cs(e.r),this.g=cs(e.g),this.b=cs(e.b),this}copyLinearToSRGB(e){return this.r=Qr(e.r),this.g=Qr(e.g),this.b=Qr(e.b),this}convertSRGBToLinear(){return this.copySRGBToLinear(this),this}convertLinearToSRGB(){return this.copyLinearToSRGB(this),this}getHex(e=si){return mt.workingToColorSpace(Ln.copy(this),e),Math.round(gt(Ln.r*255,0,255))*65536+Math.round(gt(Ln.g*255,0,255))*256+Math.round(gt(Ln.b*255,0,255))}getHexString(e=si){return("000000"+this.getHex(e).toString(16)).slice(-6)}getHSL(e,t=mt.workingColorSpace){mt.workingToColorSpace(Ln.copy(this),t);let n=Ln.r,s=Ln.g,r=Ln.b,o=Math.max(n,s,r),a=Math.min(n,s,r),l,c,u=(a+o)/2;if(a===o)l=0,c=0;else{let h=o-a;switch(c=u<=.5?h/(o+a):h/(2-o-a),o){case n:l=(s-r)/h+(s<r?6:0);break;case s:l=(r-n)/h+2;break;case r:l=(n-s)/h+4;break}l/=6}return e.h=l,e.s=c,e.l=u,e}getRGB(e,t=mt.workingColorSpace){return mt.workingToColorSpace(Ln.copy(this),t),e.r=Ln.r,e.g=Ln.g,e.b=Ln.b,e}getStyle(e=si){mt.workingToColorSpace(Ln.copy(this),e);let t=Ln.r,n=Ln.g,s=Ln.b;return e!==si?`color(${e} ${t.toFixed(3)} ${n.toFixed(3)} ${s.toFixed(3)})`:`rgb(${Math.round(t*255)},${Math.round(n*255)},${Math.round(s*255)})`}offsetHSL(e,t,n){return this.getHSL(Is),this.setHSL(Is.h+e,Is.s+t,Is.l+n)}add(e){return this.r+=e.r,this.g+=e.g,this.b+=e.b,this}addColors(e,t){return this.r=e.r+t.r,this.g=e.g+t.g,this.b=e.b+t.b,this}addScalar(e){return this.r+=e,this.g+=e,this.b+=e,this}sub(e){return this.r=Math.max(0,this.r-e.r),this.g=Math.max(0,this.g-e.g),this.b=Math.max(0,this.b-e.b),this}multiply(e){return this.r*=e.r,this.g*=e.g,this.b*=e.b,this}multiplyScalar(e){return this.r*=e,this.g*=e,this.b*=e,this}lerp(e,t){return this.r+=(e.r-this.r)*t,this.g+=(e.g-this.g)*t,this.b+=(e.b-this.b)*t,this}lerpColors(e,t,n){return this.r=e.r+(t.r-e.r)*n,this.g=e.g+(t.g-e.g)*n,this.b=e.b+(t.b-e.b)*n,this}lerpHSL(e,t){this.getHSL(Is),e.getHSL(Fl);let n=Qh(Is.h,Fl.h,t),s=Qh(Is.s,Fl.s,t),r=Qh(Is.l,Fl.l,t);return this.setHSL(n,s,r),this}setFromVector3(e){return this.r=e.x,this.g=e.y,this.b=e.z,this}applyMatrix3(e){let t=this.r,n=this.g,s=this.b,r=e.elements;return this.r=r[0]*t+r[3]*n+r[6]*s,this.g=r[1]*t+r[4]*n+r[7]*s,this.b=r[2]*t+r[5]*n+r[8]*s,this}equals(e){return e.r===this.r&&e.g===this.g&&e.b===this.b}fromArray(e,t=0){return this.r=e[t],this.g=e[t+1],this.b=e[t+2],this}toArray(e=[],t=0){return e[t]=this.r,e[t+1]=this.g,e[t+2]=this.b,e}fromBufferAttribute(e,t){return this.r=e.getX(t),this.g=e.getY(t),this.b=e.getZ(t),this}toJSON(){return this.getHex()}*[Symbol.iterator](){yield this.r,yield this.g,yield this.b}},Ln=new xt;xt.NAMES=m0;var oa=class extends $n{constructor(){super(),this.isScene=!0,this.type="Scene",this.background=null,this.environment=null,this.fog=null,this.backgroundBlurriness=0,this.backgroundIntensity=1,this.backgroundRotation=new Fs,this.environmentIntensity=1,this.environmentRotation=new Fs,this.overrideMaterial=null,typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}copy(e,t){return super.copy(e,t),this.background=e.background!==null?e.background.clone():null,this.environment=e.environment!==null?e.environment.clone():null,this.fog=e.fog!==null?e.fog.clone():null,this.backgroundBlurriness=e.backgroundBlurriness,this.backgroundIntensity=e.backgroundIntensity,this.backgroundRotation.copy(e.backgroundRotation),this.environmentIntensity=e.environmentIntensity,this.environmentRotation.copy(e.environmentRotation),this.overrideMaterial=e.overrideMaterial!==null?e.overrideMaterial.clone():null,this.matrixAutoUpdate=e.matrixAutoUpdate,this}toJSON(e){let t=super.toJSON(e);return this.fog!==null&&(t.object.fog=this.fog.toJSON()),t.object.backgroundBlurriness=this.backgroundBlurriness,t.object.backgroundIntensity=this.backgroundIntensity,t.object.backgroundRotation=this.backgroundRotation.toArray(),t.object.environmentIntensity=this.environmentIntensity,t.object.environmentRotation=this.environmentRotation.toArray(),t}},wi=new q,rs=new q,od=new q,os=new q,Wr=new q,Xr=new q,ug=new q,ad=new q,ld=new q,cd=new q,ud=new Xt,hd=new Xt,dd=new Xt,Us=class i{constructor(e=new q,t=new q,n=new q){this.a=e,this.b=t,this.c=n}static getNormal(e,t,n,s){s.subVectors(n,t),wi.subVectors(e,t),s.cross(wi);let r=s.lengthSq();return r>0?s.multiplyScalar(1/Math.sqrt(r)):s.set(0,0,0)}static getBarycoord(e,t,n,s,r){wi.subVectors(s,t),rs.subVectors(n,t),od.subVectors(e,t);let o=wi.dot(wi),a=wi.dot(rs),l=wi.dot(od),c=rs.dot(rs),u=rs.dot(od),h=o*c-a*a;if(h===0)return r.set(0,0,0),null;let d=1/h,f=(c*l-a*u)*d,m=(o*u-a*l)*d;return r.set(1-f-m,m,f)}static containsPoint(e,t,n,s){return this.getBarycoord(e,t,n,s,os)===null?!1:os.x>=0&&os.y>=0&&os.x+os.y<=1}static getInterpolation(e,t,n,s,r,o,a,l){return this.getBarycoord(e,t,n,s,os)===null?(l.x=0,l.y=0,"z"in l&&(l.z=0),"w"in l&&(l.w=0),null):(l.setScalar(0),l.addScaledVector(r,os.x),l.addScaledVector(o,os.y),l.addScaledVector(a,os.z),l)}static getInterpolatedAttribute(e,t,n,s,r,o){return ud.setScalar(0),hd.setScalar(0),dd.setScalar(0),ud.fromBufferAttribute(e,t),hd.fromBufferAttribute(e,n),dd.fromBufferAttribute(e,s),o.setScalar(0),o.addScaledVector(ud,r.x),o.addScaledVector(hd,r.y),o.addScaledVector(dd,r.z),o}static isFrontFacing(e,t,n,s){return wi.subVectors(n,t),rs.subVectors(e,t),wi.cross(rs).dot(s)<0}set(e,t,n){return this.a.copy(e),this.b.copy(t),this.c.copy(n),this}setFromPointsAndIndices(e,t,n,s){return this.a.copy(e[t]),this.b.copy(e[n]),this.c.copy(e[s]),this}setFromAttributeAndIndices(e,t,n,s){return this.a.fromBufferAttribute(e,t),this.b.fromBufferAttribute(e,n),this.c.fromBufferAttribute(e,s),this}clone(){return new this.constructor().copy(this)}copy(e){return this.a.copy(e.a),this.b.copy(e.b),this.c.copy(e.c),this}getArea(){return wi.subVectors(this.c,this.b),rs.subVectors(this.a,this.b),wi.cross(rs).length()*.5}getMidpoint(e){return e.addVectors(this.a,this.b).add(this.c).multiplyScalar(1/3)}getNormal(e){return i.getNormal(this.a,this.b,this.c,e)}getPlane(e){return e.setFromCoplanarPoints(this.a,this.b,this.c)}getBarycoord(e,t){return i.getBarycoord(e,this.a,this.b,this.c,t)}getInterpolation(e,t,n,s,r){return i.getInterpolation(e,this.a,this.b,this.c,t,n,s,r)}containsPoint(e){return i.containsPoint(e,this.a,this.b,this.c)}isFrontFacing(e){return i.isFrontFacing(this.a,this.b,this.c,e)}intersectsBox(e){return e.intersectsTriangle(this)}closestPointToPoint(e,t){let n=this.a,s=this.b,r=this.c,o,a;Wr.subVectors(s,n),Xr.subVectors(r,n),ad.subVectors(e,n);let l=Wr.dot(ad),c=Xr.dot(ad);if(l<=0&&c<=0)return t.copy(n);ld.subVectors(e,s);let u=Wr.dot(ld),h=Xr.dot(ld);if(u>=0&&h<=u)return t.copy(s);let d=l*h-u*c;if(d<=0&&l>=0&&u<=0&&l-u>0)return o=l/(l-u),t.copy(n).addScaledVector(Wr,o);cd.subVectors(e,r);let f=Wr.dot(cd),m=Xr.dot(cd);if(m>=0&&f<=m)return t.copy(r);let y=f*c-l*m;if(y<=0&&c>=0&&m<=0)return a=c/(c-m),t.copy(n).addScaledVector(Xr,a);let p=u*m-f*h;if(p<=0&&h-u>=0&&f-m>=0)return ug.subVectors(r,s),a=(h-u)/(h-u+(f-m)),t.copy(s).addScaledVector(ug,a);let g=1/(p+y+d);return o=y*g,a=d*g,t.copy(n).addScaledVector(Wr,o).addScaledVector(Xr,a)}equals(e){return e.a.equals(this.a)&&e.b.equals(this.b)&&e.c.equals(this.c)}},qi=class{constructor(e=new q(1/0,1/0,1/0),t=new q(-1/0,-1/0,-1/0)){this.isBox3=!0,this.min=e,this.max=t}set(e,t){return this.min.copy(e),this.max.copy(t),this}setFromArray(e){this.makeEmpty();for(let t=0,n=e.length;t<n;t+=3)this.expandByPoint(Ei.fromArray(e,t));return this}setFromBufferAttribute(e){this.makeEmpty();for(let t=0,n=e.count;t<n;t++)this.expandByPoint(Ei.fromBufferAttribute(e,t));return this}setFromPoints(e){this.makeEmpty();for(let t=0,n=e.length;t<n;t++)this.expandByPoint(e[t]);return this}setFromCenterAndSize(e,t){let n=Ei.copy(t).multiplyScalar(.5);return this.min.copy(e).sub(n),this.max.copy(e).add(n),this}setFromObject(e,t=!1){return this.makeEmpty(),this.expandByObject(e,t)}clone(){return new this.constructor().copy(this)}copy(e){return this.min.copy(e.min),this.max.copy(e.max),this}makeEmpty(){return this.min.x=this.min.y=this.min.z=1/0,this.max.x=this.max.y=this.max.z=-1/0,this}isEmpty(){return this.max.x<this.min.x||this.max.y<this.min.y||this.max.z<this.min.z}getCenter(e){return this.isEmpty()?e.set(0,0,0):e.addVectors(this.min,this.max).multiplyScalar(.5)}getSize(e){return this.isEmpty()?e.set(0,0,0):e.subVectors(this.max,this.min)}expandByPoint(e){return this.min.min(e),this.max.max(e),this}expandByVector(e){return this.min.sub(e),this.max.add(e),this}expandByScalar(e){return this.min.addScalar(-e),this.max.addScalar(e),this}expandByObject(e,t=!1){e.updateWorldMatrix(!1,!1);let n=e.geometry;if(n!==void 0){let r=n.getAttribute("position");if(t===!0&&r!==void 0&&e.isInstancedMesh!==!0&&e.isBatchedMesh!==!0)for(let o=0,a=r.count;o<a;o++)e.isMesh===!0?e.getVertexPosition(o,Ei):Ei.fromBufferAttribute(r,o),Ei.applyMatrix4(e.matrixWorld),this.expandByPoint(Ei);else e.boundingBox!==void 0?(e.boundingBox===null&&e.computeBoundingBox(),Ol.copy(e.boundingBox)):(n.boundingBox===null&&n.computeBoundingBox(),Ol.copy(n.boundingBox)),Ol.applyMatrix4(e.matrixWorld),this.union(Ol)}let s=e.children;for(let r=0,o=s.length;r<o;r++)this.expandByObject(s[r],t);return this}containsPoint(e){return e.x>=this.min.x&&e.x<=this.max.x&&e.y>=this.min.y&&e.y<=this.max.y&&e.z>=this.min.z&&e.z<=this.max.z}containsBox(e){return this.min.x<=e.min.x&&e.max.x<=this.max.x&&this.min.y<=e.min.y&&e.max.y<=this.max.y&&this.min.z<=e.min.z&&e.max.z<=this.max.z}getParameter(e,t){return t.set((e.x-this.min.x)/(this.max.x-this.min.x),(e.y-this.min.y)/(this.max.y-this.min.y),(e.z-this.min.z)/(this.max.z-this.min.z))}intersectsBox(e){return e.max.x>=this.min.x&&e.min.x<=this.max.x&&e.max.y>=this.min.y&&e.min.y<=this.max.y&&e.max.z>=this.min.z&&e.min.z<=this.max.z}intersectsSphere(e){return this.clampPoint(e.center,Ei),Ei.distanceToSquared(e.center)<=e.radius*e.radius}intersectsPlane(e){let t,n;return e.normal.x>0?(t=e.normal.x*this.min.x,n=e.normal.x*this.max.x):(t=e.normal.x*this.max.x,n=e.normal.x*this.min.x),e.normal.y>0?(t+=e.normal.y*this.min.y,n+=e.normal.y*this.max.y):(t+=e.normal.y*this.max.y,n+=e.normal.y*this.min.y),e.normal.z>0?(t+=e.normal.z*this.min.z,n+=e.normal.z*this.max.z):(t+=e.normal.z*this.max.z,n+=e.normal.z*this.min.z),t<=-e.constant&&n>=-e.constant}intersectsTriangle(e){if(this.isEmpty())return!1;this.getCenter($o),Bl.subVectors(this.max,$o),qr.subVectors(e.a,$o),Yr.subVectors(e.b,$o),$r.subVectors(e.c,$o),Ls.subVectors(Yr,qr),Ns.subVectors($r,Yr),sr.subVectors(qr,$r);let t=[0,-Ls.z,Ls.y,0,-Ns.z,Ns.y,0,-sr.z,sr.y,Ls.z,0,-Ls.x,Ns.z,0,-Ns.x,sr.z,0,-sr.x,-Ls.y,Ls.x,0,-Ns.y,Ns.x,0,-sr.y,sr.x,0];return!fd(t,qr,Yr,$r,Bl)||(t=[1,0,0,0,1,0,0,0,1],!fd(t,qr,Yr,$r,Bl))?!1:(kl.crossVectors(Ls,Ns),t=[kl.x,kl.y,kl.z],fd(t,qr,Yr,$r,Bl))}clampPoint(e,t){return t.copy(e).clamp(this.min,this.max)}distanceToPoint(e){return this.clampPoint(e,Ei).distanceTo(e)}getBoundingSphere(e){return this.isEmpty()?e.makeEmpty():(this.getCenter(e.center),e.radius=this.getSize(Ei).length()*.5),e}intersect(e){return this.min.max(e.min),this.max.min(e.max),this.isEmpty()&&this.makeEmpty(),this}union(e){return this.min.min(e.min),this.max.max(e.max),this}applyMatrix4(e){return this.isEmpty()?this:(as[0].set(this.min.x,this.min.y,this.min.z).applyMatrix4(e),as[1].set(this.min.x,this.min.y,this.max.z).applyMatrix4(e),as[2].set(this.min.x,this.max.y,this.min.z).applyMatrix4(e),as[3].set(this.min.x,this.max.y,this.max.z).applyMatrix4(e),as[4].set(this.max.x,this.min.y,this.min.z).applyMatrix4(e),as[5].set(this.max.x,this.min.y,this.max.z).applyMatrix4(e),as[6].set(this.max.x,this.max.y,this.min.z).applyMatrix4(e),as[7].set(this.max.x,this.max.y,this.max.z).applyMatrix4(e),this.setFromPoints(as),this)}translate(e){return this.min.add(e),this.max.add(e),this}equals(e){return e.min.equals(this.min)&&e.max.equals(this.max)}toJSON(){return{min:this.min.toArray(),max:this.max.toArray()}}fromJSON(e){return this.min.fromArray(e.min),this.max.fromArray(e.max),this}},as=[new q,new q,new q,new q,new q,new q,new q,new q],Ei=new q,Ol=new qi,qr=new q,Yr=new q,$r=new q,Ls=new q,Ns=new q,sr=new q,$o=new q,Bl=new q,kl=new q,rr=new q;function fd(i,e,t,n,s){for(let r=0,o=i.length-3;r<=o;r+=3){rr.fromArray(i,r);let a=s.x*Math.abs(rr.x)+s.y*Math.abs(rr.y)+s.z*Math.abs(rr.z),l=e.dot(rr),c=t.dot(rr),u=n.dot(rr);if(Math.max(-Math.max(l,c,u),Math.min(l,c,u))>a)return!1}return!0}var un=new q,zl=new nt,k_=0,Dn=class extends Wi{constructor(e,t,n=!1){if(super(),Array.isArray(e))throw new TypeError("THREE.BufferAttribute: array should be a Typed Array.");this.isBufferAttribute=!0,Object.defineProperty(this,"id",{value:k_++}),this.name="",this.array=e,this.itemSize=t,this.count=e!==void 0?e.length/t:0,this.normalized=n,this.usage=c0,this.updateRanges=[],this.gpuType=ci,this.version=0,this._normalizationScale=e!==void 0?lf(e):void 0}onUploadCallback(){}set needsUpdate(e){e===!0&&this.version++}setUsage(e){return this.usage=e,this}addUpdateRange(e,t){this.updateRanges.push({start:e,count:t})}clearUpdateRanges(){this.updateRanges.length=0}copy(e){return this.name=e.name,this.array=new e.array.constructor(e.array),this.itemSize=e.itemSize,this.count=e.count,this.normalized=e.normalized,this.usage=e.usage,this.gpuType=e.gpuType,this._normalizationScale=e._normalizationScale,this}copyAt(e,t,n){e*=this.itemSize,n*=t.itemSize;for(let s=0,r=this.itemSize;s<r;s++)this.array[e+s]=t.array[n+s];return this}copyArray(e){return this.array.set(e),this}applyMatrix3(e){if(this.itemSize===2)for(let t=0,n=this.count;t<n;t++)zl.fromBufferAttribute(this,t),zl.applyMatrix3(e),this.setXY(t,zl.x,zl.y);else if(this.itemSize===3)for(let t=0,n=this.count;t<n;t++)un.fromBufferAttribute(this,t),un.applyMatrix3(e),this.setXYZ(t,un.x,un.y,un.z);return this}applyMatrix4(e){for(let t=0,n=this.count;t<n;t++)un.fromBufferAttribute(this,t),un.applyMatrix4(e),this.setXYZ(t,un.x,un.y,un.z);return this}applyNormalMatrix(e){for(let t=0,n=this.count;t<n;t++)un.fromBufferAttribute(this,t),un.applyNormalMatrix(e),this.setXYZ(t,un.x,un.y,un.z);return this}transformDirection(e){for(let t=0,n=this.count;t<n;t++)un.fromBufferAttribute(this,t),un.transformDirection(e),this.setXYZ(t,un.x,un.y,un.z);return this}set(e,t=0){return this.array.set(e,t),this}getComponent(e,t){let n=this.array[e*this.itemSize+t];return this.normalized&&(n=this._denormalize(n)),n}setComponent(e,t,n){return this.normalized&&(n=this._normalize(n)),this.array[e*this.itemSize+t]=n,this}getX(e){let t=this.array[e*this.itemSize];return this.normalized&&(t=this._denormalize(t)),t}setX(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize]=t,this}getY(e){let t=this.array[e*this.itemSize+1];return this.normalized&&(t=this._denormalize(t)),t}setY(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+1]=t,this}getZ(e){let t=this.array[e*this.itemSize+2];return this.normalized&&(t=this._denormalize(t)),t}setZ(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+2]=t,this}getW(e){let t=this.array[e*this.itemSize+3];return this.normalized&&(t=this._denormalize(t)),t}setW(e,t){return this.normalized&&(t=this._normalize(t)),this.array[e*this.itemSize+3]=t,this}setXY(e,t,n){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n)),this.array[e+0]=t,this.array[e+1]=n,this}setXYZ(e,t,n,s){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n),s=this._normalize(s)),this.array[e+0]=t,this.array[e+1]=n,this.array[e+2]=s,this}setXYZW(e,t,n,s,r){return e*=this.itemSize,this.normalized&&(t=this._normalize(t),n=this._normalize(n),s=this._normalize(s),r=this._normalize(r)),this.array[e+0]=t,this.array[e+1]=n,this.array[e+2]=s,this.array[e+3]=r,this}onUpload(e){return this.onUploadCallback=e,this}clone(){return new this.constructor(this.array,this.itemSize).copy(this)}toJSON(){let e={itemSize:this.itemSize,type:this.array.constructor.name,array:Array.from(this.array),normalized:this.normalized};return e.name=this.name,e.usage=this.usage,e.gpuType=this.gpuType,e}dispose(){this.dispatchEvent({type:"dispose"})}_denormalize(e){let t=this._normalizationScale;return t!==void 0?Math.max(e/t,-1):A_(e,this.array)}_normalize(e){let t=this._normalizationScale;return t!==void 0?Math.round(e*t):R_(e,this.array)}};var aa=class extends Dn{constructor(e,t,n){super(new Uint16Array(e),t,n)}};var la=class extends Dn{constructor(e,t,n){super(new Uint32Array(e),t,n)}};var qn=class extends Dn{constructor(e,t,n){super(new Float32Array(e),t,n)}},z_=new qi,Zo=new q,pd=new q,Os=class{constructor(e=new q,t=-1){this.isSphere=!0,this.center=e,this.radius=t}set(e,t){return this.center.copy(e),this.radius=t,this}setFromPoints(e,t){let n=this.center;t!==void 0?n.copy(t):z_.setFromPoints(e).getCenter(n);let s=0;for(let r=0,o=e.length;r<o;r++)s=Math.max(s,n.distanceToSquared(e[r]));return this.radius=Math.sqrt(s),this}copy(e){return this.center.copy(e.center),this.radius=e.radius,this}isEmpty(){return this.radius<0}makeEmpty(){return this.center.set(0,0,0),this.radius=-1,this}containsPoint(e){return e.distanceToSquared(this.center)<=this.radius*this.radius}distanceToPoint(e){return e.distanceTo(this.center)-this.radius}intersectsSphere(e){let t=this.radius+e.radius;return e.center.distanceToSquared(this.center)<=t*t}intersectsBox(e){return e.intersectsSphere(this)}intersectsPlane(e){return Math.abs(e.distanceToPoint(this.center))<=this.radius}clampPoint(e,t){let n=this.center.distanceToSquared(e);return t.copy(e),n>this.radius*this.radius&&(t.sub(this.center).normalize(),t.multiplyScalar(this.radius).add(this.center)),t}getBoundingBox(e){return this.isEmpty()?(e.makeEmpty(),e):(e.set(this.center,this.center),e.expandByScalar(this.radius),e)}applyMatrix4(e){return this.center.applyMatrix4(e),this.radius=this.radius*e.getMaxScaleOnAxis(),this}translate(e){return this.center.add(e),this}expandByPoint(e){if(this.isEmpty())return this.center.copy(e),this.radius=0,this;Zo.subVectors(e,this.center);let t=Zo.lengthSq();if(t>this.radius*this.radius){let n=Math.sqrt(t),s=(n-this.radius)*.5;this.center.addScaledVector(Zo,s/n),this.radius+=s}return this}union(e){return e.isEmpty()?this:this.isEmpty()?(this.copy(e),this):(this.center.equals(e.center)===!0?this.radius=Math.max(this.radius,e.radius):(pd.subVectors(e.center,this.center).setLength(e.radius),this.expandByPoint(Zo.copy(e.center).add(pd)),this.expandByPoint(Zo.copy(e.center).sub(pd))),this)}equals(e){return e.center.equals(this.center)&&e.radius===this.radius}clone(){return new this.constructor().copy(this)}toJSON(){return{radius:this.radius,center:this.center.toArray()}}fromJSON(e){return this.radius=e.radius,this.center.fromArray(e.center),this}},V_=0,pi=new zt,md=new $n,Zr=new q,ii=new qi,Jo=new qi,Tn=new q,Un=class i extends Wi{constructor(){super(),this.isBufferGeometry=!0,Object.defineProperty(this,"id",{value:V_++}),this.uuid=Pa(),this.name="",this.type="BufferGeometry",this.index=null,this.indirect=null,this.indirectOffset=0,this.attributes={},this.morphAttributes={},this.morphTargetsRelative=!1,this.groups=[],this.boundingBox=null,this.boundingSphere=null,this.drawRange={start:0,count:1/0},this.userData={},this._transformed=!1}getIndex(){return this.index}setIndex(e){return Array.isArray(e)?this.index=new(w_(e)?la:aa)(e,1):this.index=e,this}setIndirect(e,t=0){return this.indirect=e,this.indirectOffset=t,this}getIndirect(){return this.indirect}getAttribute(e){return this.attributes[e]}setAttribute(e,t){return this.attributes[e]=t,this}deleteAttribute(e){return delete this.attributes[e],this}hasAttribute(e){return this.attributes[e]!==void 0}addGroup(e,t,n=0){this.groups.push({start:e,count:t,materialIndex:n})}clearGroups(){this.groups=[]}setDrawRange(e,t){this.drawRange.start=e,this.drawRange.count=t}applyMatrix4(e){let t=this.attributes.position;t!==void 0&&(t.applyMatrix4(e),t.needsUpdate=!0);let n=this.attributes.normal;if(n!==void 0){let r=new Qe().getNormalMatrix(e);n.applyNormalMatrix(r),n.needsUpdate=!0}let s=this.attributes.tangent;return s!==void 0&&(s.transformDirection(e),s.needsUpdate=!0),this.boundingBox!==null&&this.computeBoundingBox(),this.boundingSphere!==null&&this.computeBoundingSphere(),this._transformed=!0,this}applyQuaternion(e){return pi.makeRotationFromQuaternion(e),this.applyMatrix4(pi),this}rotateX(e){return pi.makeRotationX(e),this.applyMatrix4(pi),this}rotateY(e){return pi.makeRotationY(e),this.applyMatrix4(pi),this}rotateZ(e){return pi.makeRotationZ(e),this.applyMatrix4(pi),this}translate(e,t,n){return pi.makeTranslation(e,t,n),this.applyMatrix4(pi),this}scale(e,t,n){return pi.makeScale(e,t,n),this.applyMatrix4(pi),this}lookAt(e){return md.lookAt(e),md.updateMatrix(),this.applyMatrix4(md.matrix),this}center(){return this.computeBoundingBox(),this.boundingBox.getCenter(Zr).negate(),this.translate(Zr.x,Zr.y,Zr.z),this}setFromPoints(e){let t=this.getAttribute("position");if(t===void 0){let n=[];for(let s=0,r=e.length;s<r;s++){let o=e[s];n.push(o.x,o.y,o.z||0)}this.setAttribute("position",new qn(n,3))}else{let n=Math.min(e.length,t.count);for(let s=0;s<n;s++){let r=e[s];t.setXYZ(s,r.x,r.y,r.z||0)}e.length>t.count&&Ye("BufferGeometry: Buffer size too small for points data. Use .dispose() and create a new geometry."),t.needsUpdate=!0}return this}computeBoundingBox(){this.boundingBox===null&&(this.boundingBox=new qi);let e=this.attributes.position,t=this.morphAttributes.position;if(e&&e.isGLBufferAttribute){Ke("BufferGeometry.computeBoundingBox(): GLBufferAttribute requires a manual bounding box.",this),this.boundingBox.set(new q(-1/0,-1/0,-1/0),new q(1/0,1/0,1/0));return}if(e!==void 0){if(this.boundingBox.setFromBufferAttribute(e),t)for(let n=0,s=t.length;n<s;n++){let r=t[n];ii.setFromBufferAttribute(r),this.morphTargetsRelative?(Tn.addVectors(this.boundingBox.min,ii.min),this.boundingBox.expandByPoint(Tn),Tn.addVectors(this.boundingBox.max,ii.max),this.boundingBox.expandByPoint(Tn)):(this.boundingBox.expandByPoint(ii.min),this.boundingBox.expandByPoint(ii.max))}}else this.boundingBox.makeEmpty();(isNaN(this.boundingBox.min.x)||isNaN(this.boundingBox.min.y)||isNaN(this.boundingBox.min.z))&&Ke('BufferGeometry.computeBoundingBox(): Computed min/max have NaN values. The "position" attribute is likely to have NaN values.',this)}computeBoundingSphere(){this.boundingSphere===null&&(this.boundingSphere=new Os);let e=this.attributes.position,t=this.morphAttributes.position;if(e&&e.isGLBufferAttribute){Ke("BufferGeometry.computeBoundingSphere(): GLBufferAttribute requires a manual bounding sphere.",this),this.boundingSphere.set(new q,1/0);return}if(e){let n=this.boundingSphere.center;if(ii.setFromBufferAttribute(e),t)for(let r=0,o=t.length;r<o;r++){let a=t[r];Jo.setFromBufferAttribute(a),this.morphTargetsRelative?(Tn.addVectors(ii.min,Jo.min),ii.expandByPoint(Tn),Tn.addVectors(ii.max,Jo.max),ii.expandByPoint(Tn)):(ii.expandByPoint(Jo.min),ii.expandByPoint(Jo.max))}ii.getCenter(n);let s=0;for(let r=0,o=e.count;r<o;r++)Tn.fromBufferAttribute(e,r),s=Math.max(s,n.distanceToSquared(Tn));if(t)for(let r=0,o=t.length;r<o;r++){let a=t[r],l=this.morphTargetsRelative;for(let c=0,u=a.count;c<u;c++)Tn.fromBufferAttribute(a,c),l&&(Zr.fromBufferAttribute(e,c),Tn.add(Zr)),s=Math.max(s,n.distanceToSquared(Tn))}this.boundingSphere.radius=Math.sqrt(s),isNaN(this.boundingSphere.radius)&&Ke('BufferGeometry.computeBoundingSphere(): Computed radius is NaN. The "position" attribute is likely to have NaN values.',this)}}computeTangents(){let e=this.index,t=this.attributes;if(e===null||t.position===void 0||t.normal===void 0||t.uv===void 0){Ke("BufferGeometry: .computeTangents() failed. Missing required attributes (index, position, normal or uv)");return}let n=t.position,s=t.normal,r=t.uv,o=this.getAttribute("tangent");(o===void 0||o.count!==n.count)&&(o=new Dn(new Float32Array(4*n.count),4),this.setAttribute("tangent",o));let a=[],l=[],c=new Uint8Array(n.count);for(let k=0;k<n.count;k++)a[k]=new q,l[k]=new q;let u=new q,h=new q,d=new q,f=new nt,m=new nt,y=new nt,p=new q,g=new q;function _(k,D,L){c[k]=c[D]=c[L]=1,u.fromBufferAttribute(n,k),h.fromBufferAttribute(n,D),d.fromBufferAttribute(n,L),f.fromBufferAttribute(r,k),m.fromBufferAttribute(r,D),y.fromBufferAttribute(r,L),h.sub(u),d.sub(u),m.sub(f),y.sub(f);let G=1/(m.x*y.y-y.x*m.y);isFinite(G)&&(p.copy(h).multiplyScalar(y.y).addScaledVector(d,-m.y).multiplyScalar(G),g.copy(d).multiplyScalar(m.x).addScaledVector(h,-y.x).multiplyScalar(G),a[k].add(p),a[D].add(p),a[L].add(p),l[k].add(g),l[D].add(g),l[L].add(g))}let E=this.groups;E.length===0&&(E=[{start:0,count:e.count}]);for(let k=0,D=E.length;k<D;++k){let L=E[k],G=L.start,W=L.count;for(let N=G,V=G+W;N<V;N+=3)_(e.getX(N+0),e.getX(N+1),e.getX(N+2))}let b=new q,R=new q,T=new q,v=new q;function A(k){T.fromBufferAttribute(s,k),v.copy(T);let D=a[k];b.copy(D),b.sub(T.multiplyScalar(T.dot(D))).normalize(),R.crossVectors(v,D);let G=R.dot(l[k])<0?-1:1;o.setXYZW(k,b.x,b.y,b.z,G)}for(let k=0,D=n.count;k<D;++k)c[k]&&A(k);this._transformed=!0}computeVertexNormals(){let e=this.index,t=this.getAttribute("position");if(t!==void 0){let n=this.getAttribute("normal");if(n===void 0||n.count!==t.count)n=new Dn(new Float32Array(t.count*3),3),this.setAttribute("normal",n);else for(let d=0,f=n.count;d<f;d++)n.setXYZ(d,0,0,0);let s=new q,r=new q,o=new q,a=new q,l=new q,c=new q,u=new q,h=new q;if(e)for(let d=0,f=e.count;d<f;d+=3){let m=e.getX(d+0),y=e.getX(d+1),p=e.getX(d+2);s.fromBufferAttribute(t,m),r.fromBufferAttribute(t,y),o.fromBufferAttribute(t,p),u.subVectors(o,r),h.subVectors(s,r),u.cross(h),a.fromBufferAttribute(n,m),l.fromBufferAttribute(n,y),c.fromBufferAttribute(n,p),a.add(u),l.add(u),c.add(u),n.setXYZ(m,a.x,a.y,a.z),n.setXYZ(y,l.x,l.y,l.z),n.setXYZ(p,c.x,c.y,c.z)}else for(let d=0,f=t.count;d<f;d+=3)s.fromBufferAttribute(t,d+0),r.fromBufferAttribute(t,d+1),o.fromBufferAttribute(t,d+2),u.subVectors(o,r),h.subVectors(s,r),u.cross(h),n.setXYZ(d+0,u.x,u.y,u.z),n.setXYZ(d+1,u.x,u.y,u.z),n.setXYZ(d+2,u.x,u.y,u.z);this.normalizeNormals(),n.needsUpdate=!0}}normalizeNormals(){let e=this.attributes.normal;for(let t=0,n=e.count;t<n;t++)Tn.fromBufferAttribute(e,t),Tn.normalize(),e.setXYZ(t,Tn.x,Tn.y,Tn.z)}toNonIndexed(){function e(a,l){let c=a.array,u=a.itemSize,h=a.normalized,d=new c.constructor(l.length*u),f=0,m=0;for(let y=0,p=l.length;y<p;y++){a.isInterleavedBufferAttribute?f=l[y]*a.data.stride+a.offset:f=l[y]*u;for(let g=0;g<u;g++)d[m++]=c[f++]}return new Dn(d,u,h)}if(this.index===null)return Ye("BufferGeometry.toNonIndexed(): BufferGeometry is already non-indexed."),this;let t=new i,n=this.index.array,s=this.attributes;for(let a in s){let l=s[a],c=e(l,n);t.setAttribute(a,c)}let r=this.morphAttributes;for(let a in r){let l=[],c=r[a];for(let u=0,h=c.length;u<h;u++){let d=c[u],f=e(d,n);l.push(f)}t.morphAttributes[a]=l}t.morphTargetsRelative=this.morphTargetsRelative;let o=this.groups;for(let a=0,l=o.length;a<l;a++){let c=o[a];t.addGroup(c.start,c.count,c.materialIndex)}return t}toJSON(){let e={metadata:{version:4.7,type:"BufferGeometry",generator:"BufferGeometry.toJSON"}};if(e.uuid=this.uuid,e.type=this.parameters!==void 0&&this._transformed===!0?"BufferGeometry":this.type,e.name=this.name,Object.keys(this.userData).length>0&&(e.userData=this.userData),this.parameters!==void 0&&this._transformed!==!0){let l=this.parameters;for(let c in l)l[c]!==void 0&&(e[c]=l[c]);return e}e.data={attributes:{}};let t=this.index;t!==null&&(e.data.index={type:t.array.constructor.name,array:Array.prototype.slice.call(t.array)});let n=this.attributes;for(let l in n){let c=n[l];e.data.attributes[l]=c.toJSON(e.data)}let s={},r=!1;for(let l in this.morphAttributes){let c=this.morphAttributes[l],u=[];for(let h=0,d=c.length;h<d;h++){let f=c[h];u.push(f.toJSON(e.data))}u.length>0&&(s[l]=u,r=!0)}r&&(e.data.morphAttributes=s,e.data.morphTargetsRelative=this.morphTargetsRelative);let o=this.groups;o.length>0&&(e.data.groups=JSON.parse(JSON.stringify(o)));let a=this.boundingSphere;return a!==null&&(e.data.boundingSphere=a.toJSON()),e}clone(){return new this.constructor().copy(this)}copy(e){this.index=null,this.attributes={},this.morphAttributes={},this.groups=[],this.boundingBox=null,this.boundingSphere=null;let t={};this.name=e.name;let n=e.index;n!==null&&this.setIndex(n.clone());let s=e.attributes;for(let c in s){let u=s[c];this.setAttribute(c,u.clone(t))}let r=e.morphAttributes;for(let c in r){let u=[],h=r[c];for(let d=0,f=h.length;d<f;d++)u.push(h[d].clone(t));this.morphAttributes[c]=u}this.morphTargetsRelative=e.morphTargetsRelative;let o=e.groups;for(let c=0,u=o.length;c<u;c++){let h=o[c];this.addGroup(h.start,h.count,h.materialIndex)}let a=e.boundingBox;a!==null&&(this.boundingBox=a.clone());let l=e.boundingSphere;return l!==null&&(this.boundingSphere=l.clone()),this.drawRange.start=e.drawRange.start,this.drawRange.count=e.drawRange.count,this.userData=e.userData,this._transformed=e._transformed,this}dispose(){this.dispatchEvent({type:"dispose"})}};var gd=new q,H_=new q,G_=new Qe,ri=class{constructor(e=new q(1,0,0),t=0){this.isPlane=!0,this.normal=e,this.constant=t}set(e,t){return this.normal.copy(e),this.constant=t,this}setComponents(e,t,n,s){return this.normal.set(e,t,n),this.constant=s,this}setFromNormalAndCoplanarPoint(e,t){return this.normal.copy(e),this.constant=-t.dot(this.normal),this}setFromCoplanarPoints(e,t,n){let s=gd.subVectors(n,t).cross(H_.subVectors(e,t)).normalize();return this.setFromNormalAndCoplanarPoint(s,e),this}copy(e){return this.normal.copy(e.normal),this.constant=e.constant,this}normalize(){let e=1/this.normal.length();return this.normal.multiplyScalar(e),this.constant*=e,this}negate(){return this.constant*=-1,this.normal.negate(),this}distanceToPoint(e){return this.normal.dot(e)+this.constant}distanceToSphere(e){return this.distanceToPoint(e.center)-e.radius}projectPoint(e,t){return t.copy(e).addScaledVector(this.normal,-this.distanceToPoint(e))}intersectLine(e,t,n=!0){let s=e.delta(gd),r=this.normal.dot(s);if(r===0)return this.distanceToPoint(e.start)===0?t.copy(e.start):null;let o=-(e.start.dot(this.normal)+this.constant)/r;return n===!0&&(o<0||o>1)?null:t.copy(e.start).addScaledVector(s,o)}intersectsLine(e){let t=this.distanceToPoint(e.start),n=this.distanceToPoint(e.end);return t<0&&n>0||n<0&&t>0}intersectsBox(e){return e.intersectsPlane(this)}intersectsSphere(e){return e.intersectsPlane(this)}coplanarPoint(e){return e.copy(this.normal).multiplyScalar(-this.constant)}applyMatrix4(e,t){let n=t||G_.getNormalMatrix(e),s=this.coplanarPoint(gd).applyMatrix4(e),r=this.normal.applyMatrix3(n).normalize();return this.constant=-s.dot(r),this}translate(e){return this.constant-=e.dot(this.normal),this}equals(e){return e.normal.equals(this.normal)&&e.constant===this.constant}clone(){return new this.constructor().copy(this)}toJSON(){return{normal:this.normal.toArray(),constant:this.constant}}fromJSON(e){return this.normal.fromArray(e.normal),this.constant=e.constant,this}},W_=0,hs=class extends Wi{constructor(){super(),this.isMaterial=!0,Object.defineProperty(this,"id",{value:W_++}),this.uuid=Pa(),this.name="",this.type="Material",this.blending=uo,this.side=Vs,this.vertexColors=!1,this.opacity=1,this.transparent=!1,this.alphaHash=!1,this.blendSrc=Ud,this.blendDst=Fd,this.blendEquation=dr,this.blendSrcAlpha=null,this.blendDstAlpha=null,this.blendEquationAlpha=null,this.blendColor=new xt(0,0,0),this.blendAlpha=0,this.depthFunc=eo,this.depthTest=!0,this.depthWrite=!0,this.stencilWriteMask=255,this.stencilFunc=i0,this.stencilRef=0,this.stencilFuncMask=255,this.stencilFail=ac,this.stencilZFail=ac,this.stencilZPass=ac,this.stencilWrite=!1,this.clippingPlanes=null,this.clipIntersection=!1,this.clipShadows=!1,this.shadowSide=null,this.colorWrite=!0,this.precision=null,this.polygonOffset=!1,this.polygonOffsetFactor=0,this.polygonOffsetUnits=0,this.dithering=!1,this.alphaToCoverage=!1,this.premultipliedAlpha=!1,this.forceSinglePass=!1,this.allowOverride=!0,this.visible=!0,this.toneMapped=!0,this.userData={},this.version=0,this._alphaTest=0}get alphaTest(){return this._alphaTest}set alphaTest(e){this._alphaTest>0!=e>0&&this.version++,this._alphaTest=e}onBeforeRender(){}onBeforeCompile(){}customProgramCacheKey(){return this.onBeforeCompile.toString()}setValues(e){if(e!==void 0)for(let t in e){let n=e[t];if(n===void 0){Ye(`Material: parameter '${t}' has value of undefined.`);continue}let s=this[t];if(s===void 0){Ye(`Material: '${t}' is not a property of THREE.${this.type}.`);continue}s&&s.isColor?s.set(n):s&&s.isVector2&&n&&n.isVector2||s&&s.isEuler&&n&&n.isEuler||s&&s.isVector3&&n&&n.isVector3?s.copy(n):this[t]=n}}toJSON(e){let t=e===void 0||typeof e=="string";t&&(e={textures:{},images:{}});let n={metadata:{version:4.7,type:"Material",generator:"Material.toJSON"}};n.uuid=this.uuid,n.type=this.type,n.blending=this.blending,n.side=this.side,n.shadowSide=this.shadowSide,n.vertexColors=this.vertexColors,n.opacity=this.opacity,n.transparent=this.transparent,n.blendSrc=this.blendSrc,n.blendDst=this.blendDst,n.blendEquation=this.blendEquation,n.blendSrcAlpha=this.blendSrcAlpha,n.blendDstAlpha=this.blendDstAlpha,n.blendEquationAlpha=this.blendEquationAlpha,n.blendColor=this.blendColor.getHex(),n.blendAlpha=this.blendAlpha,n.depthFunc=this.depthFunc,n.depthTest=this.depthTest,n.depthWrite=this.depthWrite,n.colorWrite=this.colorWrite,n.clipIntersection=this.clipIntersection,n.clipShadows=this.clipShadows,n.stencilWriteMask=this.stencilWriteMask,n.stencilFunc=this.stencilFunc,n.stencilRef=this.stencilRef,n.stencilFuncMask=this.stencilFuncMask,n.stencilFail=this.stencilFail,n.stencilZFail=this.stencilZFail,n.stencilZPass=this.stencilZPass,n.stencilWrite=this.stencilWrite,n.polygonOffset=this.polygonOffset,n.polygonOffsetFactor=this.polygonOffsetFactor,n.polygonOffsetUnits=this.polygonOffsetUnits,n.dithering=this.dithering,n.alphaTest=this.alphaTest,n.alphaHash=this.alphaHash,n.alphaToCoverage=this.alphaToCoverage,n.premultipliedAlpha=this.premultipliedAlpha,n.forceSinglePass=this.forceSinglePass,n.allowOverride=this.allowOverride,n.visible=this.visible,n.toneMapped=this.toneMapped,n.name=this.name,this.color&&this.color.isColor&&(n.color=this.color.getHex()),this.roughness!==void 0&&(n.roughness=this.roughness),this.metalness!==void 0&&(n.metalness=this.metalness),this.sheen!==void 0&&(n.sheen=this.sheen),this.sheenColor&&this.sheenColor.isColor&&(n.sheenColor=this.sheenColor.getHex()),this.sheenRoughness!==void 0&&(n.sheenRoughness=this.sheenRoughness),this.emissive&&this.emissive.isColor&&(n.emissive=this.emissive.getHex()),this.emissiveIntensity!==void 0&&(n.emissiveIntensity=this.emissiveIntensity),this.specular&&this.specular.isColor&&(n.specular=this.specular.getHex()),this.specularIntensity!==void 0&&(n.specularIntensity=this.specularIntensity),this.specularColor&&this.specularColor.isColor&&(n.specularColor=this.specularColor.getHex()),this.shininess!==void 0&&(n.shininess=this.shininess),this.clearcoat!==void 0&&(n.clearcoat=this.clearcoat),this.clearcoatRoughness!==void 0&&(n.clearcoatRoughness=this.clearcoatRoughness),this.diffuseRoughness!==void 0&&(n.diffuseRoughness=this.diffuseRoughness),this.diffuseRoughnessMap&&this.diffuseRoughnessMap.isTexture&&(n.diffuseRoughnessMap=this.diffuseRoughnessMap.toJSON(e).uuid),this.clearcoatMap&&this.clearcoatMap.isTexture&&(n.clearcoatMap=this.clearcoatMap.toJSON(e).uuid),this.clearcoatRoughnessMap&&this.clearcoatRoughnessMap.isTexture&&(n.clearcoatRoughnessMap=this.clearcoatRoughnessMap.toJSON(e).uuid),this.clearcoatNormalMap&&this.clearcoatNormalMap.isTexture&&(n.clearcoatNormalMap=this.clearcoatNormalMap.toJSON(e).uuid,n.clearcoatNormalScale=this.clearcoatNormalScale.toArray()),this.sheenColorMap&&this.sheenColorMap.isTexture&&(n.sheenColorMap=this.sheenColorMap.toJSON(e).uuid),this.sheenRoughnessMap&&this.sheenRoughnessMap.isTexture&&(n.sheenRoughnessMap=this.sheenRoughnessMap.toJSON(e).uuid),this.dispersion!==void 0&&(n.dispersion=this.dispersion),this.retroreflectivity!==void 0&&(n.retroreflectivity=this.retroreflectivity),this.iridescence!==void 0&&(n.iridescence=this.iridescence),this.iridescenceIOR!==void 0&&(n.iridescenceIOR=this.iridescenceIOR),this.iridescenceThicknessMinimum!==void 0&&(n.iridescenceThicknessMinimum=this.iridescenceThicknessMinimum),this.iridescenceThicknessMaximum!==void 0&&(n.iridescenceThicknessMaximum=this.iridescenceThicknessMaximum),this.iridescenceMap&&this.iridescenceMap.isTexture&&(n.iridescenceMap=this.iridescenceMap.toJSON(e).uuid),this.iridescenceThicknessMap&&this.iridescenceThicknessMap.isTexture&&(n.iridescenceThicknessMap=this.iridescenceThicknessMap.toJSON(e).uuid),this.anisotropy!==void 0&&(n.anisotropy=this.anisotropy),this.anisotropyRotation!==void 0&&(n.anisotropyRotation=this.anisotropyRotation),this.anisotropyMap&&this.anisotropyMap.isTexture&&(n.anisotropyMap=this.anisotropyMap.toJSON(e).uuid),this.map&&this.map.isTexture&&(n.map=this.map.toJSON(e).uuid),this.matcap&&this.matcap.isTexture&&(n.matcap=this.matcap.toJSON(e).uuid),this.alphaMap&&this.alphaMap.isTexture&&(n.alphaMap=this.alphaMap.toJSON(e).uuid),this.lightMap&&this.lightMap.isTexture&&(n.lightMap=this.lightMap.toJSON(e).uuid,n.lightMapIntensity=this.lightMapIntensity),this.aoMap&&this.aoMap.isTexture&&(n.aoMap=this.aoMap.toJSON(e).uuid,n.aoMapIntensity=this.aoMapIntensity),this.bumpMap&&this.bumpMap.isTexture&&(n.bumpMap=this.bumpMap.toJSON(e).uuid,n.bumpScale=this.bumpScale),this.normalMap&&this.normalMap.isTexture&&(n.normalMap=this.normalMap.toJSON(e).uuid,n.normalMapType=this.normalMapType,n.normalScale=this.normalScale.toArray()),this.displacementMap&&this.displacementMap.isTexture&&(n.displacementMap=this.displacementMap.toJSON(e).uuid,n.displacementScale=this.displacementScale,n.displacementBias=this.displacementBias),this.roughnessMap&&this.roughnessMap.isTexture&&(n.roughnessMap=this.roughnessMap.toJSON(e).uuid),this.metalnessMap&&this.metalnessMap.isTexture&&(n.metalnessMap=this.metalnessMap.toJSON(e).uuid),this.emissiveMap&&this.emissiveMap.isTexture&&(n.emissiveMap=this.emissiveMap.toJSON(e).uuid),this.specularMap&&this.specularMap.isTexture&&(n.specularMap=this.specularMap.toJSON(e).uuid),this.specularIntensityMap&&this.specularIntensityMap.isTexture&&(n.specularIntensityMap=this.specularIntensityMap.toJSON(e).uuid),this.specularColorMap&&this.specularColorMap.isTexture&&(n.specularColorMap=this.specularColorMap.toJSON(e).uuid),this.envMap&&this.envMap.isTexture&&(n.envMap=this.envMap.toJSON(e).uuid,this.combine!==void 0&&(n.combine=this.combine)),this.envMapRotation!==void 0&&(n.envMapRotation=this.envMapRotation.toArray()),this.envMapIntensity!==void 0&&(n.envMapIntensity=this.envMapIntensity),this.reflectivity!==void 0&&(n.reflectivity=this.reflectivity),this.refractionRatio!==void 0&&(n.refractionRatio=this.refractionRatio),this.gradientMap&&this.gradientMap.isTexture&&(n.gradientMap=this.gradientMap.toJSON(e).uuid),this.transmission!==void 0&&(n.transmission=this.transmission),this.transmissionMap&&this.transmissionMap.isTexture&&(n.transmissionMap=this.transmissionMap.toJSON(e).uuid),this.thickness!==void 0&&(n.thickness=this.thickness),this.thicknessMap&&this.thicknessMap.isTexture&&(n.thicknessMap=this.thicknessMap.toJSON(e).uuid),this.attenuationDistance!==void 0&&(n.attenuationDistance=this.attenuationDistance),this.attenuationColor!==void 0&&(n.attenuationColor=this.attenuationColor.getHex()),this.size!==void 0&&(n.size=this.size),this.sizeAttenuation!==void 0&&(n.sizeAttenuation=this.sizeAttenuation),Array.isArray(this.clippingPlanes)&&this.clippingPlanes.length>0&&(n.clippingPlanes=this.clippingPlanes.map(r=>r.toJSON())),this.rotation!==void 0&&(n.rotation=this.rotation),this.depthPacking!==void 0&&(n.depthPacking=this.depthPacking),this.linewidth!==void 0&&(n.linewidth=this.linewidth),this.linecap!==void 0&&(n.linecap=this.linecap),this.linejoin!==void 0&&(n.linejoin=this.linejoin),this.dashSize!==void 0&&(n.dashSize=this.dashSize),this.gapSize!==void 0&&(n.gapSize=this.gapSize),this.scale!==void 0&&(n.scale=this.scale),this.wireframe!==void 0&&(n.wireframe=this.wireframe),this.wireframeLinewidth!==void 0&&(n.wireframeLinewidth=this.wireframeLinewidth),this.wireframeLinecap!==void 0&&(n.wireframeLinecap=this.wireframeLinecap),this.wireframeLinejoin!==void 0&&(n.wireframeLinejoin=this.wireframeLinejoin),this.flatShading!==void 0&&(n.flatShading=this.flatShading),this.fog!==void 0&&(n.fog=this.fog),Object.keys(this.userData).length>0&&(n.userData=this.userData);function s(r){let o=[];for(let a in r){let l=r[a];delete l.metadata,o.push(l)}return o}if(t){let r=s(e.textures),o=s(e.images);r.length>0&&(n.textures=r),o.length>0&&(n.images=o)}return n}fromJSON(e,t){if(e.uuid!==void 0&&(this.uuid=e.uuid),e.name!==void 0&&(this.name=e.name),e.color!==void 0&&this.color!==void 0&&this.color.setHex(e.color),e.roughness!==void 0&&(this.roughness=e.roughness),e.metalness!==void 0&&(this.metalness=e.metalness),e.sheen!==void 0&&(this.sheen=e.sheen),e.sheenColor!==void 0&&(this.sheenColor=new xt().setHex(e.sheenColor)),e.sheenRoughness!==void 0&&(this.sheenRoughness=e.sheenRoughness),e.emissive!==void 0&&this.emissive!==void 0&&this.emissive.setHex(e.emissive),e.specular!==void 0&&this.specular!==void 0&&this.specular.setHex(e.specular),e.specularIntensity!==void 0&&(this.specularIntensity=e.specularIntensity),e.specularColor!==void 0&&this.specularColor!==void 0&&this.specularColor.setHex(e.specularColor),e.shininess!==void 0&&(this.shininess=e.shininess),e.clearcoat!==void 0&&(this.clearcoat=e.clearcoat),e.clearcoatRoughness!==void 0&&(this.clearcoatRoughness=e.clearcoatRoughness),e.diffuseRoughness!==void 0&&(this.diffuseRoughness=e.diffuseRoughness),e.dispersion!==void 0&&(this.dispersion=e.dispersion),e.retroreflectivity!==void 0&&(this.retroreflectivity=e.retroreflectivity),e.iridescence!==void 0&&(this.iridescence=e.iridescence),e.iridescenceIOR!==void 0&&(this.iridescenceIOR=e.iridescenceIOR),e.iridescenceThicknessMinimum!==void 0&&(this.iridescenceThicknessMinimum=e.iridescenceThicknessMinimum),e.iridescenceThicknessMaximum!==void 0&&(this.iridescenceThicknessMaximum=e.iridescenceThicknessMaximum),e.iridescenceThicknessRange!==void 0&&(this.iridescenceThicknessMinimum=e.iridescenceThicknessRange[0],this.iridescenceThicknessMaximum=e.iridescenceThicknessRange[1]),e.transmission!==void 0&&(this.transmission=e.transmission),e.thickness!==void 0&&(this.thickness=e.thickness),e.attenuationDistance!==void 0&&(this.attenuationDistance=e.attenuationDistance),e.attenuationColor!==void 0&&this.attenuationColor!==void 0&&this.attenuationColor.setHex(e.attenuationColor),e.anisotropy!==void 0&&(this.anisotropy=e.anisotropy),e.anisotropyRotation!==void 0&&(this.anisotropyRotation=e.anisotropyRotation),e.fog!==void 0&&(this.fog=e.fog),e.flatShading!==void 0&&(this.flatShading=e.flatShading),e.blending!==void 0&&(this.blending=e.blending),e.combine!==void 0&&(this.combine=e.combine),e.side!==void 0&&(this.side=e.side),e.shadowSide!==void 0&&(this.shadowSide=e.shadowSide),e.opacity!==void 0&&(this.opacity=e.opacity),e.transparent!==void 0&&(this.transparent=e.transparent),e.alphaTest!==void 0&&(this.alphaTest=e.alphaTest),e.alphaHash!==void 0&&(this.alphaHash=e.alphaHash),e.depthFunc!==void 0&&(this.depthFunc=e.depthFunc),e.depthTest!==void 0&&(this.depthTest=e.depthTest),e.depthWrite!==void 0&&(this.depthWrite=e.depthWrite),e.colorWrite!==void 0&&(this.colorWrite=e.colorWrite),e.clippingPlanes!==void 0&&(this.clippingPlanes=e.clippingPlanes.map(n=>new ri().fromJSON(n))),e.clipIntersection!==void 0&&(this.clipIntersection=e.clipIntersection),e.clipShadows!==void 0&&(this.clipShadows=e.clipShadows),e.depthPacking!==void 0&&(this.depthPacking=e.depthPacking),e.blendSrc!==void 0&&(this.blendSrc=e.blendSrc),e.blendDst!==void 0&&(this.blendDst=e.blendDst),e.blendEquation!==void 0&&(this.blendEquation=e.blendEquation),e.blendSrcAlpha!==void 0&&(this.blendSrcAlpha=e.blendSrcAlpha),e.blendDstAlpha!==void 0&&(this.blendDstAlpha=e.blendDstAlpha),e.blendEquationAlpha!==void 0&&(this.blendEquationAlpha=e.blendEquationAlpha),e.blendColor!==void 0&&this.blendColor!==void 0&&this.blendColor.setHex(e.blendColor),e.blendAlpha!==void 0&&(this.blendAlpha=e.blendAlpha),e.stencilWriteMask!==void 0&&(this.stencilWriteMask=e.stencilWriteMask),e.stencilFunc!==void 0&&(this.stencilFunc=e.stencilFunc),e.stencilRef!==void 0&&(this.stencilRef=e.stencilRef),e.stencilFuncMask!==void 0&&(this.stencilFuncMask=e.stencilFuncMask),e.stencilFail!==void 0&&(this.stencilFail=e.stencilFail),e.stencilZFail!==void 0&&(this.stencilZFail=e.stencilZFail),e.stencilZPass!==void 0&&(this.stencilZPass=e.stencilZPass),e.stencilWrite!==void 0&&(this.stencilWrite=e.stencilWrite),e.wireframe!==void 0&&(this.wireframe=e.wireframe),e.wireframeLinewidth!==void 0&&(this.wireframeLinewidth=e.wireframeLinewidth),e.wireframeLinecap!==void 0&&(this.wireframeLinecap=e.wireframeLinecap),e.wireframeLinejoin!==void 0&&(this.wireframeLinejoin=e.wireframeLinejoin),e.rotation!==void 0&&(this.rotation=e.rotation),e.linewidth!==void 0&&(this.linewidth=e.linewidth),e.linecap!==void 0&&(this.linecap=e.linecap),e.linejoin!==void 0&&(this.linejoin=e.linejoin),e.dashSize!==void 0&&(this.dashSize=e.dashSize),e.gapSize!==void 0&&(this.gapSize=e.gapSize),e.scale!==void 0&&(this.scale=e.scale),e.polygonOffset!==void 0&&(this.polygonOffset=e.polygonOffset),e.polygonOffsetFactor!==void 0&&(this.polygonOffsetFactor=e.polygonOffsetFactor),e.polygonOffsetUnits!==void 0&&(this.polygonOffsetUnits=e.polygonOffsetUnits),e.dithering!==void 0&&(this.dithering=e.dithering),e.alphaToCoverage!==void 0&&(this.alphaToCoverage=e.alphaToCoverage),e.premultipliedAlpha!==void 0&&(this.premultipliedAlpha=e.premultipliedAlpha),e.forceSinglePass!==void 0&&(this.forceSinglePass=e.forceSinglePass),e.allowOverride!==void 0&&(this.allowOverride=e.allowOverride),e.visible!==void 0&&(this.visible=e.visible),e.toneMapped!==void 0&&(this.toneMapped=e.toneMapped),e.userData!==void 0&&(this.userData=e.userData),e.vertexColors!==void 0&&(typeof e.vertexColors=="number"?this.vertexColors=e.vertexColors>0:this.vertexColors=e.vertexColors),e.size!==void 0&&(this.size=e.size),e.sizeAttenuation!==void 0&&(this.sizeAttenuation=e.sizeAttenuation),e.map!==void 0&&(this.map=t[e.map]||null),e.matcap!==void 0&&(this.matcap=t[e.matcap]||null),e.alphaMap!==void 0&&(this.alphaMap=t[e.alphaMap]||null),e.bumpMap!==void 0&&(this.bumpMap=t[e.bumpMap]||null),e.bumpScale!==void 0&&(this.bumpScale=e.bumpScale),e.normalMap!==void 0&&(this.normalMap=t[e.normalMap]||null),e.normalMapType!==void 0&&(this.normalMapType=e.normalMapType),e.normalScale!==void 0){let n=e.normalScale;Array.isArray(n)===!1&&(n=[n,n]),this.normalScale=new nt().fromArray(n)}return e.displacementMap!==void 0&&(this.displacementMap=t[e.displacementMap]||null),e.displacementScale!==void 0&&(this.displacementScale=e.displacementScale),e.displacementBias!==void 0&&(this.displacementBias=e.displacementBias),e.roughnessMap!==void 0&&(this.roughnessMap=t[e.roughnessMap]||null),e.metalnessMap!==void 0&&(this.metalnessMap=t[e.metalnessMap]||null),e.emissiveMap!==void 0&&(this.emissiveMap=t[e.emissiveMap]||null),e.emissiveIntensity!==void 0&&(this.emissiveIntensity=e.emissiveIntensity),e.specularMap!==void 0&&(this.specularMap=t[e.specularMap]||null),e.specularIntensityMap!==void 0&&(this.specularIntensityMap=t[e.specularIntensityMap]||null),e.specularColorMap!==void 0&&(this.specularColorMap=t[e.specularColorMap]||null),e.envMap!==void 0&&(this.envMap=t[e.envMap]||null),e.envMapRotation!==void 0&&this.envMapRotation.fromArray(e.envMapRotation),e.envMapIntensity!==void 0&&(this.envMapIntensity=e.envMapIntensity),e.reflectivity!==void 0&&(this.reflectivity=e.reflectivity),e.refractionRatio!==void 0&&(this.refractionRatio=e.refractionRatio),e.lightMap!==void 0&&(this.lightMap=t[e.lightMap]||null),e.lightMapIntensity!==void 0&&(this.lightMapIntensity=e.lightMapIntensity),e.aoMap!==void 0&&(this.aoMap=t[e.aoMap]||null),e.aoMapIntensity!==void 0&&(this.aoMapIntensity=e.aoMapIntensity),e.gradientMap!==void 0&&(this.gradientMap=t[e.gradientMap]||null),e.clearcoatMap!==void 0&&(this.clearcoatMap=t[e.clearcoatMap]||null),e.clearcoatRoughnessMap!==void 0&&(this.clearcoatRoughnessMap=t[e.clearcoatRoughnessMap]||null),e.clearcoatNormalMap!==void 0&&(this.clearcoatNormalMap=t[e.clearcoatNormalMap]||null),e.clearcoatNormalScale!==void 0&&(this.clearcoatNormalScale=new nt().fromArray(e.clearcoatNormalScale)),e.diffuseRoughnessMap!==void 0&&(this.diffuseRoughnessMap=t[e.diffuseRoughnessMap]||null),e.iridescenceMap!==void 0&&(this.iridescenceMap=t[e.iridescenceMap]||null),e.iridescenceThicknessMap!==void 0&&(this.iridescenceThicknessMap=t[e.iridescenceThicknessMap]||null),e.transmissionMap!==void 0&&(this.transmissionMap=t[e.transmissionMap]||null),e.thicknessMap!==void 0&&(this.thicknessMap=t[e.thicknessMap]||null),e.anisotropyMap!==void 0&&(this.anisotropyMap=t[e.anisotropyMap]||null),e.sheenColorMap!==void 0&&(this.sheenColorMap=t[e.sheenColorMap]||null),e.sheenRoughnessMap!==void 0&&(this.sheenRoughnessMap=t[e.sheenRoughnessMap]||null),this}clone(){return new this.constructor().copy(this)}copy(e){this.name=e.name,this.blending=e.blending,this.side=e.side,this.vertexColors=e.vertexColors,this.opacity=e.opacity,this.transparent=e.transparent,this.blendSrc=e.blendSrc,this.blendDst=e.blendDst,this.blendEquation=e.blendEquation,this.blendSrcAlpha=e.blendSrcAlpha,this.blendDstAlpha=e.blendDstAlpha,this.blendEquationAlpha=e.blendEquationAlpha,this.blendColor.copy(e.blendColor),this.blendAlpha=e.blendAlpha,this.depthFunc=e.depthFunc,this.depthTest=e.depthTest,this.depthWrite=e.depthWrite,this.stencilWriteMask=e.stencilWriteMask,this.stencilFunc=e.stencilFunc,this.stencilRef=e.stencilRef,this.stencilFuncMask=e.stencilFuncMask,this.stencilFail=e.stencilFail,this.stencilZFail=e.stencilZFail,this.stencilZPass=e.stencilZPass,this.stencilWrite=e.stencilWrite;let t=e.clippingPlanes,n=null;if(t!==null){let s=t.length;n=new Array(s);for(let r=0;r!==s;++r)n[r]=t[r].clone()}return this.clippingPlanes=n,this.clipIntersection=e.clipIntersection,this.clipShadows=e.clipShadows,this.shadowSide=e.shadowSide,this.colorWrite=e.colorWrite,this.precision=e.precision,this.polygonOffset=e.polygonOffset,this.polygonOffsetFactor=e.polygonOffsetFactor,this.polygonOffsetUnits=e.polygonOffsetUnits,this.dithering=e.dithering,this.alphaTest=e.alphaTest,this.alphaHash=e.alphaHash,this.alphaToCoverage=e.alphaToCoverage,this.premultipliedAlpha=e.premultipliedAlpha,this.forceSinglePass=e.forceSinglePass,this.allowOverride=e.allowOverride,this.visible=e.visible,this.toneMapped=e.toneMapped,this.userData=JSON.parse(JSON.stringify(e.userData)),this}dispose(){this.dispatchEvent({type:"dispose"})}set needsUpdate(e){e===!0&&this.version++}};var ls=new q,xd=new q,Vl=new q,Hl=new q,lr=class{constructor(e=new q,t=new q(0,0,-1)){this.origin=e,this.direction=t}set(e,t){return this.origin.copy(e),this.direction.copy(t),this}copy(e){return this.origin.copy(e.origin),this.direction.copy(e.direction),this}at(e,t){return t.copy(this.origin).addScaledVector(this.direction,e)}lookAt(e){return this.direction.copy(e).sub(this.origin).normalize(),this}recast(e){return this.origin.copy(this.at(e,ls)),this}closestPointToPoint(e,t){t.subVectors(e,this.origin);let n=t.dot(this.direction);return n<0?t.copy(this.origin):t.copy(this.origin).addScaledVector(this.direction,n)}distanceToPoint(e){return Math.sqrt(this.distanceSqToPoint(e))}distanceSqToPoint(e){let t=ls.subVectors(e,this.origin).dot(this.direction);return t<0?this.origin.distanceToSquared(e):(ls.copy(this.origin).addScaledVector(this.direction,t),ls.distanceToSquared(e))}distanceSqToSegment(e,t,n,s){xd.copy(e).add(t).multiplyScalar(.5),Vl.copy(t).sub(e).normalize(),Hl.copy(this.origin).sub(xd);let r=e.distanceTo(t)*.5,o=-this.direction.dot(Vl),a=Hl.dot(this.direction),l=-Hl.dot(Vl),c=Hl.lengthSq(),u=Math.abs(1-o*o),h,d,f,m;if(u>0)if(h=o*l-a,d=o*a-l,m=r*u,h>=0)if(d>=-m)if(d<=m){let y=1/u;h*=y,d*=y,f=h*(h+o*d+2*a)+d*(o*h+d+2*l)+c}else d=r,h=Math.max(0,-(o*d+a)),f=-h*h+d*(d+2*l)+c;else d=-r,h=Math.max(0,-(o*d+a)),f=-h*h+d*(d+2*l)+c;else d<=-m?(h=Math.max(0,-(-o*r+a)),d=h>0?-r:Math.min(Math.max(-r,-l),r),f=-h*h+d*(d+2*l)+c):d<=m?(h=0,d=Math.min(Math.max(-r,-l),r),f=d*(d+2*l)+c):(h=Math.max(0,-(o*r+a)),d=h>0?r:Math.min(Math.max(-r,-l),r),f=-h*h+d*(d+2*l)+c);else d=o>0?-r:r,h=Math.max(0,-(o*d+a)),f=-h*h+d*(d+2*l)+c;return n&&n.copy(this.origin).addScaledVector(this.direction,h),s&&s.copy(xd).addScaledVector(Vl,d),f}intersectSphere(e,t){if(e.radius<0)return null;ls.subVectors(e.center,this.origin);let n=ls.dot(this.direction),s=ls.dot(ls)-n*n,r=e.radius*e.radius;if(s>r)return null;let o=Math.sqrt(r-s),a=n-o,l=n+o;return l<0?null:a<0?this.at(l,t):this.at(a,t)}intersectsSphere(e){return e.radius<0?!1:this.distanceSqToPoint(e.center)<=e.radius*e.radius}distanceToPlane(e){let t=e.normal.dot(this.direction);if(t===0)return e.distanceToPoint(this.origin)===0?0:null;let n=-(this.origin.dot(e.normal)+e.constant)/t;return n>=0?n:null}intersectPlane(e,t){let n=this.distanceToPlane(e);return n===null?null:this.at(n,t)}intersectsPlane(e){let t=e.distanceToPoint(this.origin);return t===0||e.normal.dot(this.direction)*t<0}intersectBox(e,t){let n,s,r,o,a,l,c=1/this.direction.x,u=1/this.direction.y,h=1/this.direction.z,d=this.origin;return c>=0?(n=(e.min.x-d.x)*c,s=(e.max.x-d.x)*c):(n=(e.max.x-d.x)*c,s=(e.min.x-d.x)*c),u>=0?(r=(e.min.y-d.y)*u,o=(e.max.y-d.y)*u):(r=(e.max.y-d.y)*u,o=(e.min.y-d.y)*u),n>o||r>s||((r>n||isNaN(n))&&(n=r),(o<s||isNaN(s))&&(s=o),h>=0?(a=(e.min.z-d.z)*h,l=(e.max.z-d.z)*h):(a=(e.max.z-d.z)*h,l=(e.min.z-d.z)*h),n>l||a>s)||((a>n||n!==n)&&(n=a),(l<s||s!==s)&&(s=l),s<0)?null:this.at(n>=0?n:s,t)}intersectsBox(e){return this.intersectBox(e,ls)!==null}intersectTriangle(e,t,n,s,r){let o=this.origin,a=this.direction,l=a.x,c=a.y,u=a.z,h=e.x-o.x,d=e.y-o.y,f=e.z-o.z,m=t.x-o.x,y=t.y-o.y,p=t.z-o.z,g=n.x-o.x,_=n.y-o.y,E=n.z-o.z,b=Math.abs(l),R=Math.abs(c),T=Math.abs(u),v,A,k,D,L,G,W,N,V,Z,z,ce;if(b>=R&&b>=T?(k=l,G=h,V=m,ce=g,l>=0?(v=c,A=u,D=d,L=f,W=y,N=p,Z=_,z=E):(v=u,A=c,D=f,L=d,W=p,N=y,Z=E,z=_)):R>=T?(k=c,G=d,V=y,ce=_,c>=0?(v=u,A=l,D=f,L=h,W=p,N=m,Z=E,z=g):(v=l,A=u,D=h,L=f,W=m,N=p,Z=g,z=E)):(k=u,G=f,V=p,ce=E,u>=0?(v=l,A=c,D=h,L=d,W=m,N=y,Z=g,z=_):(v=c,A=l,D=d,L=h,W=y,N=m,Z=_,z=g)),k===0)return null;let K=v/k,Q=A/k,se=1/k,de=D-K*G,he=L-Q*G,ee=W-K*V,me=N-Q*V,ve=Z-K*ce,Ae=z-Q*ce,Se=ve*me-Ae*ee,Ge=de*Ae-he*ve,it=ee*he-me*de;if(s){if(Se<0||Ge<0||it<0)return null}else if((Se<0||Ge<0||it<0)&&(Se>0||Ge>0||it>0))return null;let Ve=Se+Ge+it;if(Ve===0)return null;let ct=se*(Se*G+Ge*V+it*ce);return(Ve>0?ct<0:ct>0)?null:this.at(ct/Ve,r)}applyMatrix4(e){return this.origin.applyMatrix4(e),this.direction.transformDirection(e),this}equals(e){return e.origin.equals(this.origin)&&e.direction.equals(this.direction)}clone(){return new this.constructor().copy(this)}},Sc=class extends hs{constructor(e){super(),this.isMeshBasicMaterial=!0,this.type="MeshBasicMaterial",this.color=new xt(16777215),this.map=null,this.lightMap=null,this.lightMapIntensity=1,this.aoMap=null,this.aoMapIntensity=1,this.specularMap=null,this.alphaMap=null,this.envMap=null,this.envMapRotation=new Fs,this.combine=Od,this.reflectivity=1,this.refractionRatio=.98,this.wireframe=!1,this.wireframeLinewidth=1,this.wireframeLinecap="round",this.wireframeLinejoin="round",this.fog=!0,this.setValues(e)}copy(e){return super.copy(e),this.color.copy(e.color),this.map=e.map,this.lightMap=e.lightMap,this.lightMapIntensity=e.lightMapIntensity,this.aoMap=e.aoMap,this.aoMapIntensity=e.aoMapIntensity,this.specularMap=e.specularMap,this.alphaMap=e.alphaMap,this.envMap=e.envMap,this.envMapRotation.copy(e.envMapRotation),this.combine=e.combine,this.reflectivity=e.reflectivity,this.refractionRatio=e.refractionRatio,this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this.wireframeLinecap=e.wireframeLinecap,this.wireframeLinejoin=e.wireframeLinejoin,this.fog=e.fog,this}},hg=new zt,or=new lr,Gl=new Os,dg=new q,Wl=new q,Xl=new q,ql=new q,vd=new q,Yl=new q,fg=new q,$l=new q,en=class extends $n{constructor(e=new Un,t=new Sc){super(),this.isMesh=!0,this.type="Mesh",this.geometry=e,this.material=t,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.count=1,this.updateMorphTargets()}copy(e,t){return super.copy(e,t),e.morphTargetInfluences!==void 0?this.morphTargetInfluences=e.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,e.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},e.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(e.material)?e.material.slice():e.material,this.geometry=e.geometry,this}updateMorphTargets(){let t=this.geometry.morphAttributes,n=Object.keys(t);if(n.length>0){let s=t[n[0]];if(s!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let r=0,o=s.length;r<o;r++){let a=s[r].name||String(r);this.morphTargetInfluences.push(0),this.morphTargetDictionary[a]=r}}}}getVertexPosition(e,t){let n=this.geometry,s=n.attributes.position,r=n.morphAttributes.position,o=n.morphTargetsRelative;t.fromBufferAttribute(s,e);let a=this.morphTargetInfluences;if(r&&a){Yl.set(0,0,0);for(let l=0,c=r.length;l<c;l++){let u=a[l],h=r[l];u!==0&&(vd.fromBufferAttribute(h,e),o?Yl.addScaledVector(vd,u):Yl.addScaledVector(vd.sub(t),u))}t.add(Yl)}return t}intersectsFrustum(e){return e.intersectsObject(this)}raycast(e,t){let n=this.geometry,s=this.material,r=this.matrixWorld;s!==void 0&&(n.boundingSphere===null&&n.computeBoundingSphere(),Gl.copy(n.boundingSphere),Gl.applyMatrix4(r),or.copy(e.ray).recast(e.near),!(Gl.containsPoint(or.origin)===!1&&(or.intersectSphere(Gl,dg)===null||or.origin.distanceToSquared(dg)>(e.far-e.near)**2))&&(hg.copy(r).invert(),or.copy(e.ray).applyMatrix4(hg),!(n.boundingBox!==null&&or.intersectsBox(n.boundingBox)===!1)&&this._computeIntersections(e,t,or)))}_computeIntersections(e,t,n){let s,r=this.geometry,o=this.material,a=r.index,l=r.attributes.position,c=r.attributes.uv,u=r.attributes.uv1,h=r.attributes.normal,d=r.groups,f=r.drawRange;if(a!==null)if(Array.isArray(o))for(let m=0,y=d.length;m<y;m++){let p=d[m],g=o[p.materialIndex],_=Math.max(p.start,f.start),E=Math.min(a.count,Math.min(p.start+p.count,f.start+f.count));for(let b=_,R=E;b<R;b+=3){let T=a.getX(b),v=a.getX(b+1),A=a.getX(b+2);s=Zl(this,g,e,n,c,u,h,T,v,A),s&&(s.faceIndex=Math.floor(b/3),s.face.materialIndex=p.materialIndex,t.push(s))}}else{let m=Math.max(0,f.start),y=Math.min(a.count,f.start+f.count);for(let p=m,g=y;p<g;p+=3){let _=a.getX(p),E=a.getX(p+1),b=a.getX(p+2);s=Zl(this,o,e,n,c,u,h,_,E,b),s&&(s.faceIndex=Math.floor(p/3),t.push(s))}}else if(l!==void 0)if(Array.isArray(o))for(let m=0,y=d.length;m<y;m++){let p=d[m],g=o[p.materialIndex],_=Math.max(p.start,f.start),E=Math.min(l.count,Math.min(p.start+p.count,f.start+f.count));for(let b=_,R=E;b<R;b+=3){let T=b,v=b+1,A=b+2;s=Zl(this,g,e,n,c,u,h,T,v,A),s&&(s.faceIndex=Math.floor(b/3),s.face.materialIndex=p.materialIndex,t.push(s))}}else{let m=Math.max(0,f.start),y=Math.min(l.count,f.start+f.count);for(let p=m,g=y;p<g;p+=3){let _=p,E=p+1,b=p+2;s=Zl(this,o,e,n,c,u,h,_,E,b),s&&(s.faceIndex=Math.floor(p/3),t.push(s))}}}};function X_(i,e,t,n,s,r,o,a){let l;if(e.side===Xn?l=n.intersectTriangle(o,r,s,!0,a):l=n.intersectTriangle(s,r,o,e.side===Vs,a),l===null)return null;$l.copy(a),$l.applyMatrix4(i.matrixWorld);let c=t.ray.origin.distanceTo($l);return c<t.near||c>t.far?null:{distance:c,point:$l.clone(),object:i}}function Zl(i,e,t,n,s,r,o,a,l,c){i.getVertexPosition(a,Wl),i.getVertexPosition(l,Xl),i.getVertexPosition(c,ql);let u=X_(i,e,t,n,Wl,Xl,ql,fg);if(u){let h=new q;Us.getBarycoord(fg,Wl,Xl,ql,h),s&&(u.uv=Us.getInterpolatedAttribute(s,a,l,c,h,new nt)),r&&(u.uv1=Us.getInterpolatedAttribute(r,a,l,c,h,new nt)),o&&(u.normal=Us.getInterpolatedAttribute(o,a,l,c,h,new q),u.normal.dot(n.direction)>0&&u.normal.multiplyScalar(-1));let d={a,b:l,c,normal:new q,materialIndex:0};Us.getNormal(Wl,Xl,ql,d.normal),u.face=d,u.barycoord=h}return u}var Ai=class extends Yn{constructor(e=null,t=1,n=1,s,r,o,a,l,c=Kt,u=Kt,h,d){super(null,o,a,l,c,u,s,r,h,d),this.isDataTexture=!0,this.image={data:e,width:t,height:n},this.generateMipmaps=!1,this.flipY=!1,this.unpackAlignment=1}};var ar=new Os,q_=new nt(.5,.5),Jl=new q,cr=class{constructor(e=new ri,t=new ri,n=new ri,s=new ri,r=new ri,o=new ri){this.planes=[e,t,n,s,r,o]}set(e,t,n,s,r,o){let a=this.planes;return a[0].copy(e),a[1].copy(t),a[2].copy(n),a[3].copy(s),a[4].copy(r),a[5].copy(o),this}copy(e){let t=this.planes;for(let n=0;n<6;n++)t[n].copy(e.planes[n]);return this}setFromProjectionMatrix(e,t=mi,n=!1){let s=this.planes,r=e.elements,o=r[0],a=r[1],l=r[2],c=r[3],u=r[4],h=r[5],d=r[6],f=r[7],m=r[8],y=r[9],p=r[10],g=r[11],_=r[12],E=r[13],b=r[14],R=r[15];if(s[0].setComponents(c-o,f-u,g-m,R-_).normalize(),s[1].setComponents(c+o,f+u,g+m,R+_).normalize(),s[2].setComponents(c+a,f+h,g+y,R+E).normalize(),s[3].setComponents(c-a,f-h,g-y,R-E).normalize(),n)s[4].setComponents(l,d,p,b).normalize(),s[5].setComponents(c-l,f-d,g-p,R-b).normalize();else if(s[4].setComponents(c-l,f-d,g-p,R-b).normalize(),t===mi)s[5].setComponents(c+l,f+d,g+p,R+b).normalize();else if(t===ia)s[5].setComponents(l,d,p,b).normalize();else throw new Error("THREE.Frustum.setFromProjectionMatrix(): Invalid coordinate system: "+t);return this}intersectsObject(e){if(e.boundingSphere!==void 0)e.boundingSphere===null&&e.computeBoundingSphere(),ar.copy(e.boundingSphere).applyMatrix4(e.matrixWorld);else{let t=e.geometry;t.boundingSphere===null&&t.computeBoundingSphere(),ar.copy(t.boundingSphere).applyMatrix4(e.matrixWorld)}return this.intersectsSphere(ar)}intersectsSprite(e){ar.center.set(0,0,0);let t=q_.distanceTo(e.center);return ar.radius=.7071067811865476+t,ar.applyMatrix4(e.matrixWorld),this.intersectsSphere(ar)}intersectsSphere(e){let t=this.planes,n=e.center,s=-e.radius;for(let r=0;r<6;r++)if(t[r].distanceToPoint(n)<s)return!1;return!0}intersectsBox(e){let t=this.planes;for(let n=0;n<6;n++){let s=t[n];if(Jl.x=s.normal.x>0?e.max.x:e.min.x,Jl.y=s.normal.y>0?e.max.y:e.min.y,Jl.z=s.normal.z>0?e.max.z:e.min.z,s.distanceToPoint(Jl)<0)return!1}return!0}containsPoint(e){let t=this.planes;for(let n=0;n<6;n++)if(t[n].distanceToPoint(e)<0)return!1;return!0}clone(){return new this.constructor().copy(this)}},pg=new zt,Mc=class i{constructor(){this.coordinateSystem=mi,this._frustums=[],this._count=0}setFromArrayCamera(e){let t=e.cameras,n=this._frustums;for(let s=0;s<t.length;s++){let r=t[s];pg.multiplyMatrices(r.projectionMatrix,r.matrixWorldInverse),n[s]===void 0&&(n[s]=new cr),n[s].setFromProjectionMatrix(pg,r.coordinateSystem,r.reversedDepth)}return this._count=t.length,this}getFrustum(e){return this._frustums[e]}intersectsObject(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsObject(e))return!0;return!1}intersectsSprite(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsSprite(e))return!0;return!1}intersectsSphere(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsSphere(e))return!0;return!1}intersectsBox(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].intersectsBox(e))return!0;return!1}containsPoint(e){let t=this._frustums;for(let n=0;n<this._count;n++)if(t[n].containsPoint(e))return!0;return!1}copy(e){this.coordinateSystem=e.coordinateSystem;let t=this._frustums,n=e._frustums;for(let s=0;s<e._count;s++)t[s]===void 0&&(t[s]=new cr),t[s].copy(n[s]);return this._count=e._count,this}clone(){return new i().copy(this)}};var wc=class extends hs{constructor(e){super(),this.isLineBasicMaterial=!0,this.type="LineBasicMaterial",this.color=new xt(16777215),this.map=null,this.linewidth=1,this.linecap="round",this.linejoin="round",this.fog=!0,this.setValues(e)}copy(e){return super.copy(e),this.color.copy(e.color),this.map=e.map,this.linewidth=e.linewidth,this.linecap=e.linecap,this.linejoin=e.linejoin,this.fog=e.fog,this}},Ec=new q,Tc=new q,mg=new zt,Ko=new lr,Kl=new Os,yd=new q,gg=new q,Ac=class extends $n{constructor(e=new Un,t=new wc){super(),this.isLine=!0,this.type="Line",this.geometry=e,this.material=t,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.updateMorphTargets()}copy(e,t){return super.copy(e,t),e.morphTargetInfluences!==void 0?this.morphTargetInfluences=e.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,e.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},e.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(e.material)?e.material.slice():e.material,this.geometry=e.geometry,this}computeLineDistances(){let e=this.geometry;if(e.index===null){let t=e.attributes.position,n=[0];for(let s=1,r=t.count;s<r;s++)Ec.fromBufferAttribute(t,s-1),Tc.fromBufferAttribute(t,s),n[s]=n[s-1],n[s]+=Ec.distanceTo(Tc);e.setAttribute("lineDistance",new qn(n,1))}else Ye("Line.computeLineDistances(): Computation only possible with non-indexed BufferGeometry.");return this}intersectsFrustum(e){return e.intersectsObject(this)}raycast(e,t){let n=this.geometry,s=this.matrixWorld,r=e.params.Line.threshold,o=n.drawRange;if(n.boundingSphere===null&&n.computeBoundingSphere(),Kl.copy(n.boundingSphere),Kl.applyMatrix4(s),Kl.radius+=r,e.ray.intersectsSphere(Kl)===!1)return;mg.copy(s).invert(),Ko.copy(e.ray).applyMatrix4(mg);let a=r/((this.scale.x+this.scale.y+this.scale.z)/3),l=a*a,c=this.isLineSegments?2:1,u=n.index,d=n.attributes.position;if(u!==null){let f=Math.max(0,o.start),m=Math.min(u.count,o.start+o.count);for(let y=f,p=m-1;y<p;y+=c){let g=u.getX(y),_=u.getX(y+1),E=jl(this,e,Ko,l,g,_,y);E&&t.push(E)}if(this.isLineLoop){let y=u.getX(m-1),p=u.getX(f),g=jl(this,e,Ko,l,y,p,m-1);g&&t.push(g)}}else{let f=Math.max(0,o.start),m=Math.min(d.count,o.start+o.count);for(let y=f,p=m-1;y<p;y+=c){let g=jl(this,e,Ko,l,y,y+1,y);g&&t.push(g)}if(this.isLineLoop){let y=jl(this,e,Ko,l,m-1,f,m-1);y&&t.push(y)}}}updateMorphTargets(){let t=this.geometry.morphAttributes,n=Object.keys(t);if(n.length>0){let s=t[n[0]];if(s!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let r=0,o=s.length;r<o;r++){let a=s[r].name||String(r);this.morphTargetInfluences.push(0),this.morphTargetDictionary[a]=r}}}}};function jl(i,e,t,n,s,r,o){let a=i.geometry.attributes.position;if(Ec.fromBufferAttribute(a,s),Tc.fromBufferAttribute(a,r),t.distanceSqToSegment(Ec,Tc,yd,gg)>n)return;yd.applyMatrix4(i.matrixWorld);let c=e.ray.origin.distanceTo(yd);if(!(c<e.near||c>e.far))return{distance:c,point:gg.clone().applyMatrix4(i.matrixWorld),index:o,face:null,faceIndex:null,barycoord:null,object:i}}var xg=new q,vg=new q,ca=class extends Ac{constructor(e,t){super(e,t),this.isLineSegments=!0,this.type="LineSegments"}computeLineDistances(){let e=this.geometry;if(e.index===null){let t=e.attributes.position,n=[];for(let s=0,r=t.count;s<r;s+=2)xg.fromBufferAttribute(t,s),vg.fromBufferAttribute(t,s+1),n[s]=s===0?0:n[s-1],n[s+1]=n[s]+xg.distanceTo(vg);e.setAttribute("lineDistance",new qn(n,1))}else Ye("LineSegments.computeLineDistances(): Computation only possible with non-indexed BufferGeometry.");return this}};var Rc=class extends hs{constructor(e){super(),this.isPointsMaterial=!0,this.type="PointsMaterial",this.color=new xt(16777215),this.map=null,this.alphaMap=null,this.size=1,this.sizeAttenuation=!0,this.fog=!0,this.setValues(e)}copy(e){return super.copy(e),this.color.copy(e.color),this.map=e.map,this.alphaMap=e.alphaMap,this.size=e.size,this.sizeAttenuation=e.sizeAttenuation,this.fog=e.fog,this}},yg=new zt,wd=new lr,Ql=new Os,ec=new q,ua=class extends $n{constructor(e=new Un,t=new Rc){super(),this.isPoints=!0,this.type="Points",this.geometry=e,this.material=t,this.morphTargetDictionary=void 0,this.morphTargetInfluences=void 0,this.updateMorphTargets()}copy(e,t){return super.copy(e,t),e.morphTargetInfluences!==void 0?this.morphTargetInfluences=e.morphTargetInfluences.slice():this.morphTargetInfluences=void 0,e.morphTargetDictionary!==void 0?this.morphTargetDictionary=Object.assign({},e.morphTargetDictionary):this.morphTargetDictionary=void 0,this.material=Array.isArray(e.material)?e.material.slice():e.material,this.geometry=e.geometry,this}intersectsFrustum(e){return e.intersectsObject(this)}raycast(e,t){let n=this.geometry,s=this.matrixWorld,r=e.params.Points.threshold,o=n.drawRange;if(n.boundingSphere===null&&n.computeBoundingSphere(),Ql.copy(n.boundingSphere),Ql.applyMatrix4(s),Ql.radius+=r,e.ray.intersectsSphere(Ql)===!1)return;yg.copy(s).invert(),wd.copy(e.ray).applyMatrix4(yg);let a=r/((this.scale.x+this.scale.y+this.scale.z)/3),l=a*a,c=n.index,h=n.attributes.position;if(c!==null){let d=Math.max(0,o.start),f=Math.min(c.count,o.start+o.count);for(let m=d,y=f;m<y;m++){let p=c.getX(m);ec.fromBufferAttribute(h,p),_g(ec,p,l,s,e,t,this)}}else{let d=Math.max(0,o.start),f=Math.min(h.count,o.start+o.count);for(let m=d,y=f;m<y;m++)ec.fromBufferAttribute(h,m),_g(ec,m,l,s,e,t,this)}}updateMorphTargets(){let t=this.geometry.morphAttributes,n=Object.keys(t);if(n.length>0){let s=t[n[0]];if(s!==void 0){this.morphTargetInfluences=[],this.morphTargetDictionary={};for(let r=0,o=s.length;r<o;r++){let a=s[r].name||String(r);this.morphTargetInfluences.push(0),this.morphTargetDictionary[a]=r}}}}};function _g(i,e,t,n,s,r,o){let a=wd.distanceSqToPoint(i);if(a<t){let l=new q;wd.closestPointToPoint(i,l),l.applyMatrix4(n);let c=s.ray.origin.distanceTo(l);if(c<s.near||c>s.far)return;r.push({distance:c,distanceToRay:Math.sqrt(a),point:l,index:e,face:null,faceIndex:null,barycoord:null,object:o})}}var ha=class extends Yn{constructor(e=[],t=fr,n,s,r,o,a,l,c,u){super(e,t,n,s,r,o,a,l,c,u),this.isCubeTexture=!0,this.flipY=!1}get images(){return this.image}set images(e){this.image=e}};var ds=class extends Yn{constructor(e,t,n=Ri,s,r,o,a=Kt,l=Kt,c,u=us,h=1){if(u!==us&&u!==ps)throw new Error("THREE.DepthTexture: format must be either THREE.DepthFormat or THREE.DepthStencilFormat");let d={width:e,height:t,depth:h};super(d,s,r,o,a,l,u,n,c),this.isDepthTexture=!0,this.flipY=!1,this.generateMipmaps=!1,this.compareFunction=null}copy(e){return super.copy(e),this.source=new no(Object.assign({},e.image)),this.compareFunction=e.compareFunction,this}toJSON(e){let t=super.toJSON(e);return t.compareFunction=this.compareFunction,t}},da=class extends ds{constructor(e,t=Ri,n=fr,s,r,o=Kt,a=Kt,l,c=us){let u={width:e,height:e,depth:1},h=[u,u,u,u,u,u];super(e,e,t,n,s,r,o,a,l,c),this.image=h,this.isCubeDepthTexture=!0,this.isCubeTexture=!0}get images(){return this.image}set images(e){this.image=e}},fa=class extends Yn{constructor(e=null){super(),this.sourceTexture=e,this.isExternalTexture=!0}copy(e){return super.copy(e),this.sourceTexture=e.sourceTexture,this}},ro=class i extends Un{constructor(e=1,t=1,n=1,s=1,r=1,o=1){super(),this.type="BoxGeometry",this.parameters={width:e,height:t,depth:n,widthSegments:s,heightSegments:r,depthSegments:o};let a=this;s=Math.floor(s),r=Math.floor(r),o=Math.floor(o);let l=[],c=[],u=[],h=[],d=0,f=0;m("z","y","x",-1,-1,n,t,e,o,r,0),m("z","y","x",1,-1,n,t,-e,o,r,1),m("x","z","y",1,1,e,n,t,s,o,2),m("x","z","y",1,-1,e,n,-t,s,o,3),m("x","y","z",1,-1,e,t,n,s,r,4),m("x","y","z",-1,-1,e,t,-n,s,r,5),this.setIndex(l),this.setAttribute("position",new qn(c,3)),this.setAttribute("normal",new qn(u,3)),this.setAttribute("uv",new qn(h,2));function m(y,p,g,_,E,b,R,T,v,A,k){let D=b/v,L=R/A,G=b/2,W=R/2,N=T/2,V=v+1,Z=A+1,z=0,ce=0,K=new q;for(let Q=0;Q<Z;Q++){let se=Q*L-W;for(let de=0;de<V;de++){let he=de*D-G;K[y]=he*_,K[p]=se*E,K[g]=N,c.push(K.x,K.y,K.z),K[y]=0,K[p]=0,K[g]=T>0?1:-1,u.push(K.x,K.y,K.z),h.push(de/v),h.push(1-Q/A),z+=1}}for(let Q=0;Q<A;Q++)for(let se=0;se<v;se++){let de=d+se+V*Q,he=d+se+V*(Q+1),ee=d+(se+1)+V*(Q+1),me=d+(se+1)+V*Q;l.push(de,he,me),l.push(he,ee,me),ce+=6}a.addGroup(f,ce,k),f+=ce,d+=z}}copy(e){return super.copy(e),this.parameters=Object.assign({},e.parameters),this}static fromJSON(e){return new i(e.width,e.height,e.depth,e.widthSegments,e.heightSegments,e.depthSegments)}};function Y_(i,e,t=2){let n=e&&e.length,s=n?e[0]*t:i.length,r=g0(i,0,s,t,!0),o=[];if(!r||r.next===r.prev)return o;let a,l,c;if(n&&(r=j_(i,e,r,t)),i.length>80*t){a=i[0],l=i[1];let u=a,h=l;for(let d=t;d<s;d+=t){let f=i[d],m=i[d+1];f<a&&(a=f),m<l&&(l=m),f>u&&(u=f),m>h&&(h=m)}c=Math.max(u-a,h-l),c=c!==0?32767/c:0}return pa(r,o,t,a,l,c,0),o}function g0(i,e,t,n,s){let r;if(s===cb(i,e,t,n)>0)for(let o=e;o<t;o+=n)r=bg(o/n|0,i[o],i[o+1],r);else for(let o=t-n;o>=e;o-=n)r=bg(o/n|0,i[o],i[o+1],r);return r&&oo(r,r.next)&&(ga(r),r=r.next),r}function ur(i,e){if(!i)return i;e||(e=i);let t=i,n;do if(n=!1,!t.steiner&&(oo(t,t.next)||Wt(t.prev,t,t.next)===0)){if(ga(t),t=e=t.prev,t===t.next)break;n=!0}else t=t.next;while(n||t!==e);return e}function pa(i,e,t,n,s,r,o){if(!i)return;!o&&r&&ib(i,n,s,r);let a=i;for(;i.prev!==i.next;){let l=i.prev,c=i.next;if(r?Z_(i,n,s,r):$_(i)){e.push(l.i,i.i,c.i),ga(i),i=c.next,a=c.next;continue}if(i=c,i===a){o?o===1?(i=J_(ur(i),e),pa(i,e,t,n,s,r,2)):o===2&&K_(i,e,t,n,s,r):pa(ur(i),e,t,n,s,r,1);break}}}function $_(i){let e=i.prev,t=i,n=i.next;if(Wt(e,t,n)>=0)return!1;let s=e.x,r=t.x,o=n.x,a=e.y,l=t.y,c=n.y,u=Math.min(s,r,o),h=Math.min(a,l,c),d=Math.max(s,r,o),f=Math.max(a,l,c),m=n.next;for(;m!==e;){if(m.x>=u&&m.x<=d&&m.y>=h&&m.y<=f&&jo(s,a,r,l,o,c,m.x,m.y)&&Wt(m.prev,m,m.next)>=0)return!1;m=m.next}return!0}function Z_(i,e,t,n){let s=i.prev,r=i,o=i.next;if(Wt(s,r,o)>=0)return!1;let a=s.x,l=r.x,c=o.x,u=s.y,h=r.y,d=o.y,f=Math.min(a,l,c),m=Math.min(u,h,d),y=Math.max(a,l,c),p=Math.max(u,h,d),g=Ed(f,m,e,t,n),_=Ed(y,p,e,t,n),E=i.prevZ,b=i.nextZ;for(;E&&E.z>=g&&b&&b.z<=_;){if(E.x>=f&&E.x<=y&&E.y>=m&&E.y<=p&&E!==s&&E!==o&&jo(a,u,l,h,c,d,E.x,E.y)&&Wt(E.prev,E,E.next)>=0||(E=E.prevZ,b.x>=f&&b.x<=y&&b.y>=m&&b.y<=p&&b!==s&&b!==o&&jo(a,u,l,h,c,d,b.x,b.y)&&Wt(b.prev,b,b.next)>=0))return!1;b=b.nextZ}for(;E&&E.z>=g;){if(E.x>=f&&E.x<=y&&E.y>=m&&E.y<=p&&E!==s&&E!==o&&jo(a,u,l,h,c,d,E.x,E.y)&&Wt(E.prev,E,E.next)>=0)return!1;E=E.prevZ}for(;b&&b.z<=_;){if(b.x>=f&&b.x<=y&&b.y>=m&&b.y<=p&&b!==s&&b!==o&&jo(a,u,l,h,c,d,b.x,b.y)&&Wt(b.prev,b,b.next)>=0)return!1;b=b.nextZ}return!0}function J_(i,e){let t=i;do{let n=t.prev,s=t.next.next;!oo(n,s)&&v0(n,t,t.next,s)&&ma(n,s)&&ma(s,n)&&(e.push(n.i,t.i,s.i),ga(t),ga(t.next),t=i=s),t=t.next}while(t!==i);return ur(t)}function K_(i,e,t,n,s,r){let o=i;do{let a=o.next.next;for(;a!==o.prev;){if(o.i!==a.i&&ob(o,a)){let l=y0(o,a);o=ur(o,o.next),l=ur(l,l.next),pa(o,e,t,n,s,r,0),pa(l,e,t,n,s,r,0);return}a=a.next}o=o.next}while(o!==i)}function j_(i,e,t,n){let s=[];for(let r=0,o=e.length;r<o;r++){let a=e[r]*n,l=r<o-1?e[r+1]*n:i.length,c=g0(i,a,l,n,!1);c===c.next&&(c.steiner=!0),s.push(rb(c))}s.sort(Q_);for(let r=0;r<s.length;r++)t=eb(s[r],t);return t}function Q_(i,e){let t=i.x-e.x;if(t===0&&(t=i.y-e.y,t===0)){let n=(i.next.y-i.y)/(i.next.x-i.x),s=(e.next.y-e.y)/(e.next.x-e.x);t=n-s}return t}function eb(i,e){let t=tb(i,e);if(!t)return e;let n=y0(t,i);return ur(n,n.next),ur(t,t.next)}function tb(i,e){let t=e,n=i.x,s=i.y,r=-1/0,o;if(oo(i,t))return t;do{if(oo(i,t.next))return t.next;if(s<=t.y&&s>=t.next.y&&t.next.y!==t.y){let h=t.x+(s-t.y)*(t.next.x-t.x)/(t.next.y-t.y);if(h<=n&&h>r&&(r=h,o=t.x<t.next.x?t:t.next,h===n))return o}t=t.next}while(t!==e);if(!o)return null;let a=o,l=o.x,c=o.y,u=1/0;t=o;do{if(n>=t.x&&t.x>=l&&n!==t.x&&x0(s<c?n:r,s,l,c,s<c?r:n,s,t.x,t.y)){let h=Math.abs(s-t.y)/(n-t.x);ma(t,i)&&(h<u||h===u&&(t.x>o.x||t.x===o.x&&nb(o,t)))&&(o=t,u=h)}t=t.next}while(t!==a);return o}function nb(i,e){return Wt(i.prev,i,e.prev)<0&&Wt(e.next,i,i.next)<0}function ib(i,e,t,n){let s=i;do s.z===0&&(s.z=Ed(s.x,s.y,e,t,n)),s.prevZ=s.prev,s.nextZ=s.next,s=s.next;while(s!==i);s.prevZ.nextZ=null,s.prevZ=null,sb(s)}function sb(i){let e,t=1;do{let n=i,s;i=null;let r=null;for(e=0;n;){e++;let o=n,a=0;for(let c=0;c<t&&(a++,o=o.nextZ,!!o);c++);let l=t;for(;a>0||l>0&&o;)a!==0&&(l===0||!o||n.z<=o.z)?(s=n,n=n.nextZ,a--):(s=o,o=o.nextZ,l--),r?r.nextZ=s:i=s,s.prevZ=r,r=s;n=o}r.nextZ=null,t*=2}while(e>1);return i}function Ed(i,e,t,n,s){return i=(i-t)*s|0,e=(e-n)*s|0,i=(i|i<<8)&16711935,i=(i|i<<4)&252645135,i=(i|i<<2)&858993459,i=(i|i<<1)&1431655765,e=(e|e<<8)&16711935,e=(e|e<<4)&252645135,e=(e|e<<2)&858993459,e=(e|e<<1)&1431655765,i|e<<1}function rb(i){let e=i,t=i;do(e.x<t.x||e.x===t.x&&e.y<t.y)&&(t=e),e=e.next;while(e!==i);return t}function x0(i,e,t,n,s,r,o,a){return(s-o)*(e-a)>=(i-o)*(r-a)&&(i-o)*(n-a)>=(t-o)*(e-a)&&(t-o)*(r-a)>=(s-o)*(n-a)}function jo(i,e,t,n,s,r,o,a){return!(i===o&&e===a)&&x0(i,e,t,n,s,r,o,a)}function ob(i,e){return i.next.i!==e.i&&i.prev.i!==e.i&&!ab(i,e)&&(ma(i,e)&&ma(e,i)&&lb(i,e)&&(Wt(i.prev,i,e.prev)||Wt(i,e.prev,e))||oo(i,e)&&Wt(i.prev,i,i.next)>0&&Wt(e.prev,e,e.next)>0)}function Wt(i,e,t){return(e.y-i.y)*(t.x-e.x)-(e.x-i.x)*(t.y-e.y)}function oo(i,e){return i.x===e.x&&i.y===e.y}function v0(i,e,t,n){let s=nc(Wt(i,e,t)),r=nc(Wt(i,e,n)),o=nc(Wt(t,n,i)),a=nc(Wt(t,n,e));return!!(s!==r&&o!==a||s===0&&tc(i,t,e)||r===0&&tc(i,n,e)||o===0&&tc(t,i,n)||a===0&&tc(t,e,n))}function tc(i,e,t){return e.x<=Math.max(i.x,t.x)&&e.x>=Math.min(i.x,t.x)&&e.y<=Math.max(i.y,t.y)&&e.y>=Math.min(i.y,t.y)}function nc(i){return i>0?1:i<0?-1:0}function ab(i,e){let t=i;do{if(t.i!==i.i&&t.next.i!==i.i&&t.i!==e.i&&t.next.i!==e.i&&v0(t,t.next,i,e))return!0;t=t.next}while(t!==i);return!1}function ma(i,e){return Wt(i.prev,i,i.next)<0?Wt(i,e,i.next)>=0&&Wt(i,i.prev,e)>=0:Wt(i,e,i.prev)<0||Wt(i,i.next,e)<0}function lb(i,e){let t=i,n=!1,s=(i.x+e.x)/2,r=(i.y+e.y)/2;do t.y>r!=t.next.y>r&&t.next.y!==t.y&&s<(t.next.x-t.x)*(r-t.y)/(t.next.y-t.y)+t.x&&(n=!n),t=t.next;while(t!==i);return n}function y0(i,e){let t=Td(i.i,i.x,i.y),n=Td(e.i,e.x,e.y),s=i.next,r=e.prev;return i.next=e,e.prev=i,t.next=s,s.prev=t,n.next=t,t.prev=n,r.next=n,n.prev=r,n}function bg(i,e,t,n){let s=Td(i,e,t);return n?(s.next=n.next,s.prev=n,n.next.prev=s,n.next=s):(s.prev=s,s.next=s),s}function ga(i){i.next.prev=i.prev,i.prev.next=i.next,i.prevZ&&(i.prevZ.nextZ=i.nextZ),i.nextZ&&(i.nextZ.prevZ=i.prevZ)}function Td(i,e,t){return{i,x:e,y:t,prev:null,next:null,z:0,prevZ:null,nextZ:null,steiner:!1}}function cb(i,e,t,n){let s=0;for(let r=e,o=t-n;r<t;r+=n)s+=(i[o]-i[r])*(i[r+1]+i[o+1]),o=r;return s}var Ad=class{static triangulate(e,t,n=2){return Y_(e,t,n)}},xa=class i{static area(e){let t=e.length,n=0;for(let s=t-1,r=0;r<t;s=r++)n+=e[s].x*e[r].y-e[r].x*e[s].y;return n*.5}static isClockWise(e){return i.area(e)<0}static triangulateShape(e,t){let n=[],s=[],r=[];Sg(e),Mg(n,e);let o=e.length;t.forEach(Sg);for(let l=0;l<t.length;l++)s.push(o),o+=t[l].length,Mg(n,t[l]);let a=Ad.triangulate(n,s);for(let l=0;l<a.length;l+=3)r.push(a.slice(l,l+3));return r}};function Sg(i){let e=i.length;e>2&&i[e-1].equals(i[0])&&i.pop()}function Mg(i,e){for(let t=0;t<e.length;t++)i.push(e[t].x),i.push(e[t].y)}var va=class i extends Un{constructor(e=1,t=1,n=1,s=1){super(),this.type="PlaneGeometry",this.parameters={width:e,height:t,widthSegments:n,heightSegments:s};let r=e/2,o=t/2,a=Math.floor(n),l=Math.floor(s),c=a+1,u=l+1,h=e/a,d=t/l,f=[],m=[],y=[],p=[];for(let g=0;g<u;g++){let _=g*d-o;for(let E=0;E<c;E++){let b=E*h-r;m.push(b,-_,0),y.push(0,0,1),p.push(E/a),p.push(1-g/l)}}for(let g=0;g<l;g++)for(let _=0;_<a;_++){let E=_+c*g,b=_+c*(g+1),R=_+1+c*(g+1),T=_+1+c*g;f.push(E,b,T),f.push(b,R,T)}this.setIndex(f),this.setAttribute("position",new qn(m,3)),this.setAttribute("normal",new qn(y,3)),this.setAttribute("uv",new qn(p,2))}copy(e){return super.copy(e),this.parameters=Object.assign({},e.parameters),this}static fromJSON(e){return new i(e.width,e.height,e.widthSegments,e.heightSegments)}};function gr(i){let e={};for(let t in i){e[t]={};for(let n in i[t]){let s=i[t][n];if(wg(s))s.isRenderTargetTexture?(Ye("UniformsUtils: Textures of render targets cannot be cloned via cloneUniforms() or mergeUniforms()."),e[t][n]=null):e[t][n]=s.clone();else if(Array.isArray(s))if(wg(s[0])){let r=[];for(let o=0,a=s.length;o<a;o++)r[o]=s[o].clone();e[t][n]=r}else e[t][n]=s.slice();else e[t][n]=s}}return e}function On(i){let e={};for(let t=0;t<i.length;t++){let n=gr(i[t]);for(let s in n)e[s]=n[s]}return e}function wg(i){return i&&(i.isColor||i.isMatrix3||i.isMatrix4||i.isVector2||i.isVector3||i.isVector4||i.isTexture||i.isQuaternion)}function ub(i){let e=[];for(let t=0;t<i.length;t++)e.push(i[t].clone());return e}function cf(i){let e=i.getRenderTarget();return e===null?i.outputColorSpace:e.isXRRenderTarget===!0?e.texture.colorSpace:mt.workingColorSpace}var _0={clone:gr,merge:On},hb=`void main() {
	gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
}`,db=`void main() {
	gl_FragColor = vec4( 1.0, 0.0, 0.0, 1.0 );
}`,An=class extends hs{constructor(e){super(),this.isShaderMaterial=!0,this.type="ShaderMaterial",this.defines={},this.uniforms={},this.uniformsGroups=[],this.vertexShader=hb,this.fragmentShader=db,this.linewidth=1,this.wireframe=!1,this.wireframeLinewidth=1,this.fog=!1,this.lights=!1,this.clipping=!1,this.forceSinglePass=!0,this.extensions={clipCullDistance:!1,multiDraw:!1},this.defaultAttributeValues={color:[1,1,1],uv:[0,0],uv1:[0,0]},this.index0AttributeName=void 0,this.uniformsNeedUpdate=!1,this.glslVersion=null,e!==void 0&&this.setValues(e)}copy(e){return super.copy(e),this.fragmentShader=e.fragmentShader,this.vertexShader=e.vertexShader,this.uniforms=gr(e.uniforms),this.uniformsGroups=ub(e.uniformsGroups),this.defines=Object.assign({},e.defines),this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this.fog=e.fog,this.lights=e.lights,this.clipping=e.clipping,this.extensions=Object.assign({},e.extensions),this.glslVersion=e.glslVersion,this.defaultAttributeValues=Object.assign({},e.defaultAttributeValues),this.index0AttributeName=e.index0AttributeName,this.uniformsNeedUpdate=e.uniformsNeedUpdate,this}toJSON(e){let t=super.toJSON(e);t.glslVersion=this.glslVersion,t.uniforms={};for(let s in this.uniforms){let o=this.uniforms[s].value;o&&o.isTexture?t.uniforms[s]={type:"t",value:o.toJSON(e).uuid}:o&&o.isColor?t.uniforms[s]={type:"c",value:o.getHex()}:o&&o.isVector2?t.uniforms[s]={type:"v2",value:o.toArray()}:o&&o.isVector3?t.uniforms[s]={type:"v3",value:o.toArray()}:o&&o.isVector4?t.uniforms[s]={type:"v4",value:o.toArray()}:o&&o.isMatrix3?t.uniforms[s]={type:"m3",value:o.toArray()}:o&&o.isMatrix4?t.uniforms[s]={type:"m4",value:o.toArray()}:t.uniforms[s]={value:o}}Object.keys(this.defines).length>0&&(t.defines=this.defines),t.vertexShader=this.vertexShader,t.fragmentShader=this.fragmentShader,t.lights=this.lights,t.clipping=this.clipping;let n={};for(let s in this.extensions)this.extensions[s]===!0&&(n[s]=!0);return Object.keys(n).length>0&&(t.extensions=n),t}fromJSON(e,t){if(super.fromJSON(e,t),e.uniforms!==void 0)for(let n in e.uniforms){let s=e.uniforms[n];switch(this.uniforms[n]={},s.type){case"t":this.uniforms[n].value=t[s.value]||null;break;case"c":this.uniforms[n].value=new xt().setHex(s.value);break;case"v2":this.uniforms[n].value=new nt().fromArray(s.value);break;case"v3":this.uniforms[n].value=new q().fromArray(s.value);break;case"v4":this.uniforms[n].value=new Xt().fromArray(s.value);break;case"m3":this.uniforms[n].value=new Qe().fromArray(s.value);break;case"m4":this.uniforms[n].value=new zt().fromArray(s.value);break;default:this.uniforms[n].value=s.value}}if(e.defines!==void 0&&(this.defines=e.defines),e.vertexShader!==void 0&&(this.vertexShader=e.vertexShader),e.fragmentShader!==void 0&&(this.fragmentShader=e.fragmentShader),e.glslVersion!==void 0&&(this.glslVersion=e.glslVersion),e.extensions!==void 0)for(let n in e.extensions)this.extensions[n]=e.extensions[n];return e.lights!==void 0&&(this.lights=e.lights),e.clipping!==void 0&&(this.clipping=e.clipping),this}},Cc=class extends An{constructor(e){super(e),this.isRawShaderMaterial=!0,this.type="RawShaderMaterial"}};var Pc=class extends hs{constructor(e){super(),this.isMeshDepthMaterial=!0,this.type="MeshDepthMaterial",this.depthPacking=t0,this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.wireframe=!1,this.wireframeLinewidth=1,this.setValues(e)}copy(e){return super.copy(e),this.depthPacking=e.depthPacking,this.map=e.map,this.alphaMap=e.alphaMap,this.displacementMap=e.displacementMap,this.displacementScale=e.displacementScale,this.displacementBias=e.displacementBias,this.wireframe=e.wireframe,this.wireframeLinewidth=e.wireframeLinewidth,this}},Ic=class extends hs{constructor(e){super(),this.isMeshDistanceMaterial=!0,this.type="MeshDistanceMaterial",this.map=null,this.alphaMap=null,this.displacementMap=null,this.displacementScale=1,this.displacementBias=0,this.setValues(e)}copy(e){return super.copy(e),this.map=e.map,this.alphaMap=e.alphaMap,this.displacementMap=e.displacementMap,this.displacementScale=e.displacementScale,this.displacementBias=e.displacementBias,this}};function Jr(i,e){return!i||i.constructor===e?i:typeof e.BYTES_PER_ELEMENT=="number"?new e(i):Array.prototype.slice.call(i)}function ic(i){return i!==void 0&&i.inTangents!==void 0&&i.outTangents!==void 0}var Bs=class{constructor(e,t,n,s){this.parameterPositions=e,this._cachedIndex=0,this.resultBuffer=s!==void 0?s:new t.constructor(n),this.sampleValues=t,this.valueSize=n,this.settings=null,this.DefaultSettings_={}}evaluate(e){let t=this.parameterPositions,n=this._cachedIndex,s=t[n],r=t[n-1];n:{e:{let o;t:{i:if(!(e<s)){for(let a=n+2;;){if(s===void 0){if(e<r)break i;return n=t.length,this._cachedIndex=n,this.copySampleValue_(n-1)}if(n===a)break;if(r=s,s=t[++n],e<s)break e}o=t.length;break t}if(!(e>=r)){let a=t[1];e<a&&(n=2,r=a);for(let l=n-2;;){if(r===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(n===l)break;if(s=r,r=t[--n-1],e>=r)break e}o=n,n=0;break t}break n}for(;n<o;){let a=n+o>>>1;e<t[a]?o=a:n=a+1}if(s=t[n],r=t[n-1],r===void 0)return this._cachedIndex=0,this.copySampleValue_(0);if(s===void 0)return n=t.length,this._cachedIndex=n,this.copySampleValue_(n-1)}this._cachedIndex=n,this.intervalChanged_(n,r,s)}return this.interpolate_(n,r,e,s)}getSettings_(){return this.settings||this.DefaultSettings_}copySampleValue_(e){let t=this.resultBuffer,n=this.sampleValues,s=this.valueSize,r=e*s;for(let o=0;o!==s;++o)t[o]=n[r+o];return t}interpolate_(){throw new Error("THREE.Interpolant: Call to abstract method.")}intervalChanged_(){}},Lc=class extends Bs{constructor(e,t,n,s){super(e,t,n,s),this._weightPrev=-0,this._offsetPrev=-0,this._weightNext=-0,this._offsetNext=-0,this.DefaultSettings_={endingStart:bd,endingEnd:bd}}intervalChanged_(e,t,n){let s=this.parameterPositions,r=e-2,o=e+1,a=s[r],l=s[o];if(a===void 0)switch(this.getSettings_().endingStart){case Sd:r=e,a=2*t-n;break;case Md:r=s.length-2,a=t+s[r]-s[r+1];break;default:r=e,a=n}if(l===void 0)switch(this.getSettings_().endingEnd){case Sd:o=e,l=2*n-t;break;case Md:o=1,l=n+s[1]-s[0];break;default:o=e-1,l=t}let c=(n-t)*.5,u=this.valueSize;this._weightPrev=c/(t-a),this._weightNext=c/(l-n),this._offsetPrev=r*u,this._offsetNext=o*u}interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=e*a,c=l-a,u=this._offsetPrev,h=this._offsetNext,d=this._weightPrev,f=this._weightNext,m=(n-t)/(s-t),y=m*m,p=y*m,g=-d*p+2*d*y-d*m,_=(1+d)*p+(-1.5-2*d)*y+(-.5+d)*m+1,E=(-1-f)*p+(1.5+f)*y+.5*m,b=f*p-f*y;for(let R=0;R!==a;++R)r[R]=g*o[u+R]+_*o[c+R]+E*o[l+R]+b*o[h+R];return r}},Nc=class extends Bs{constructor(e,t,n,s){super(e,t,n,s)}interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=e*a,c=l-a,u=(n-t)/(s-t),h=1-u;for(let d=0;d!==a;++d)r[d]=o[c+d]*h+o[l+d]*u;return r}},Dc=class extends Bs{constructor(e,t,n,s){super(e,t,n,s)}interpolate_(e){return this.copySampleValue_(e-1)}},Uc=class extends Bs{interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=e*a,c=l-a,u=this.inTangents,h=this.outTangents;if(!u||!h){let m=(n-t)/(s-t),y=1-m;for(let p=0;p!==a;++p)r[p]=o[c+p]*y+o[l+p]*m;return r}let d=a*2,f=e-1;for(let m=0;m!==a;++m){let y=o[c+m],p=o[l+m],g=f*d+m*2,_=h[g],E=h[g+1],b=e*d+m*2,R=u[b],T=u[b+1],v=pb(n,t,_,R,s);r[m]=b0(v,y,E,T,p)}return r}};function b0(i,e,t,n,s){let r=1-i;return r*r*r*e+3*r*r*i*t+3*r*i*i*n+i*i*i*s}function fb(i,e,t,n,s){let r=1-i;return 3*r*r*(t-e)+6*r*i*(n-t)+3*i*i*(s-n)}function pb(i,e,t,n,s){let r=(i-e)/(s-e);for(let o=0;o<8;o++){let a=b0(r,e,t,n,s)-i;if(Math.abs(a)<1e-10)break;let l=fb(r,e,t,n,s);if(Math.abs(l)<1e-10)break;r=Math.max(0,Math.min(1,r-a/l))}return r}var ai=class{constructor(e,t,n,s){if(e===void 0)throw new Error("THREE.KeyframeTrack: track name is undefined");if(t===void 0||t.length===0)throw new Error("THREE.KeyframeTrack: no keyframes in track named "+e);this.name=e,this.times=Jr(t,this.TimeBufferType),this.values=Jr(n,this.ValueBufferType),this.setInterpolation(s||this.DefaultInterpolation)}static toJSON(e){let t=e.constructor,n;if(t.toJSON!==this.toJSON)n=t.toJSON(e);else{n={name:e.name,times:Jr(e.times,Array),values:Jr(e.values,Array)};let s=e.getInterpolation();s!==e.DefaultInterpolation&&(n.interpolation=s),ic(e.settings)&&(n.settings={inTangents:Jr(e.settings.inTangents,Array),outTangents:Jr(e.settings.outTangents,Array)})}return n.type=e.ValueTypeName,n}InterpolantFactoryMethodDiscrete(e){return new Dc(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodLinear(e){return new Nc(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodSmooth(e){return new Lc(this.times,this.values,this.getValueSize(),e)}InterpolantFactoryMethodBezier(e){let t=new Uc(this.times,this.values,this.getValueSize(),e);return this.settings&&(t.inTangents=this.settings.inTangents,t.outTangents=this.settings.outTangents),t}setInterpolation(e){let t;switch(e){case ea:t=this.InterpolantFactoryMethodDiscrete;break;case xc:t=this.InterpolantFactoryMethodLinear;break;case oc:t=this.InterpolantFactoryMethodSmooth;break;case _d:t=this.InterpolantFactoryMethodBezier;break}if(t===void 0){let n="unsupported interpolation for "+this.ValueTypeName+" keyframe track named "+this.name;if(this.createInterpolant===void 0)if(e!==this.DefaultInterpolation)this.setInterpolation(this.DefaultInterpolation);else throw new Error(n);return Ye("KeyframeTrack:",n),this}return this.createInterpolant=t,this}getInterpolation(){switch(this.createInterpolant){case this.InterpolantFactoryMethodDiscrete:return ea;case this.InterpolantFactoryMethodLinear:return xc;case this.InterpolantFactoryMethodSmooth:return oc;case this.InterpolantFactoryMethodBezier:return _d}}getValueSize(){return this.values.length/this.times.length}shift(e){if(e!==0){let t=this.times;for(let n=0,s=t.length;n!==s;++n)t[n]+=e;ic(this.settings)&&(Eg(this.settings.inTangents,e),Eg(this.settings.outTangents,e))}return this}scale(e){if(e!==1){let t=this.times;for(let n=0,s=t.length;n!==s;++n)t[n]*=e;ic(this.settings)&&(Tg(this.settings.inTangents,e),Tg(this.settings.outTangents,e))}return this}trim(e,t){let n=this.times,s=n.length,r=0,o=s-1;for(;r!==s&&n[r]<e;)++r;for(;o!==-1&&n[o]>t;)--o;if(++o,r!==0||o!==s){r>=o&&(o=Math.max(o,1),r=o-1);let a=this.getValueSize();this.times=n.slice(r,o),this.values=this.values.slice(r*a,o*a)}return this}validate(){let e=!0,t=this.getValueSize();t-Math.floor(t)!==0&&(Ke("KeyframeTrack: Invalid value size in track.",this),e=!1);let n=this.times,s=this.values,r=n.length;r===0&&(Ke("KeyframeTrack: Track is empty.",this),e=!1);let o=null;for(let a=0;a!==r;a++){let l=n[a];if(typeof l=="number"&&isNaN(l)){Ke("KeyframeTrack: Time is not a valid number.",this,a,l),e=!1;break}if(o!==null&&o>l){Ke("KeyframeTrack: Out of order keys.",this,a,l,o),e=!1;break}o=l}if(s!==void 0&&E_(s))for(let a=0,l=s.length;a!==l;++a){let c=s[a];if(isNaN(c)){Ke("KeyframeTrack: Value is not a valid number.",this,a,c),e=!1;break}}return e}optimize(){let e=this.times.slice(),t=this.values.slice(),n=this.getValueSize(),s=this.getInterpolation()===oc,r=e.length-1,o=1;for(let a=1;a<r;++a){let l=!1,c=e[a],u=e[a+1];if(c!==u&&(a!==1||c!==e[0]))if(s)l=!0;else{let h=a*n,d=h-n,f=h+n;for(let m=0;m!==n;++m){let y=t[h+m];if(y!==t[d+m]||y!==t[f+m]){l=!0;break}}}if(l){if(a!==o){e[o]=e[a];let h=a*n,d=o*n;for(let f=0;f!==n;++f)t[d+f]=t[h+f]}++o}}if(r>0){e[o]=e[r];for(let a=r*n,l=o*n,c=0;c!==n;++c)t[l+c]=t[a+c];++o}return o!==e.length?(this.times=e.slice(0,o),this.values=t.slice(0,o*n)):(this.times=e,this.values=t),this}clone(){let e=this.times.slice(),t=this.values.slice(),n=this.constructor,s=new n(this.name,e,t);return s.createInterpolant=this.createInterpolant,ic(this.settings)&&(s.settings={inTangents:this.settings.inTangents.slice(),outTangents:this.settings.outTangents.slice()}),s}};function Eg(i,e){for(let t=0,n=i.length;t!==n;t+=2)i[t]+=e}function Tg(i,e){for(let t=0,n=i.length;t!==n;t+=2)i[t]*=e}ai.prototype.ValueTypeName="";ai.prototype.TimeBufferType=Float32Array;ai.prototype.ValueBufferType=Float32Array;ai.prototype.DefaultInterpolation=xc;var ks=class extends ai{constructor(e,t,n){super(e,t,n)}};ks.prototype.ValueTypeName="bool";ks.prototype.ValueBufferType=Array;ks.prototype.DefaultInterpolation=ea;ks.prototype.InterpolantFactoryMethodLinear=void 0;ks.prototype.InterpolantFactoryMethodSmooth=void 0;var Fc=class extends ai{constructor(e,t,n,s){super(e,t,n,s)}};Fc.prototype.ValueTypeName="color";var Oc=class extends ai{constructor(e,t,n,s){super(e,t,n,s)}};Oc.prototype.ValueTypeName="number";var Bc=class extends Bs{constructor(e,t,n,s){super(e,t,n,s)}interpolate_(e,t,n,s){let r=this.resultBuffer,o=this.sampleValues,a=this.valueSize,l=(n-t)/(s-t),c=e*a;for(let u=c+a;c!==u;c+=4)Xi.slerpFlat(r,0,o,c-a,o,c,l);return r}},ya=class extends ai{constructor(e,t,n,s){super(e,t,n,s)}InterpolantFactoryMethodLinear(e){return new Bc(this.times,this.values,this.getValueSize(),e)}};ya.prototype.ValueTypeName="quaternion";ya.prototype.InterpolantFactoryMethodSmooth=void 0;var zs=class extends ai{constructor(e,t,n){super(e,t,n)}};zs.prototype.ValueTypeName="string";zs.prototype.ValueBufferType=Array;zs.prototype.DefaultInterpolation=ea;zs.prototype.InterpolantFactoryMethodLinear=void 0;zs.prototype.InterpolantFactoryMethodSmooth=void 0;var kc=class extends ai{constructor(e,t,n,s){super(e,t,n,s)}};kc.prototype.ValueTypeName="vector";var zc=class{constructor(e,t,n){let s=this,r=!1,o=0,a=0,l,c=[];this.onStart=void 0,this.onLoad=e,this.onProgress=t,this.onError=n,this._abortController=null,this.itemStart=function(u){a++,r===!1&&s.onStart!==void 0&&s.onStart(u,o,a),r=!0},this.itemEnd=function(u){o++,s.onProgress!==void 0&&s.onProgress(u,o,a),o===a&&(r=!1,s.onLoad!==void 0&&s.onLoad())},this.itemError=function(u){s.onError!==void 0&&s.onError(u)},this.resolveURL=function(u){return u=u.normalize("NFC"),l?l(u):u},this.setURLModifier=function(u){return l=u,this},this.addHandler=function(u,h){return c.push(u,h),this},this.removeHandler=function(u){let h=c.indexOf(u);return h!==-1&&c.splice(h,2),this},this.getHandler=function(u){for(let h=0,d=c.length;h<d;h+=2){let f=c[h],m=c[h+1];if(f.global&&(f.lastIndex=0),f.test(u))return m}return null},this.abort=function(){return this.abortController.abort(),this._abortController=null,this}}get abortController(){return this._abortController||(this._abortController=new AbortController),this._abortController}},S0=new zc,Vc=class{constructor(e){this.manager=e!==void 0?e:S0,this.crossOrigin="anonymous",this.withCredentials=!1,this.path="",this.resourcePath="",this.requestHeader={},this.priority="auto",this.cache="default",typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}load(){}loadAsync(e,t){let n=this;return new Promise(function(s,r){n.load(e,s,t,r)})}parse(){}setCrossOrigin(e){return this.crossOrigin=e,this}setWithCredentials(e){return this.withCredentials=e,this}setPath(e){return this.path=e,this}setResourcePath(e){return this.resourcePath=e,this}setRequestHeader(e){return this.requestHeader=e,this}setPriority(e){return this.priority=e,this}setCache(e){return this.cache=e,this}abort(){return this}};Vc.DEFAULT_MATERIAL_NAME="__DEFAULT";var sc=new q,rc=new Xi,Hi=new q,_a=class extends $n{constructor(){super(),this.isCamera=!0,this.type="Camera",this.matrixWorldInverse=new zt,this.projectionMatrix=new zt,this.projectionMatrixInverse=new zt,this.coordinateSystem=mi,this._reversedDepth=!1}get reversedDepth(){return this._reversedDepth}copy(e,t){return super.copy(e,t),this.matrixWorldInverse.copy(e.matrixWorldInverse),this.projectionMatrix.copy(e.projectionMatrix),this.projectionMatrixInverse.copy(e.projectionMatrixInverse),this.coordinateSystem=e.coordinateSystem,this}getWorldDirection(e){return super.getWorldDirection(e).negate()}updateMatrixWorld(e){super.updateMatrixWorld(e),this.matrixWorld.decompose(sc,rc,Hi),Hi.x===1&&Hi.y===1&&Hi.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(sc,rc,Hi.set(1,1,1)).invert()}updateWorldMatrix(e,t,n=!1){super.updateWorldMatrix(e,t,n),this.matrixWorld.decompose(sc,rc,Hi),Hi.x===1&&Hi.y===1&&Hi.z===1?this.matrixWorldInverse.copy(this.matrixWorld).invert():this.matrixWorldInverse.compose(sc,rc,Hi.set(1,1,1)).invert()}clone(){return new this.constructor().copy(this)}},Ds=new q,Ag=new nt,Rg=new nt,Nn=class extends _a{constructor(e=50,t=1,n=.1,s=2e3){super(),this.isPerspectiveCamera=!0,this.type="PerspectiveCamera",this.fov=e,this.zoom=1,this.near=n,this.far=s,this.focus=10,this.aspect=t,this.view=null,this.filmGauge=35,this.filmOffset=0,this.updateProjectionMatrix()}copy(e,t){return super.copy(e,t),this.fov=e.fov,this.zoom=e.zoom,this.near=e.near,this.far=e.far,this.focus=e.focus,this.aspect=e.aspect,this.view=e.view===null?null:Object.assign({},e.view),this.filmGauge=e.filmGauge,this.filmOffset=e.filmOffset,this}setFocalLength(e){let t=.5*this.getFilmHeight()/e;this.fov=vc*2*Math.atan(t),this.updateProjectionMatrix()}getFocalLength(){let e=Math.tan(jh*.5*this.fov);return .5*this.getFilmHeight()/e}getEffectiveFOV(){return vc*2*Math.atan(Math.tan(jh*.5*this.fov)/this.zoom)}getFilmWidth(){return this.filmGauge*Math.min(this.aspect,1)}getFilmHeight(){return this.filmGauge/Math.max(this.aspect,1)}getViewBounds(e,t,n){Ds.set(-1,-1,.5).applyMatrix4(this.projectionMatrixInverse),t.set(Ds.x,Ds.y).multiplyScalar(-e/Ds.z),Ds.set(1,1,.5).applyMatrix4(this.projectionMatrixInverse),n.set(Ds.x,Ds.y).multiplyScalar(-e/Ds.z)}getViewSize(e,t){return this.getViewBounds(e,Ag,Rg),t.subVectors(Rg,Ag)}setViewOffset(e,t,n,s,r,o){this.aspect=e/t,this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=e,this.view.fullHeight=t,this.view.offsetX=n,this.view.offsetY=s,this.view.width=r,this.view.height=o,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let e=this.near,t=e*Math.tan(jh*.5*this.fov)/this.zoom,n=2*t,s=this.aspect*n,r=-.5*s,o=this.view;if(this.view!==null&&this.view.enabled){let l=o.fullWidth,c=o.fullHeight;r+=o.offsetX*s/l,t-=o.offsetY*n/c,s*=o.width/l,n*=o.height/c}let a=this.filmOffset;a!==0&&(r+=e*a/this.getFilmWidth()),this.projectionMatrix.makePerspective(r,r+s,t,t-n,e,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(e){let t=super.toJSON(e);return t.object.fov=this.fov,t.object.zoom=this.zoom,t.object.near=this.near,t.object.far=this.far,t.object.focus=this.focus,t.object.aspect=this.aspect,this.view!==null&&(t.object.view=Object.assign({},this.view)),t.object.filmGauge=this.filmGauge,t.object.filmOffset=this.filmOffset,t}};var ao=class extends _a{constructor(e=-1,t=1,n=1,s=-1,r=.1,o=2e3){super(),this.isOrthographicCamera=!0,this.type="OrthographicCamera",this.zoom=1,this.view=null,this.left=e,this.right=t,this.top=n,this.bottom=s,this.near=r,this.far=o,this.updateProjectionMatrix()}copy(e,t){return super.copy(e,t),this.left=e.left,this.right=e.right,this.top=e.top,this.bottom=e.bottom,this.near=e.near,this.far=e.far,this.zoom=e.zoom,this.view=e.view===null?null:Object.assign({},e.view),this}setViewOffset(e,t,n,s,r,o){this.view===null&&(this.view={enabled:!0,fullWidth:1,fullHeight:1,offsetX:0,offsetY:0,width:1,height:1}),this.view.enabled=!0,this.view.fullWidth=e,this.view.fullHeight=t,this.view.offsetX=n,this.view.offsetY=s,this.view.width=r,this.view.height=o,this.updateProjectionMatrix()}clearViewOffset(){this.view!==null&&(this.view.enabled=!1),this.updateProjectionMatrix()}updateProjectionMatrix(){let e=(this.right-this.left)/(2*this.zoom),t=(this.top-this.bottom)/(2*this.zoom),n=(this.right+this.left)/2,s=(this.top+this.bottom)/2,r=n-e,o=n+e,a=s+t,l=s-t;if(this.view!==null&&this.view.enabled){let c=(this.right-this.left)/this.view.fullWidth/this.zoom,u=(this.top-this.bottom)/this.view.fullHeight/this.zoom;r+=c*this.view.offsetX,o=r+c*this.view.width,a-=u*this.view.offsetY,l=a-u*this.view.height}this.projectionMatrix.makeOrthographic(r,o,a,l,this.near,this.far,this.coordinateSystem,this.reversedDepth),this.projectionMatrixInverse.copy(this.projectionMatrix).invert()}toJSON(e){let t=super.toJSON(e);return t.object.zoom=this.zoom,t.object.left=this.left,t.object.right=this.right,t.object.top=this.top,t.object.bottom=this.bottom,t.object.near=this.near,t.object.far=this.far,this.view!==null&&(t.object.view=Object.assign({},this.view)),t}};var Kr=-90,jr=1,lo=class extends $n{constructor(e,t,n){super(),this.type="CubeCamera",this.renderTarget=n,this.coordinateSystem=null,this.activeMipmapLevel=0;let s=new Nn(Kr,jr,e,t);s.layers=this.layers,this.add(s);let r=new Nn(Kr,jr,e,t);r.layers=this.layers,this.add(r);let o=new Nn(Kr,jr,e,t);o.layers=this.layers,this.add(o);let a=new Nn(Kr,jr,e,t);a.layers=this.layers,this.add(a);let l=new Nn(Kr,jr,e,t);l.layers=this.layers,this.add(l);let c=new Nn(Kr,jr,e,t);c.layers=this.layers,this.add(c)}updateCoordinateSystem(){let e=this.coordinateSystem,t=this.children.concat(),[n,s,r,o,a,l]=t;for(let c of t)this.remove(c);if(e===mi)n.up.set(0,1,0),n.lookAt(1,0,0),s.up.set(0,1,0),s.lookAt(-1,0,0),r.up.set(0,0,-1),r.lookAt(0,1,0),o.up.set(0,0,1),o.lookAt(0,-1,0),a.up.set(0,1,0),a.lookAt(0,0,1),l.up.set(0,1,0),l.lookAt(0,0,-1);else if(e===ia)n.up.set(0,-1,0),n.lookAt(-1,0,0),s.up.set(0,-1,0),s.lookAt(1,0,0),r.up.set(0,0,1),r.lookAt(0,1,0),o.up.set(0,0,-1),o.lookAt(0,-1,0),a.up.set(0,-1,0),a.lookAt(0,0,1),l.up.set(0,-1,0),l.lookAt(0,0,-1);else throw new Error("THREE.CubeCamera.updateCoordinateSystem(): Invalid coordinate system: "+e);for(let c of t)this.add(c),c.updateMatrixWorld()}update(e,t){this.parent===null&&this.updateMatrixWorld();let{renderTarget:n,activeMipmapLevel:s}=this;this.coordinateSystem!==e.coordinateSystem&&(this.coordinateSystem=e.coordinateSystem,this.updateCoordinateSystem());let[r,o,a,l,c,u]=this.children,h=e.getRenderTarget(),d=e.getActiveCubeFace(),f=e.getActiveMipmapLevel(),m=e.xr.enabled;e.xr.enabled=!1;let y=n.texture.mipmapsAutoUpdate;n.texture.mipmapsAutoUpdate=!1;let p=!1;e.isWebGLRenderer===!0?p=e.state.buffers.depth.getReversed():p=e.reversedDepthBuffer,e.setRenderTarget(n,0,s),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,r),e.setRenderTarget(n,1,s),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,o),e.setRenderTarget(n,2,s),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,a),e.setRenderTarget(n,3,s),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,l),e.setRenderTarget(n,4,s),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,c),n.texture.mipmapsAutoUpdate=y,e.setRenderTarget(n,5,s),p&&e.autoClear===!1&&e.clearDepth(),e.render(t,u),e.setRenderTarget(h,d,f),e.xr.enabled=m,n.texture.needsPMREMUpdate=!0}},Hc=class extends Nn{constructor(e=[]){super(),this.isArrayCamera=!0,this.isMultiViewCamera=!1,this.cameras=e,this.perCameraFrustumCulled=!1}};var uf="\\[\\]\\.:\\/",mb=new RegExp("["+uf+"]","g"),hf="[^"+uf+"]",gb="[^"+uf.replace("\\.","")+"]",xb=/((?:WC+[\/:])*)/.source.replace("WC",hf),vb=/(WCOD+)?/.source.replace("WCOD",gb),yb=/(?:\.(WC+)(?:\[(.+)\])?)?/.source.replace("WC",hf),_b=/\.(WC+)(?:\[(.+)\])?/.source.replace("WC",hf),bb=new RegExp("^"+xb+vb+yb+_b+"$"),Sb=["material","materials","bones","map"],Rd=class{constructor(e,t,n){let s=n||kt.parseTrackName(t);this._targetGroup=e,this._bindings=e.subscribe_(t,s)}getValue(e,t){this.bind();let n=this._targetGroup.nCachedObjects_,s=this._bindings[n];s!==void 0&&s.getValue(e,t)}setValue(e,t){let n=this._bindings;for(let s=this._targetGroup.nCachedObjects_,r=n.length;s!==r;++s)n[s].setValue(e,t)}bind(){let e=this._bindings;for(let t=this._targetGroup.nCachedObjects_,n=e.length;t!==n;++t)e[t].bind()}unbind(){let e=this._bindings;for(let t=this._targetGroup.nCachedObjects_,n=e.length;t!==n;++t)e[t].unbind()}},kt=class i{constructor(e,t,n){this.path=t,this.parsedPath=n||i.parseTrackName(t),this.node=i.findNode(e,this.parsedPath.nodeName),this.rootNode=e,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}static create(e,t,n){return e&&e.isAnimationObjectGroup?new i.Composite(e,t,n):new i(e,t,n)}static sanitizeNodeName(e){return e.replace(/\s/g,"_").replace(mb,"")}static parseTrackName(e){let t=bb.exec(e);if(t===null)throw new Error("THREE.PropertyBinding: Cannot parse trackName: "+e);let n={nodeName:t[2],objectName:t[3],objectIndex:t[4],propertyName:t[5],propertyIndex:t[6]},s=n.nodeName&&n.nodeName.lastIndexOf(".");if(s!==void 0&&s!==-1){let r=n.nodeName.substring(s+1);Sb.indexOf(r)!==-1&&(n.nodeName=n.nodeName.substring(0,s),n.objectName=r)}if(n.propertyName===null||n.propertyName.length===0)throw new Error("THREE.PropertyBinding: can not parse propertyName from trackName: "+e);return n}static findNode(e,t){if(t===void 0||t===""||t==="."||t===-1||t===e.name||t===e.uuid)return e;if(e.skeleton){let n=e.skeleton.getBoneByName(t);if(n!==void 0)return n}if(e.children){let n=function(r){for(let o=0;o<r.length;o++){let a=r[o];if(a.name===t||a.uuid===t)return a;let l=n(a.children);if(l)return l}return null},s=n(e.children);if(s)return s}return null}_getValue_unavailable(){}_setValue_unavailable(){}_getValue_direct(e,t){e[t]=this.targetObject[this.propertyName]}_getValue_array(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)e[t++]=n[s]}_getValue_arrayElement(e,t){e[t]=this.resolvedProperty[this.propertyIndex]}_getValue_toArray(e,t){this.resolvedProperty.toArray(e,t)}_setValue_direct(e,t){this.targetObject[this.propertyName]=e[t]}_setValue_direct_setNeedsUpdate(e,t){this.targetObject[this.propertyName]=e[t],this.targetObject.needsUpdate=!0}_setValue_direct_setMatrixWorldNeedsUpdate(e,t){this.targetObject[this.propertyName]=e[t],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_array(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)n[s]=e[t++]}_setValue_array_setNeedsUpdate(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)n[s]=e[t++];this.targetObject.needsUpdate=!0}_setValue_array_setMatrixWorldNeedsUpdate(e,t){let n=this.resolvedProperty;for(let s=0,r=n.length;s!==r;++s)n[s]=e[t++];this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_arrayElement(e,t){this.resolvedProperty[this.propertyIndex]=e[t]}_setValue_arrayElement_setNeedsUpdate(e,t){this.resolvedProperty[this.propertyIndex]=e[t],this.targetObject.needsUpdate=!0}_setValue_arrayElement_setMatrixWorldNeedsUpdate(e,t){this.resolvedProperty[this.propertyIndex]=e[t],this.targetObject.matrixWorldNeedsUpdate=!0}_setValue_fromArray(e,t){this.resolvedProperty.fromArray(e,t)}_setValue_fromArray_setNeedsUpdate(e,t){this.resolvedProperty.fromArray(e,t),this.targetObject.needsUpdate=!0}_setValue_fromArray_setMatrixWorldNeedsUpdate(e,t){this.resolvedProperty.fromArray(e,t),this.targetObject.matrixWorldNeedsUpdate=!0}_getValue_unbound(e,t){this.bind(),this.getValue(e,t)}_setValue_unbound(e,t){this.bind(),this.setValue(e,t)}bind(){let e=this.node,t=this.parsedPath,n=t.objectName,s=t.propertyName,r=t.propertyIndex;if(e||(e=i.findNode(this.rootNode,t.nodeName),this.node=e),this.getValue=this._getValue_unavailable,this.setValue=this._setValue_unavailable,!e){Ye("PropertyBinding: No target node found for track: "+this.path+".");return}if(n){let c=t.objectIndex;switch(n){case"materials":if(!e.material){Ke("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!e.material.materials){Ke("PropertyBinding: Can not bind to material.materials as node.material does not have a materials array.",this);return}e=e.material.materials;break;case"bones":if(!e.skeleton){Ke("PropertyBinding: Can not bind to bones as node does not have a skeleton.",this);return}e=e.skeleton.bones;for(let u=0;u<e.length;u++)if(e[u].name===c){c=u;break}break;case"map":if("map"in e){e=e.map;break}if(!e.material){Ke("PropertyBinding: Can not bind to material as node does not have a material.",this);return}if(!e.material.map){Ke("PropertyBinding: Can not bind to material.map as node.material does not have a map.",this);return}e=e.material.map;break;default:if(e[n]===void 0){Ke("PropertyBinding: Can not bind to objectName of node undefined.",this);return}e=e[n]}if(c!==void 0){if(e[c]===void 0){Ke("PropertyBinding: Trying to bind to objectIndex of objectName, but is undefined.",this,e);return}e=e[c]}}let o=e[s];if(o===void 0){let c=t.nodeName;Ke("PropertyBinding: Trying to update property for track: "+c+"."+s+" but it wasn't found.",e);return}let a=this.Versioning.None;this.targetObject=e,e.isMaterial===!0?a=this.Versioning.NeedsUpdate:e.isObject3D===!0&&(a=this.Versioning.MatrixWorldNeedsUpdate);let l=this.BindingType.Direct;if(r!==void 0){if(s==="morphTargetInfluences"){if(!e.geometry){Ke("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.",this);return}if(!e.geometry.morphAttributes){Ke("PropertyBinding: Can not bind to morphTargetInfluences because node does not have a geometry.morphAttributes.",this);return}e.morphTargetDictionary[r]!==void 0&&(r=e.morphTargetDictionary[r])}l=this.BindingType.ArrayElement,this.resolvedProperty=o,this.propertyIndex=r}else o.fromArray!==void 0&&o.toArray!==void 0?(l=this.BindingType.HasFromToArray,this.resolvedProperty=o):Array.isArray(o)?(l=this.BindingType.EntireArray,this.resolvedProperty=o):this.propertyName=s;this.getValue=this.GetterByBindingType[l],this.setValue=this.SetterByBindingTypeAndVersioning[l][a]}unbind(){this.node=null,this.getValue=this._getValue_unbound,this.setValue=this._setValue_unbound}};kt.Composite=Rd;kt.prototype.BindingType={Direct:0,EntireArray:1,ArrayElement:2,HasFromToArray:3};kt.prototype.Versioning={None:0,NeedsUpdate:1,MatrixWorldNeedsUpdate:2};kt.prototype.GetterByBindingType=[kt.prototype._getValue_direct,kt.prototype._getValue_array,kt.prototype._getValue_arrayElement,kt.prototype._getValue_toArray];kt.prototype.SetterByBindingTypeAndVersioning=[[kt.prototype._setValue_direct,kt.prototype._setValue_direct_setNeedsUpdate,kt.prototype._setValue_direct_setMatrixWorldNeedsUpdate],[kt.prototype._setValue_array,kt.prototype._setValue_array_setNeedsUpdate,kt.prototype._setValue_array_setMatrixWorldNeedsUpdate],[kt.prototype._setValue_arrayElement,kt.prototype._setValue_arrayElement_setNeedsUpdate,kt.prototype._setValue_arrayElement_setMatrixWorldNeedsUpdate],[kt.prototype._setValue_fromArray,kt.prototype._setValue_fromArray_setNeedsUpdate,kt.prototype._setValue_fromArray_setMatrixWorldNeedsUpdate]];var fA=new Float32Array(1);var Cg=new zt,ba=class{constructor(e,t,n=0,s=1/0){this.ray=new lr(e,t),this.near=n,this.far=s,this.camera=null,this.layers=new io,this.params={Mesh:{},Line:{threshold:1},LOD:{},Points:{threshold:1},Sprite:{}}}set(e,t){this.ray.set(e,t)}setFromCamera(e,t){t.isPerspectiveCamera?(this.ray.origin.setFromMatrixPosition(t.matrixWorld),this.ray.direction.set(e.x,e.y,.5).unproject(t).sub(this.ray.origin).normalize(),this.camera=t):t.isOrthographicCamera?(this.ray.origin.set(e.x,e.y,t.projectionMatrix.elements[14]).unproject(t),this.ray.direction.set(0,0,-1).transformDirection(t.matrixWorld),this.camera=t):Ke("Raycaster: Unsupported camera type: "+t.type)}setFromXRController(e){return Cg.identity().extractRotation(e.matrixWorld),this.ray.origin.setFromMatrixPosition(e.matrixWorld),this.ray.direction.set(0,0,-1).applyMatrix4(Cg),this}intersectObject(e,t=!0,n=[]){return Cd(e,this,n,t),n.sort(Pg),n}intersectObjects(e,t=!0,n=[]){for(let s=0,r=e.length;s<r;s++)Cd(e[s],this,n,t);return n.sort(Pg),n}};function Pg(i,e){return i.distance-e.distance}function Cd(i,e,t,n){let s=!0;if(i.layers.test(e.layers)&&i.raycast(e,t)===!1&&(s=!1),s===!0&&n===!0){let r=i.children;for(let o=0,a=r.length;o<a;o++)Cd(r[o],e,t,!0)}}var Pd=class{static{this.prototype.isMatrix2=!0}constructor(e,t,n,s){this.elements=[1,0,0,1],e!==void 0&&this.set(e,t,n,s)}identity(){return this.set(1,0,0,1),this}fromArray(e,t=0){for(let n=0;n<4;n++)this.elements[n]=e[n+t];return this}set(e,t,n,s){let r=this.elements;return r[0]=e,r[2]=t,r[1]=n,r[3]=s,this}};function df(i,e,t,n){let s=Mb(n);switch(t){case Jd:return i*e;case mr:return i*e/s.components*s.byteLength;case Zc:return i*e/s.components*s.byteLength;case Hs:return i*e*2/s.components*s.byteLength;case Jc:return i*e*2/s.components*s.byteLength;case Kd:return i*e*3/s.components*s.byteLength;case Pi:return i*e*4/s.components*s.byteLength;case Kc:return i*e*4/s.components*s.byteLength;case wa:case Ea:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*8;case Ta:case Aa:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case Qc:case tu:return Math.max(i,16)*Math.max(e,8)/4;case jc:case eu:return Math.max(i,8)*Math.max(e,8)/2;case nu:case iu:case ru:case ou:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*8;case su:case Ra:case au:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case lu:return Math.floor((i+3)/4)*Math.floor((e+3)/4)*16;case cu:return Math.floor((i+4)/5)*Math.floor((e+3)/4)*16;case uu:return Math.floor((i+4)/5)*Math.floor((e+4)/5)*16;case hu:return Math.floor((i+5)/6)*Math.floor((e+4)/5)*16;case du:return Math.floor((i+5)/6)*Math.floor((e+5)/6)*16;case fu:return Math.floor((i+7)/8)*Math.floor((e+4)/5)*16;case pu:return Math.floor((i+7)/8)*Math.floor((e+5)/6)*16;case mu:return Math.floor((i+7)/8)*Math.floor((e+7)/8)*16;case gu:return Math.floor((i+9)/10)*Math.floor((e+4)/5)*16;case xu:return Math.floor((i+9)/10)*Math.floor((e+5)/6)*16;case vu:return Math.floor((i+9)/10)*Math.floor((e+7)/8)*16;case yu:return Math.floor((i+9)/10)*Math.floor((e+9)/10)*16;case _u:return Math.floor((i+11)/12)*Math.floor((e+9)/10)*16;case bu:return Math.floor((i+11)/12)*Math.floor((e+11)/12)*16;case Su:case Mu:case wu:return Math.ceil(i/4)*Math.ceil(e/4)*16;case Eu:case Tu:return Math.ceil(i/4)*Math.ceil(e/4)*8;case Ca:case Au:return Math.ceil(i/4)*Math.ceil(e/4)*16}throw new Error(`Unable to determine texture byte length for ${t} format.`)}function Mb(i){switch(i){case li:case qd:return{byteLength:1,components:1};case fo:case Yd:case Ci:return{byteLength:2,components:1};case Yc:case $c:return{byteLength:2,components:4};case Ri:case qc:case ci:return{byteLength:4,components:1};case $d:case Zd:return{byteLength:4,components:3}}throw new Error(`THREE.TextureUtils: Unknown texture type ${i}.`)}typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("register",{detail:{revision:"187"}}));typeof window<"u"&&(window.__THREE__?Ye("WARNING: Multiple instances of Three.js being imported."):window.__THREE__="187");function W0(){let i=null,e=!1,t=null,n=null;function s(r,o){n=i.requestAnimationFrame(s),t(r,o)}return{start:function(){e!==!0&&t!==null&&i!==null&&(n=i.requestAnimationFrame(s),e=!0)},stop:function(){i!==null&&i.cancelAnimationFrame(n),e=!1},setAnimationLoop:function(r){t=r},setContext:function(r){i=r}}}function Eb(i){let e=new WeakMap;function t(a,l){let c=a.array,u=a.usage,h=c.byteLength,d=i.createBuffer();i.bindBuffer(l,d),i.bufferData(l,c,u),a.onUploadCallback();let f;if(c instanceof Float32Array)f=i.FLOAT;else if(typeof Float16Array<"u"&&c instanceof Float16Array)f=i.HALF_FLOAT;else if(c instanceof Uint16Array)a.isFloat16BufferAttribute?f=i.HALF_FLOAT:f=i.UNSIGNED_SHORT;else if(c instanceof Int16Array)f=i.SHORT;else if(c instanceof Uint32Array)f=i.UNSIGNED_INT;else if(c instanceof Int32Array)f=i.INT;else if(c instanceof Int8Array)f=i.BYTE;else if(c instanceof Uint8Array)f=i.UNSIGNED_BYTE;else if(c instanceof Uint8ClampedArray)f=i.UNSIGNED_BYTE;else throw new Error("THREE.WebGLAttributes: Unsupported buffer data format: "+c);return{buffer:d,type:f,bytesPerElement:c.BYTES_PER_ELEMENT,version:a.version,size:h}}function n(a,l,c){let u=l.array,h=l.updateRanges;if(i.bindBuffer(c,a),h.length===0)i.bufferSubData(c,0,u);else{h.sort((f,m)=>f.start-m.start);let d=0;for(let f=1;f<h.length;f++){let m=h[d],y=h[f];y.start<=m.start+m.count+1?m.count=Math.max(m.count,y.start+y.count-m.start):(++d,h[d]=y)}h.length=d+1;for(let f=0,m=h.length;f<m;f++){let y=h[f];i.bufferSubData(c,y.start*u.BYTES_PER_ELEMENT,u,y.start,y.count)}l.clearUpdateRanges()}l.onUploadCallback()}function s(a){return a.isInterleavedBufferAttribute&&(a=a.data),e.get(a)}function r(a){a.isInterleavedBufferAttribute&&(a=a.data);let l=e.get(a);l&&(i.deleteBuffer(l.buffer),e.delete(a))}function o(a,l){if(a.isInterleavedBufferAttribute&&(a=a.data),a.isGLBufferAttribute){let u=e.get(a);(!u||u.version<a.version)&&e.set(a,{buffer:a.buffer,type:a.type,bytesPerElement:a.elementSize,version:a.version});return}let c=e.get(a);if(c===void 0)e.set(a,t(a,l));else if(c.version<a.version){if(c.size!==a.array.byteLength)throw new Error("THREE.WebGLAttributes: The size of the buffer attribute's array buffer does not match the original size. Resizing buffer attributes is not supported.");n(c.buffer,a,l),c.version=a.version}}return{get:s,remove:r,update:o}}var Tb=`#ifdef USE_ALPHAHASH
	if ( diffuseColor.a < getAlphaHashThreshold( vPosition ) ) discard;
#endif`,Ab=`#ifdef USE_ALPHAHASH
	const float ALPHA_HASH_SCALE = 0.05;
	float hash2D( vec2 value ) {
		return fract( 1.0e4 * sin( 17.0 * value.x + 0.1 * value.y ) * ( 0.1 + abs( sin( 13.0 * value.y + value.x ) ) ) );
	}
	float hash3D( vec3 value ) {
		return hash2D( vec2( hash2D( value.xy ), value.z ) );
	}
	float getAlphaHashThreshold( vec3 position ) {
		float maxDeriv = max(
			length( dFdx( position.xyz ) ),
			length( dFdy( position.xyz ) )
		);
		float pixScale = 1.0 / ( ALPHA_HASH_SCALE * maxDeriv );
		vec2 pixScales = vec2(
			exp2( floor( log2( pixScale ) ) ),
			exp2( ceil( log2( pixScale ) ) )
		);
		vec2 alpha = vec2(
			hash3D( floor( pixScales.x * position.xyz ) ),
			hash3D( floor( pixScales.y * position.xyz ) )
		);
		float lerpFactor = fract( log2( pixScale ) );
		float x = ( 1.0 - lerpFactor ) * alpha.x + lerpFactor * alpha.y;
		float a = min( lerpFactor, 1.0 - lerpFactor );
		vec3 cases = vec3(
			x * x / ( 2.0 * a * ( 1.0 - a ) ),
			( x - 0.5 * a ) / ( 1.0 - a ),
			1.0 - ( ( 1.0 - x ) * ( 1.0 - x ) / ( 2.0 * a * ( 1.0 - a ) ) )
		);
		float threshold = ( x < ( 1.0 - a ) )
			? ( ( x < a ) ? cases.x : cases.y )
			: cases.z;
		return clamp( threshold , 1.0e-6, 1.0 );
	}
#endif`,Rb=`#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, vAlphaMapUv ).g;
#endif`,Cb=`#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,Pb=`#ifdef USE_ALPHATEST
	#ifdef ALPHA_TO_COVERAGE
	diffuseColor.a = smoothstep( alphaTest, alphaTest + fwidth( diffuseColor.a ), diffuseColor.a );
	if ( diffuseColor.a == 0.0 ) discard;
	#else
	if ( diffuseColor.a < alphaTest ) discard;
	#endif
#endif`,Ib=`#ifdef USE_ALPHATEST
	uniform float alphaTest;
#endif`,Lb=`#ifdef USE_AOMAP
	float ambientOcclusion = ( texture2D( aoMap, vAoMapUv ).r - 1.0 ) * aoMapIntensity + 1.0;
	reflectedLight.indirectDiffuse *= ambientOcclusion;
	#if defined( USE_CLEARCOAT ) 
		clearcoatSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_SHEEN ) 
		sheenSpecularIndirect *= ambientOcclusion;
	#endif
	#if defined( USE_ENVMAP ) && defined( STANDARD )
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		reflectedLight.indirectSpecular *= computeSpecularOcclusion( dotNV, ambientOcclusion, material.roughness );
	#endif
#endif`,Nb=`#ifdef USE_AOMAP
	uniform sampler2D aoMap;
	uniform float aoMapIntensity;
#endif`,Db=`#ifdef USE_BATCHING
	#if ! defined( GL_ANGLE_multi_draw )
	#define gl_DrawID _gl_DrawID
	uniform int _gl_DrawID;
	#endif
	uniform highp sampler2D batchingTexture;
	uniform highp usampler2D batchingIdTexture;
	mat4 getBatchingMatrix( const in float i ) {
		int size = textureSize( batchingTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( batchingTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( batchingTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( batchingTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( batchingTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
	float getIndirectIndex( const in int i ) {
		int size = textureSize( batchingIdTexture, 0 ).x;
		int x = i % size;
		int y = i / size;
		return float( texelFetch( batchingIdTexture, ivec2( x, y ), 0 ).r );
	}
#endif
#ifdef USE_BATCHING_COLOR
	uniform sampler2D batchingColorTexture;
	vec4 getBatchingColor( const in float i ) {
		int size = textureSize( batchingColorTexture, 0 ).x;
		int j = int( i );
		int x = j % size;
		int y = j / size;
		return texelFetch( batchingColorTexture, ivec2( x, y ), 0 );
	}
#endif`,Ub=`#ifdef USE_BATCHING
	mat4 batchingMatrix = getBatchingMatrix( getIndirectIndex( gl_DrawID ) );
#endif`,Fb=`vec3 transformed = vec3( position );
#ifdef USE_ALPHAHASH
	vPosition = vec3( position );
#endif`,Ob=`vec3 objectNormal = vec3( normal );
#ifdef USE_TANGENT
	vec3 objectTangent = vec3( tangent.xyz );
#endif`,Bb=`float G_BlinnPhong_Implicit( ) {
	return 0.25;
}
float D_BlinnPhong( const in float shininess, const in float dotNH ) {
	return RECIPROCAL_PI * ( shininess * 0.5 + 1.0 ) * pow( dotNH, shininess );
}
vec3 BRDF_BlinnPhong( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 specularColor, const in float shininess ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( specularColor, 1.0, dotVH );
	float G = G_BlinnPhong_Implicit( );
	float D = D_BlinnPhong( shininess, dotNH );
	return F * ( G * D );
} // validated`,kb=`#ifdef USE_IRIDESCENCE
	const mat3 XYZ_TO_REC709 = mat3(
		 3.2404542, -0.9692660,  0.0556434,
		-1.5371385,  1.8760108, -0.2040259,
		-0.4985314,  0.0415560,  1.0572252
	);
	vec3 Fresnel0ToIor( vec3 fresnel0 ) {
		vec3 sqrtF0 = sqrt( fresnel0 );
		return ( vec3( 1.0 ) + sqrtF0 ) / ( vec3( 1.0 ) - sqrtF0 );
	}
	vec3 IorToFresnel0( vec3 transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - vec3( incidentIor ) ) / ( transmittedIor + vec3( incidentIor ) ) );
	}
	float IorToFresnel0( float transmittedIor, float incidentIor ) {
		return pow2( ( transmittedIor - incidentIor ) / ( transmittedIor + incidentIor ));
	}
	vec3 evalSensitivity( float OPD, vec3 shift ) {
		float phase = 2.0 * PI * OPD * 1.0e-9;
		vec3 val = vec3( 5.4856e-13, 4.4201e-13, 5.2481e-13 );
		vec3 pos = vec3( 1.6810e+06, 1.7953e+06, 2.2084e+06 );
		vec3 var = vec3( 4.3278e+09, 9.3046e+09, 6.6121e+09 );
		vec3 xyz = val * sqrt( 2.0 * PI * var ) * cos( pos * phase + shift ) * exp( - pow2( phase ) * var );
		xyz.x += 9.7470e-14 * sqrt( 2.0 * PI * 4.5282e+09 ) * cos( 2.2399e+06 * phase + shift[ 0 ] ) * exp( - 4.5282e+09 * pow2( phase ) );
		xyz /= 1.0685e-7;
		vec3 rgb = XYZ_TO_REC709 * xyz;
		return rgb;
	}
	vec3 evalIridescence( float outsideIOR, float eta2, float cosTheta1, float thinFilmThickness, vec3 baseF0 ) {
		vec3 I;
		float iridescenceIOR = mix( outsideIOR, eta2, smoothstep( 0.0, 0.03, thinFilmThickness ) );
		float sinTheta2Sq = pow2( outsideIOR / iridescenceIOR ) * ( 1.0 - pow2( cosTheta1 ) );
		float cosTheta2Sq = 1.0 - sinTheta2Sq;
		if ( cosTheta2Sq < 0.0 ) {
			return vec3( 1.0 );
		}
		float cosTheta2 = sqrt( cosTheta2Sq );
		float R0 = IorToFresnel0( iridescenceIOR, outsideIOR );
		float R12 = F_Schlick( R0, 1.0, cosTheta1 );
		float T121 = 1.0 - R12;
		float phi12 = 0.0;
		if ( iridescenceIOR < outsideIOR ) phi12 = PI;
		float phi21 = PI - phi12;
		vec3 baseIOR = Fresnel0ToIor( clamp( baseF0, 0.0, 0.9999 ) );		vec3 R1 = IorToFresnel0( baseIOR, iridescenceIOR );
		vec3 R23 = F_Schlick( R1, 1.0, cosTheta2 );
		vec3 phi23 = vec3( 0.0 );
		if ( baseIOR[ 0 ] < iridescenceIOR ) phi23[ 0 ] = PI;
		if ( baseIOR[ 1 ] < iridescenceIOR ) phi23[ 1 ] = PI;
		if ( baseIOR[ 2 ] < iridescenceIOR ) phi23[ 2 ] = PI;
		float OPD = 2.0 * iridescenceIOR * thinFilmThickness * cosTheta2;
		vec3 phi = vec3( phi21 ) + phi23;
		vec3 R123 = clamp( R12 * R23, 1e-5, 0.9999 );
		vec3 r123 = sqrt( R123 );
		vec3 Rs = pow2( T121 ) * R23 / ( vec3( 1.0 ) - R123 );
		vec3 C0 = R12 + Rs;
		I = C0;
		vec3 Cm = Rs - T121;
		for ( int m = 1; m <= 2; ++ m ) {
			Cm *= r123;
			vec3 Sm = 2.0 * evalSensitivity( float( m ) * OPD, float( m ) * phi );
			I += Cm * Sm;
		}
		return max( I, vec3( 0.0 ) );
	}
#endif`,zb=`#ifdef USE_BUMPMAP
	uniform sampler2D bumpMap;
	uniform float bumpScale;
	vec2 dHdxy_fwd() {
		vec2 dSTdx = dFdx( vBumpMapUv );
		vec2 dSTdy = dFdy( vBumpMapUv );
		float Hll = bumpScale * texture2D( bumpMap, vBumpMapUv ).x;
		float dBx = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdx ).x - Hll;
		float dBy = bumpScale * texture2D( bumpMap, vBumpMapUv + dSTdy ).x - Hll;
		return vec2( dBx, dBy );
	}
	vec3 perturbNormalArb( vec3 surf_pos, vec3 surf_norm, vec2 dHdxy, float faceDirection ) {
		vec3 vSigmaX = normalize( dFdx( surf_pos.xyz ) );
		vec3 vSigmaY = normalize( dFdy( surf_pos.xyz ) );
		vec3 vN = surf_norm;
		vec3 R1 = cross( vSigmaY, vN );
		vec3 R2 = cross( vN, vSigmaX );
		float fDet = dot( vSigmaX, R1 ) * faceDirection;
		vec3 vGrad = sign( fDet ) * ( dHdxy.x * R1 + dHdxy.y * R2 );
		return normalize( abs( fDet ) * surf_norm - vGrad );
	}
#endif`,Vb=`#if NUM_CLIPPING_PLANES > 0
	vec4 plane;
	#ifdef ALPHA_TO_COVERAGE
		float distanceToPlane, distanceGradient;
		float clipOpacity = 1.0;
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
			distanceGradient = fwidth( distanceToPlane ) / 2.0;
			clipOpacity *= smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			if ( clipOpacity == 0.0 ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			float unionClipOpacity = 1.0;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				distanceToPlane = - dot( vClipPosition, plane.xyz ) + plane.w;
				distanceGradient = fwidth( distanceToPlane ) / 2.0;
				unionClipOpacity *= 1.0 - smoothstep( - distanceGradient, distanceGradient, distanceToPlane );
			}
			#pragma unroll_loop_end
			clipOpacity *= 1.0 - unionClipOpacity;
		#endif
		diffuseColor.a *= clipOpacity;
		if ( diffuseColor.a == 0.0 ) discard;
	#else
		#pragma unroll_loop_start
		for ( int i = 0; i < UNION_CLIPPING_PLANES; i ++ ) {
			plane = clippingPlanes[ i ];
			if ( dot( vClipPosition, plane.xyz ) > plane.w ) discard;
		}
		#pragma unroll_loop_end
		#if UNION_CLIPPING_PLANES < NUM_CLIPPING_PLANES
			bool clipped = true;
			#pragma unroll_loop_start
			for ( int i = UNION_CLIPPING_PLANES; i < NUM_CLIPPING_PLANES; i ++ ) {
				plane = clippingPlanes[ i ];
				clipped = ( dot( vClipPosition, plane.xyz ) > plane.w ) && clipped;
			}
			#pragma unroll_loop_end
			if ( clipped ) discard;
		#endif
	#endif
#endif`,Hb=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
	uniform vec4 clippingPlanes[ NUM_CLIPPING_PLANES ];
#endif`,Gb=`#if NUM_CLIPPING_PLANES > 0
	varying vec3 vClipPosition;
#endif`,Wb=`#if NUM_CLIPPING_PLANES > 0
	vClipPosition = - mvPosition.xyz;
#endif`,Xb=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	diffuseColor *= vColor;
#endif`,qb=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA )
	varying vec4 vColor;
#endif`,Yb=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	varying vec4 vColor;
#endif`,$b=`#if defined( USE_COLOR ) || defined( USE_COLOR_ALPHA ) || defined( USE_INSTANCING_COLOR ) || defined( USE_BATCHING_COLOR )
	vColor = vec4( 1.0 );
#endif
#ifdef USE_COLOR_ALPHA
	vColor *= color;
#elif defined( USE_COLOR )
	vColor.rgb *= color;
#endif
#ifdef USE_INSTANCING_COLOR
	vColor.rgb *= instanceColor.rgb;
#endif
#ifdef USE_BATCHING_COLOR
	vColor *= getBatchingColor( getIndirectIndex( gl_DrawID ) );
#endif`,Zb=`#define PI 3.141592653589793
#define PI2 6.283185307179586
#define PI_HALF 1.5707963267948966
#define RECIPROCAL_PI 0.3183098861837907
#define RECIPROCAL_PI2 0.15915494309189535
#define EPSILON 1e-6
#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
#define whiteComplement( a ) ( 1.0 - saturate( a ) )
float pow2( const in float x ) { return x*x; }
vec3 pow2( const in vec3 x ) { return x*x; }
float pow3( const in float x ) { return x*x*x; }
float pow4( const in float x ) { float x2 = x*x; return x2*x2; }
float max3( const in vec3 v ) { return max( max( v.x, v.y ), v.z ); }
float average( const in vec3 v ) { return dot( v, vec3( 0.3333333 ) ); }
highp float rand( const in vec2 uv ) {
	const highp float a = 12.9898, b = 78.233, c = 43758.5453;
	highp float dt = dot( uv.xy, vec2( a,b ) ), sn = mod( dt, PI );
	return fract( sin( sn ) * c );
}
#ifdef HIGH_PRECISION
	float precisionSafeLength( vec3 v ) { return length( v ); }
#else
	float precisionSafeLength( vec3 v ) {
		float maxComponent = max3( abs( v ) );
		return length( v / maxComponent ) * maxComponent;
	}
#endif
struct IncidentLight {
	vec3 color;
	vec3 direction;
	bool visible;
};
struct ReflectedLight {
	vec3 directDiffuse;
	vec3 directSpecular;
	vec3 indirectDiffuse;
	vec3 indirectSpecular;
};
#ifdef USE_ALPHAHASH
	varying vec3 vPosition;
#endif
vec3 transformDirection( in vec3 dir, in mat4 matrix ) {
	return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );
}
#define inverseTransformDirection transformDirectionByInverseViewMatrix
vec3 transformNormalByInverseViewMatrix( in vec3 normal, in mat4 viewMatrix ) {
	return normalize( ( vec4( normal, 0.0 ) * viewMatrix ).xyz );
}
vec3 transformDirectionByInverseViewMatrix( in vec3 dir, in mat4 viewMatrix ) {
	return normalize( ( vec4( dir, 0.0 ) * viewMatrix ).xyz );
}
bool isPerspectiveMatrix( mat4 m ) {
	return m[ 2 ][ 3 ] == - 1.0;
}
vec2 equirectUv( in vec3 dir ) {
	float u = atan( dir.z, dir.x ) * RECIPROCAL_PI2 + 0.5;
	float v = asin( clamp( dir.y, - 1.0, 1.0 ) ) * RECIPROCAL_PI + 0.5;
	return vec2( u, v );
}
vec3 BRDF_Lambert( const in vec3 diffuseColor ) {
	return RECIPROCAL_PI * diffuseColor;
}
vec3 F_Schlick( const in vec3 f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
}
float F_Schlick( const in float f0, const in float f90, const in float dotVH ) {
	float fresnel = exp2( ( - 5.55473 * dotVH - 6.98316 ) * dotVH );
	return f0 * ( 1.0 - fresnel ) + ( f90 * fresnel );
} // validated`,Jb=`vec3 transformedNormal = objectNormal;
#ifdef USE_TANGENT
	vec3 transformedTangent = objectTangent;
#endif
#ifdef USE_BATCHING
	mat3 bm = mat3( batchingMatrix );
	transformedNormal /= vec3( dot( bm[ 0 ], bm[ 0 ] ), dot( bm[ 1 ], bm[ 1 ] ), dot( bm[ 2 ], bm[ 2 ] ) );
	transformedNormal = bm * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = bm * transformedTangent;
	#endif
#endif
#ifdef USE_INSTANCING
	mat3 im = mat3( instanceMatrix );
	transformedNormal /= vec3( dot( im[ 0 ], im[ 0 ] ), dot( im[ 1 ], im[ 1 ] ), dot( im[ 2 ], im[ 2 ] ) );
	transformedNormal = im * transformedNormal;
	#ifdef USE_TANGENT
		transformedTangent = im * transformedTangent;
	#endif
#endif
transformedNormal = normalMatrix * transformedNormal;
#ifdef FLIP_SIDED
	transformedNormal = - transformedNormal;
#endif
#ifdef USE_TANGENT
	transformedTangent = ( modelViewMatrix * vec4( transformedTangent, 0.0 ) ).xyz;
#endif`,Kb=`#ifdef USE_DISPLACEMENTMAP
	uniform sampler2D displacementMap;
	uniform float displacementScale;
	uniform float displacementBias;
#endif`,jb=`#ifdef USE_DISPLACEMENTMAP
	transformed += normalize( objectNormal ) * ( texture2D( displacementMap, vDisplacementMapUv ).x * displacementScale + displacementBias );
#endif`,Qb=`#ifdef USE_EMISSIVEMAP
	vec4 emissiveColor = texture2D( emissiveMap, vEmissiveMapUv );
	#ifdef DECODE_VIDEO_TEXTURE_EMISSIVE
		emissiveColor = sRGBTransferEOTF( emissiveColor );
	#endif
	totalEmissiveRadiance *= emissiveColor.rgb;
#endif`,eS=`#ifdef USE_EMISSIVEMAP
	uniform sampler2D emissiveMap;
#endif`,tS="gl_FragColor = linearToOutputTexel( gl_FragColor );",nS=`vec4 LinearTransferOETF( in vec4 value ) {
	return value;
}
vec4 sRGBTransferEOTF( in vec4 value ) {
	return vec4( mix( pow( value.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), value.rgb * 0.0773993808, vec3( lessThanEqual( value.rgb, vec3( 0.04045 ) ) ) ), value.a );
}
vec4 sRGBTransferOETF( in vec4 value ) {
	return vec4( mix( pow( value.rgb, vec3( 0.41666 ) ) * 1.055 - vec3( 0.055 ), value.rgb * 12.92, vec3( lessThanEqual( value.rgb, vec3( 0.0031308 ) ) ) ), value.a );
}`,iS=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vec3 cameraToFrag;
		if ( isOrthographic ) {
			cameraToFrag = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToFrag = normalize( vWorldPosition - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vec3 reflectVec = reflect( cameraToFrag, worldNormal );
		#else
			vec3 reflectVec = refract( cameraToFrag, worldNormal, refractionRatio );
		#endif
	#else
		vec3 reflectVec = vReflect;
	#endif
	#ifdef ENVMAP_TYPE_CUBE
		vec4 envColor = textureCube( envMap, envMapRotation * reflectVec );
		#ifdef ENVMAP_BLENDING_MULTIPLY
			outgoingLight = mix( outgoingLight, outgoingLight * envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_MIX )
			outgoingLight = mix( outgoingLight, envColor.xyz, specularStrength * reflectivity );
		#elif defined( ENVMAP_BLENDING_ADD )
			outgoingLight += envColor.xyz * specularStrength * reflectivity;
		#endif
	#endif
#endif`,sS=`#ifdef USE_ENVMAP
	uniform float envMapIntensity;
	uniform mat3 envMapRotation;
	uniform samplerCube envMap;
	#ifdef ENVMAP_TYPE_PMREM
		float roughnessToMip( const in float roughness ) {
			float r = clamp( roughness, 0.0, 1.0 );
			return ENVMAP_MAX_LOD * r * ( 2.0 - r );
		}
	#endif
#endif`,rS=`#ifdef USE_ENVMAP
	uniform float reflectivity;
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		varying vec3 vWorldPosition;
		uniform float refractionRatio;
	#else
		varying vec3 vReflect;
	#endif
#endif`,oS=`#ifdef USE_ENVMAP
	#if defined( USE_BUMPMAP ) || defined( USE_NORMALMAP ) || defined( PHONG ) || defined( LAMBERT )
		#define ENV_WORLDPOS
	#endif
	#ifdef ENV_WORLDPOS
		
		varying vec3 vWorldPosition;
	#else
		varying vec3 vReflect;
		uniform float refractionRatio;
	#endif
#endif`,aS=`#ifdef USE_ENVMAP
	#ifdef ENV_WORLDPOS
		vWorldPosition = worldPosition.xyz;
	#else
		vec3 cameraToVertex;
		if ( isOrthographic ) {
			cameraToVertex = normalize( vec3( - viewMatrix[ 0 ][ 2 ], - viewMatrix[ 1 ][ 2 ], - viewMatrix[ 2 ][ 2 ] ) );
		} else {
			cameraToVertex = normalize( worldPosition.xyz - cameraPosition );
		}
		vec3 worldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
		#ifdef ENVMAP_MODE_REFLECTION
			vReflect = reflect( cameraToVertex, worldNormal );
		#else
			vReflect = refract( cameraToVertex, worldNormal, refractionRatio );
		#endif
	#endif
#endif`,lS=`#ifdef USE_FOG
	vFogDepth = - mvPosition.z;
#endif`,cS=`#ifdef USE_FOG
	varying float vFogDepth;
#endif`,uS=`#ifdef USE_FOG
	#ifdef FOG_EXP2
		float fogFactor = 1.0 - exp( - fogDensity * fogDensity * vFogDepth * vFogDepth );
	#else
		float fogFactor = smoothstep( fogNear, fogFar, vFogDepth );
	#endif
	gl_FragColor.rgb = mix( gl_FragColor.rgb, fogColor, fogFactor );
#endif`,hS=`#ifdef USE_FOG
	uniform vec3 fogColor;
	varying float vFogDepth;
	#ifdef FOG_EXP2
		uniform float fogDensity;
	#else
		uniform float fogNear;
		uniform float fogFar;
	#endif
#endif`,dS=`#ifdef USE_GRADIENTMAP
	uniform sampler2D gradientMap;
#endif
vec3 getGradientIrradiance( vec3 normal, vec3 lightDirection ) {
	float dotNL = dot( normal, lightDirection );
	vec2 coord = vec2( dotNL * 0.5 + 0.5, 0.0 );
	#ifdef USE_GRADIENTMAP
		return vec3( texture2D( gradientMap, coord ).r );
	#else
		vec2 fw = fwidth( coord ) * 0.5;
		return mix( vec3( 0.7 ), vec3( 1.0 ), smoothstep( 0.7 - fw.x, 0.7 + fw.x, coord.x ) );
	#endif
}`,fS=`#ifdef USE_LIGHTMAP
	uniform sampler2D lightMap;
	uniform float lightMapIntensity;
#endif`,pS=`LambertMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularStrength = specularStrength;`,mS=`varying vec3 vViewPosition;
struct LambertMaterial {
	vec3 diffuseColor;
	float specularStrength;
};
void RE_Direct_Lambert( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Lambert( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in LambertMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Lambert
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Lambert`,gS=`uniform bool receiveShadow;
uniform vec3 ambientLightColor;
#if defined( USE_LIGHT_PROBES )
	uniform vec3 lightProbe[ 9 ];
#endif
vec3 shGetIrradianceAt( in vec3 normal, in vec3 shCoefficients[ 9 ] ) {
	float x = normal.x, y = normal.y, z = normal.z;
	vec3 result = shCoefficients[ 0 ] * 0.886227;
	result += shCoefficients[ 1 ] * 2.0 * 0.511664 * y;
	result += shCoefficients[ 2 ] * 2.0 * 0.511664 * z;
	result += shCoefficients[ 3 ] * 2.0 * 0.511664 * x;
	result += shCoefficients[ 4 ] * 2.0 * 0.429043 * x * y;
	result += shCoefficients[ 5 ] * 2.0 * 0.429043 * y * z;
	result += shCoefficients[ 6 ] * ( 0.743125 * z * z - 0.247708 );
	result += shCoefficients[ 7 ] * 2.0 * 0.429043 * x * z;
	result += shCoefficients[ 8 ] * 0.429043 * ( x * x - y * y );
	return result;
}
vec3 getLightProbeIrradiance( const in vec3 lightProbe[ 9 ], const in vec3 normal ) {
	vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec3 irradiance = shGetIrradianceAt( worldNormal, lightProbe );
	return irradiance;
}
vec3 getAmbientLightIrradiance( const in vec3 ambientLightColor ) {
	vec3 irradiance = ambientLightColor;
	return irradiance;
}
float getDistanceAttenuation( const in float lightDistance, const in float cutoffDistance, const in float decayExponent ) {
	float distanceFalloff = 1.0 / max( pow( lightDistance, decayExponent ), 0.01 );
	if ( cutoffDistance > 0.0 ) {
		distanceFalloff *= pow2( saturate( 1.0 - pow4( lightDistance / cutoffDistance ) ) );
	}
	return distanceFalloff;
}
float getSpotAttenuation( const in float coneCosine, const in float penumbraCosine, const in float angleCosine ) {
	return smoothstep( coneCosine, penumbraCosine, angleCosine );
}
#if NUM_SUN_LIGHTS > 0
	struct SunLight {
		vec3 direction;
		vec3 color;
	};
	uniform SunLight sunLights[ NUM_SUN_LIGHTS ];
	void getSunLightInfo( const in SunLight sunLight, out IncidentLight light ) {
		light.color = sunLight.color;
		light.direction = sunLight.direction;
		light.visible = true;
	}
#endif
#if NUM_DIR_LIGHTS > 0
	struct DirectionalLight {
		vec3 direction;
		vec3 color;
	};
	uniform DirectionalLight directionalLights[ NUM_DIR_LIGHTS ];
	void getDirectionalLightInfo( const in DirectionalLight directionalLight, out IncidentLight light ) {
		light.color = directionalLight.color;
		light.direction = directionalLight.direction;
		light.visible = true;
	}
#endif
#if NUM_POINT_LIGHTS > 0
	struct PointLight {
		vec3 position;
		vec3 color;
		float distance;
		float decay;
	};
	uniform PointLight pointLights[ NUM_POINT_LIGHTS ];
	void getPointLightInfo( const in PointLight pointLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = pointLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float lightDistance = length( lVector );
		light.color = pointLight.color;
		light.color *= getDistanceAttenuation( lightDistance, pointLight.distance, pointLight.decay );
		light.visible = ( light.color != vec3( 0.0 ) );
	}
#endif
#if NUM_SPOT_LIGHTS > 0
	struct SpotLight {
		vec3 position;
		vec3 direction;
		vec3 color;
		float distance;
		float decay;
		float coneCos;
		float penumbraCos;
	};
	uniform SpotLight spotLights[ NUM_SPOT_LIGHTS ];
	void getSpotLightInfo( const in SpotLight spotLight, const in vec3 geometryPosition, out IncidentLight light ) {
		vec3 lVector = spotLight.position - geometryPosition;
		light.direction = normalize( lVector );
		float angleCos = dot( light.direction, spotLight.direction );
		float spotAttenuation = getSpotAttenuation( spotLight.coneCos, spotLight.penumbraCos, angleCos );
		if ( spotAttenuation > 0.0 ) {
			float lightDistance = length( lVector );
			light.color = spotLight.color * spotAttenuation;
			light.color *= getDistanceAttenuation( lightDistance, spotLight.distance, spotLight.decay );
			light.visible = ( light.color != vec3( 0.0 ) );
		} else {
			light.color = vec3( 0.0 );
			light.visible = false;
		}
	}
#endif
#if NUM_RECT_AREA_LIGHTS > 0
	struct RectAreaLight {
		vec3 color;
		vec3 position;
		vec3 halfWidth;
		vec3 halfHeight;
	};
	uniform sampler2D ltc_1;	uniform sampler2D ltc_2;
	uniform RectAreaLight rectAreaLights[ NUM_RECT_AREA_LIGHTS ];
#endif
#if NUM_HEMI_LIGHTS > 0
	struct HemisphereLight {
		vec3 direction;
		vec3 skyColor;
		vec3 groundColor;
	};
	uniform HemisphereLight hemisphereLights[ NUM_HEMI_LIGHTS ];
	vec3 getHemisphereLightIrradiance( const in HemisphereLight hemiLight, const in vec3 normal ) {
		float dotNL = dot( normal, hemiLight.direction );
		float hemiDiffuseWeight = 0.5 * dotNL + 0.5;
		vec3 irradiance = mix( hemiLight.groundColor, hemiLight.skyColor, hemiDiffuseWeight );
		return irradiance;
	}
#endif
#include <lightprobes_pars_fragment>`,xS=`#ifdef USE_ENVMAP
	vec3 getIBLIrradiance( const in vec3 normal ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 worldNormal = transformNormalByInverseViewMatrix( normal, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * worldNormal, ENVMAP_MAX_LOD );
			return PI * envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	vec3 getIBLRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
		#ifdef ENVMAP_TYPE_PMREM
			vec3 reflectVec = reflect( - viewDir, normal );
			reflectVec = normalize( mix( reflectVec, normal, pow4( roughness ) ) );
			reflectVec = transformDirectionByInverseViewMatrix( reflectVec, viewMatrix );
			vec4 envMapColor = textureLod( envMap, envMapRotation * reflectVec, roughnessToMip( roughness ) );
			return envMapColor.rgb * envMapIntensity;
		#else
			return vec3( 0.0 );
		#endif
	}
	#ifdef USE_RETROREFLECTION
		vec3 getIBLRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 retroVec = normalize( mix( viewDir, normal, pow4( roughness ) ) );
				retroVec = transformDirectionByInverseViewMatrix( retroVec, viewMatrix );
				vec4 envMapColor = textureLod( envMap, envMapRotation * retroVec, roughnessToMip( roughness ) );
				return envMapColor.rgb * envMapIntensity;
			#else
				return vec3( 0.0 );
			#endif
		}
	#endif
	#ifdef USE_ANISOTROPY
		vec3 getIBLAnisotropyRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
			#ifdef ENVMAP_TYPE_PMREM
				vec3 bentNormal = cross( bitangent, viewDir );
				bentNormal = normalize( cross( bentNormal, bitangent ) );
				bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
				return getIBLRadiance( viewDir, bentNormal, roughness );
			#else
				return vec3( 0.0 );
			#endif
		}
		#ifdef USE_RETROREFLECTION
			vec3 getIBLAnisotropyRetroRadiance( const in vec3 viewDir, const in vec3 normal, const in float roughness, const in vec3 bitangent, const in float anisotropy ) {
				#ifdef ENVMAP_TYPE_PMREM
					vec3 bentNormal = cross( bitangent, viewDir );
					bentNormal = normalize( cross( bentNormal, bitangent ) );
					bentNormal = normalize( mix( bentNormal, normal, pow2( pow2( 1.0 - anisotropy * ( 1.0 - roughness ) ) ) ) );
					return getIBLRetroRadiance( viewDir, bentNormal, roughness );
				#else
					return vec3( 0.0 );
				#endif
			}
		#endif
	#endif
#endif`,vS=`ToonMaterial material;
material.diffuseColor = diffuseColor.rgb;`,yS=`varying vec3 vViewPosition;
struct ToonMaterial {
	vec3 diffuseColor;
};
void RE_Direct_Toon( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 irradiance = getGradientIrradiance( geometryNormal, directLight.direction ) * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
void RE_IndirectDiffuse_Toon( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in ToonMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_Toon
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Toon`,_S=`BlinnPhongMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.specularColor = specular;
material.specularShininess = shininess;
material.specularStrength = specularStrength;`,bS=`varying vec3 vViewPosition;
struct BlinnPhongMaterial {
	vec3 diffuseColor;
	vec3 specularColor;
	float specularShininess;
	float specularStrength;
};
void RE_Direct_BlinnPhong( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	reflectedLight.directDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
	reflectedLight.directSpecular += irradiance * BRDF_BlinnPhong( directLight.direction, geometryViewDir, geometryNormal, material.specularColor, material.specularShininess ) * material.specularStrength;
}
void RE_IndirectDiffuse_BlinnPhong( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in BlinnPhongMaterial material, inout ReflectedLight reflectedLight ) {
	reflectedLight.indirectDiffuse += irradiance * BRDF_Lambert( material.diffuseColor );
}
#define RE_Direct				RE_Direct_BlinnPhong
#define RE_IndirectDiffuse		RE_IndirectDiffuse_BlinnPhong`,SS=`PhysicalMaterial material;
material.diffuseColor = diffuseColor.rgb;
material.diffuseContribution = diffuseColor.rgb * ( 1.0 - metalnessFactor );
material.metalness = metalnessFactor;
vec3 dxy = max( abs( dFdx( nonPerturbedNormal ) ), abs( dFdy( nonPerturbedNormal ) ) );
float geometryRoughness = max( max( dxy.x, dxy.y ), dxy.z );
material.roughness = max( roughnessFactor, 0.045 );
material.roughness += geometryRoughness;
material.roughness = min( material.roughness, 1.0 );
#ifdef USE_DIFFUSE_ROUGHNESS
	float diffuseRoughnessFactor = diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		diffuseRoughnessFactor *= texture2D( diffuseRoughnessMap, vDiffuseRoughnessMapUv ).r;
	#endif
	material.diffuseRoughness = saturate( diffuseRoughnessFactor );
#endif
#ifdef IOR
	material.ior = ior;
	#ifdef USE_SPECULAR
		float specularIntensityFactor = specularIntensity;
		vec3 specularColorFactor = specularColor;
		#ifdef USE_SPECULAR_COLORMAP
			specularColorFactor *= texture2D( specularColorMap, vSpecularColorMapUv ).rgb;
		#endif
		#ifdef USE_SPECULAR_INTENSITYMAP
			specularIntensityFactor *= texture2D( specularIntensityMap, vSpecularIntensityMapUv ).a;
		#endif
		material.specularF90 = mix( specularIntensityFactor, 1.0, metalnessFactor );
	#else
		float specularIntensityFactor = 1.0;
		vec3 specularColorFactor = vec3( 1.0 );
		material.specularF90 = 1.0;
	#endif
	material.specularColor = min( pow2( ( material.ior - 1.0 ) / ( material.ior + 1.0 ) ) * specularColorFactor, vec3( 1.0 ) ) * specularIntensityFactor;
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
#else
	material.specularColor = vec3( 0.04 );
	material.specularColorBlended = mix( material.specularColor, diffuseColor.rgb, metalnessFactor );
	material.specularF90 = 1.0;
#endif
#ifdef USE_CLEARCOAT
	material.clearcoat = clearcoat;
	material.clearcoatRoughness = clearcoatRoughness;
	material.clearcoatF0 = vec3( 0.04 );
	material.clearcoatF90 = 1.0;
	#ifdef USE_CLEARCOATMAP
		material.clearcoat *= texture2D( clearcoatMap, vClearcoatMapUv ).x;
	#endif
	#ifdef USE_CLEARCOAT_ROUGHNESSMAP
		material.clearcoatRoughness *= texture2D( clearcoatRoughnessMap, vClearcoatRoughnessMapUv ).y;
	#endif
	material.clearcoat = saturate( material.clearcoat );	material.clearcoatRoughness = max( material.clearcoatRoughness, 0.045 );
	material.clearcoatRoughness += geometryRoughness;
	material.clearcoatRoughness = min( material.clearcoatRoughness, 1.0 );
#endif
#ifdef USE_DISPERSION
	material.dispersion = dispersion;
#endif
#ifdef USE_RETROREFLECTION
	material.retroreflectivity = retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	material.iridescence = iridescence;
	material.iridescenceIOR = iridescenceIOR;
	#ifdef USE_IRIDESCENCEMAP
		material.iridescence *= texture2D( iridescenceMap, vIridescenceMapUv ).r;
	#endif
	#ifdef USE_IRIDESCENCE_THICKNESSMAP
		material.iridescenceThickness = (iridescenceThicknessMaximum - iridescenceThicknessMinimum) * texture2D( iridescenceThicknessMap, vIridescenceThicknessMapUv ).g + iridescenceThicknessMinimum;
	#else
		material.iridescenceThickness = iridescenceThicknessMaximum;
	#endif
#endif
#ifdef USE_SHEEN
	material.sheenColor = sheenColor;
	#ifdef USE_SHEEN_COLORMAP
		material.sheenColor *= texture2D( sheenColorMap, vSheenColorMapUv ).rgb;
	#endif
	material.sheenRoughness = clamp( sheenRoughness, 0.0001, 1.0 );
	#ifdef USE_SHEEN_ROUGHNESSMAP
		material.sheenRoughness *= texture2D( sheenRoughnessMap, vSheenRoughnessMapUv ).a;
	#endif
#endif
#ifdef USE_ANISOTROPY
	#ifdef USE_ANISOTROPYMAP
		mat2 anisotropyMat = mat2( anisotropyVector.x, anisotropyVector.y, - anisotropyVector.y, anisotropyVector.x );
		vec3 anisotropyPolar = texture2D( anisotropyMap, vAnisotropyMapUv ).rgb;
		vec2 anisotropyV = anisotropyMat * normalize( 2.0 * anisotropyPolar.rg - vec2( 1.0 ) ) * anisotropyPolar.b;
	#else
		vec2 anisotropyV = anisotropyVector;
	#endif
	material.anisotropy = length( anisotropyV );
	if( material.anisotropy == 0.0 ) {
		anisotropyV = vec2( 1.0, 0.0 );
	} else {
		anisotropyV /= material.anisotropy;
		material.anisotropy = saturate( material.anisotropy );
	}
	material.alphaT = mix( pow2( material.roughness ), 1.0, pow2( material.anisotropy ) );
	material.anisotropyT = tbn[ 0 ] * anisotropyV.x + tbn[ 1 ] * anisotropyV.y;
	material.anisotropyB = tbn[ 1 ] * anisotropyV.x - tbn[ 0 ] * anisotropyV.y;
#endif`,MS=`uniform sampler2D dfgLUT;
struct PhysicalMaterial {
	vec3 diffuseColor;
	vec3 diffuseContribution;
	vec3 specularColor;
	vec3 specularColorBlended;
	float roughness;
	float metalness;
	float specularF90;
	float dispersion;
	vec2 dfg;
	vec3 multiScatteringCompensation;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float diffuseRoughness;
	#endif
	#ifdef USE_RETROREFLECTION
		float retroreflectivity;
	#endif
	#ifdef USE_CLEARCOAT
		float clearcoat;
		float clearcoatRoughness;
		vec3 clearcoatF0;
		float clearcoatF90;
	#endif
	#ifdef USE_IRIDESCENCE
		float iridescence;
		float iridescenceIOR;
		float iridescenceThickness;
		vec3 iridescenceFresnel;
		vec3 iridescenceF0Dielectric;
		vec3 iridescenceF0Metallic;
	#endif
	#ifdef USE_SHEEN
		vec3 sheenColor;
		float sheenRoughness;
	#endif
	#ifdef IOR
		float ior;
	#endif
	#ifdef USE_TRANSMISSION
		float transmission;
		float transmissionAlpha;
		float thickness;
		float attenuationDistance;
		vec3 attenuationColor;
	#endif
	#ifdef USE_ANISOTROPY
		float anisotropy;
		float alphaT;
		vec3 anisotropyT;
		vec3 anisotropyB;
	#endif
};
vec3 clearcoatSpecularDirect = vec3( 0.0 );
vec3 clearcoatSpecularIndirect = vec3( 0.0 );
vec3 sheenSpecularDirect = vec3( 0.0 );
vec3 sheenSpecularIndirect = vec3(0.0 );
vec3 Schlick_to_F0( const in vec3 f, const in float f90, const in float dotVH ) {
    float x = clamp( 1.0 - dotVH, 0.0, 1.0 );
    float x2 = x * x;
    float x5 = clamp( x * x2 * x2, 0.0, 0.9999 );
    return ( f - vec3( f90 ) * x5 ) / ( 1.0 - x5 );
}
#ifdef USE_DIFFUSE_ROUGHNESS
	const float EON_EPSILON = 1e-7;
	float FON_DirectionalAlbedo( const in float mu, const in float roughness, const in float A ) {
		float muComp = 1.0 - mu;
		float gOverPi = muComp * ( 0.0571085289 + muComp * ( 0.491881867 + muComp * ( - 0.332181442 + muComp * 0.0714429953 ) ) );
		return A * ( 1.0 + roughness * gOverPi );
	}
	vec3 BRDF_EON( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in vec3 diffuseColor, const in float roughness ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return BRDF_Lambert( rho );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float s = dot( lightDir, viewDir ) - dotNL * dotNV;
		float sOverT = ( s > 0.0 ) ? s / max( max( dotNL, dotNV ), EON_EPSILON ) : s;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		vec3 singleScatter = rho * RECIPROCAL_PI * A * ( 1.0 + roughness * sOverT );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		float albedoV = FON_DirectionalAlbedo( dotNV, roughness, A );
		float albedoL = FON_DirectionalAlbedo( dotNL, roughness, A );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		vec3 multiScatter = rhoMultiScatter * RECIPROCAL_PI
			* max( EON_EPSILON, 1.0 - albedoV )
			* max( EON_EPSILON, 1.0 - albedoL )
			/ max( EON_EPSILON, 1.0 - averageAlbedo );
		return singleScatter + multiScatter;
	}
	vec3 EON_DirectionalAlbedo( const in vec3 diffuseColor, const in float roughness, const in float dotNV ) {
		vec3 rho = saturate( diffuseColor );
		if ( roughness <= EON_EPSILON ) return rho;
		float A = 1.0 / ( 1.0 + ( 0.5 - 2.0 / ( 3.0 * PI ) ) * roughness );
		float directionalAlbedo = FON_DirectionalAlbedo( dotNV, roughness, A );
		float averageAlbedo = A * ( 1.0 + ( 2.0 / 3.0 - 28.0 / ( 15.0 * PI ) ) * roughness );
		vec3 rhoMultiScatter = rho * rho * averageAlbedo / max( vec3( EON_EPSILON ), vec3( 1.0 ) - rho * ( 1.0 - averageAlbedo ) );
		return rho * directionalAlbedo + rhoMultiScatter * ( 1.0 - directionalAlbedo );
	}
#endif
float V_GGX_SmithCorrelated( const in float alpha, const in float dotNL, const in float dotNV ) {
	float a2 = pow2( alpha );
	float gv = dotNL * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNV ) );
	float gl = dotNV * sqrt( a2 + ( 1.0 - a2 ) * pow2( dotNL ) );
	return 0.5 / max( gv + gl, EPSILON );
}
float D_GGX( const in float alpha, const in float dotNH ) {
	float a2 = pow2( alpha );
	float denom = pow2( dotNH ) * ( a2 - 1.0 ) + 1.0;
	return RECIPROCAL_PI * a2 / pow2( denom );
}
#ifdef USE_ANISOTROPY
	float V_GGX_SmithCorrelated_Anisotropic( const in float alphaT, const in float alphaB, const in float dotTV, const in float dotBV, const in float dotTL, const in float dotBL, const in float dotNV, const in float dotNL ) {
		float gv = dotNL * length( vec3( alphaT * dotTV, alphaB * dotBV, dotNV ) );
		float gl = dotNV * length( vec3( alphaT * dotTL, alphaB * dotBL, dotNL ) );
		return 0.5 / max( gv + gl, EPSILON );
	}
	float D_GGX_Anisotropic( const in float alphaT, const in float alphaB, const in float dotNH, const in float dotTH, const in float dotBH ) {
		float a2 = alphaT * alphaB;
		highp vec3 v = vec3( alphaB * dotTH, alphaT * dotBH, a2 * dotNH );
		highp float v2 = dot( v, v );
		float w2 = a2 / v2;
		return RECIPROCAL_PI * a2 * pow2 ( w2 );
	}
#endif
#ifdef USE_CLEARCOAT
	vec3 BRDF_GGX_Clearcoat( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material) {
		vec3 f0 = material.clearcoatF0;
		float f90 = material.clearcoatF90;
		float roughness = max( material.clearcoatRoughness, 0.045 );
		float alpha = pow2( roughness );
		vec3 halfDir = normalize( lightDir + viewDir );
		float dotNL = saturate( dot( normal, lightDir ) );
		float dotNV = saturate( dot( normal, viewDir ) );
		float dotNH = saturate( dot( normal, halfDir ) );
		float dotVH = saturate( dot( viewDir, halfDir ) );
		vec3 F = F_Schlick( f0, f90, dotVH );
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
		return F * ( V * D );
	}
#endif
vec3 BRDF_GGX( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, const in PhysicalMaterial material ) {
	vec3 f0 = material.specularColorBlended;
	float f90 = material.specularF90;
	float roughness = max( material.roughness, 0.045 );
	float alpha = pow2( roughness );
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float dotVH = saturate( dot( viewDir, halfDir ) );
	vec3 F = F_Schlick( f0, f90, dotVH );
	#ifdef USE_IRIDESCENCE
		F = mix( F, material.iridescenceFresnel, material.iridescence );
	#endif
	#ifdef USE_ANISOTROPY
		float dotTL = dot( material.anisotropyT, lightDir );
		float dotTV = dot( material.anisotropyT, viewDir );
		float dotTH = dot( material.anisotropyT, halfDir );
		float dotBL = dot( material.anisotropyB, lightDir );
		float dotBV = dot( material.anisotropyB, viewDir );
		float dotBH = dot( material.anisotropyB, halfDir );
		float alphaT = max( material.alphaT, alpha );
		float V = V_GGX_SmithCorrelated_Anisotropic( alphaT, alpha, dotTV, dotBV, dotTL, dotBL, dotNV, dotNL );
		float D = D_GGX_Anisotropic( alphaT, alpha, dotNH, dotTH, dotBH );
	#else
		float V = V_GGX_SmithCorrelated( alpha, dotNL, dotNV );
		float D = D_GGX( alpha, dotNH );
	#endif
	return F * ( V * D );
}
vec2 LTC_Uv( const in vec3 N, const in vec3 V, const in float roughness ) {
	const float LUT_SIZE = 64.0;
	const float LUT_SCALE = ( LUT_SIZE - 1.0 ) / LUT_SIZE;
	const float LUT_BIAS = 0.5 / LUT_SIZE;
	float dotNV = saturate( dot( N, V ) );
	vec2 uv = vec2( roughness, sqrt( 1.0 - dotNV ) );
	uv = uv * LUT_SCALE + LUT_BIAS;
	return uv;
}
float LTC_ClippedSphereFormFactor( const in vec3 f ) {
	float l = length( f );
	return max( ( l * l + f.z ) / ( l + 1.0 ), 0.0 );
}
vec3 LTC_EdgeVectorFormFactor( const in vec3 v1, const in vec3 v2 ) {
	float x = dot( v1, v2 );
	float y = abs( x );
	float a = 0.8543985 + ( 0.4965155 + 0.0145206 * y ) * y;
	float b = 3.4175940 + ( 4.1616724 + y ) * y;
	float v = a / b;
	float theta_sintheta = ( x > 0.0 ) ? v : 0.5 * inversesqrt( max( 1.0 - x * x, 1e-7 ) ) - v;
	return cross( v1, v2 ) * theta_sintheta;
}
vec3 LTC_Evaluate( const in vec3 N, const in vec3 V, const in vec3 P, const in mat3 mInv, const in vec3 rectCoords[ 4 ] ) {
	vec3 v1 = rectCoords[ 1 ] - rectCoords[ 0 ];
	vec3 v2 = rectCoords[ 3 ] - rectCoords[ 0 ];
	vec3 lightNormal = cross( v1, v2 );
	if( dot( lightNormal, P - rectCoords[ 0 ] ) < 0.0 ) return vec3( 0.0 );
	vec3 T1, T2;
	T1 = normalize( V - N * dot( V, N ) );
	T2 = - cross( N, T1 );
	mat3 mat = mInv * transpose( mat3( T1, T2, N ) );
	vec3 coords[ 4 ];
	coords[ 0 ] = mat * ( rectCoords[ 0 ] - P );
	coords[ 1 ] = mat * ( rectCoords[ 1 ] - P );
	coords[ 2 ] = mat * ( rectCoords[ 2 ] - P );
	coords[ 3 ] = mat * ( rectCoords[ 3 ] - P );
	coords[ 0 ] = normalize( coords[ 0 ] );
	coords[ 1 ] = normalize( coords[ 1 ] );
	coords[ 2 ] = normalize( coords[ 2 ] );
	coords[ 3 ] = normalize( coords[ 3 ] );
	vec3 vectorFormFactor = vec3( 0.0 );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 0 ], coords[ 1 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 1 ], coords[ 2 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 2 ], coords[ 3 ] );
	vectorFormFactor += LTC_EdgeVectorFormFactor( coords[ 3 ], coords[ 0 ] );
	float result = LTC_ClippedSphereFormFactor( vectorFormFactor );
	return vec3( result );
}
#if defined( USE_SHEEN )
float D_Charlie( float roughness, float dotNH ) {
	float alpha = pow2( roughness );
	float invAlpha = 1.0 / alpha;
	float cos2h = dotNH * dotNH;
	float sin2h = max( 1.0 - cos2h, 0.0078125 );
	return ( 2.0 + invAlpha ) * pow( sin2h, invAlpha * 0.5 ) / ( 2.0 * PI );
}
float V_Neubelt( float dotNV, float dotNL ) {
	return saturate( 1.0 / ( 4.0 * ( dotNL + dotNV - dotNL * dotNV ) ) );
}
vec3 BRDF_Sheen( const in vec3 lightDir, const in vec3 viewDir, const in vec3 normal, vec3 sheenColor, const in float sheenRoughness ) {
	vec3 halfDir = normalize( lightDir + viewDir );
	float dotNL = saturate( dot( normal, lightDir ) );
	float dotNV = saturate( dot( normal, viewDir ) );
	float dotNH = saturate( dot( normal, halfDir ) );
	float D = D_Charlie( sheenRoughness, dotNH );
	float V = V_Neubelt( dotNV, dotNL );
	return sheenColor * ( D * V );
}
#endif
float IBLSheenBRDF( const in vec3 normal, const in vec3 viewDir, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	float r2 = roughness * roughness;
	float rInv = 1.0 / ( roughness + 0.1 );
	float a = -1.9362 + 1.0678 * roughness + 0.4573 * r2 - 0.8469 * rInv;
	float b = -0.6014 + 0.5538 * roughness - 0.4670 * r2 - 0.1255 * rInv;
	float DG = exp( a * dotNV + b );
	return saturate( DG );
}
vec3 EnvironmentBRDF( const in vec3 normal, const in vec3 viewDir, const in vec3 specularColor, const in float specularF90, const in float roughness ) {
	float dotNV = saturate( dot( normal, viewDir ) );
	vec2 fab = texture2D( dfgLUT, vec2( roughness, dotNV ) ).rg;
	return specularColor * fab.x + specularF90 * fab.y;
}
#ifdef USE_IRIDESCENCE
void computeMultiscatteringIridescence( const in vec2 fab, const in vec3 specularColor, const in float specularF90, const in float iridescence, const in vec3 iridescenceF0, inout vec3 singleScatter, inout vec3 multiScatter ) {
#else
void computeMultiscattering( const in vec2 fab, const in vec3 specularColor, const in float specularF90, inout vec3 singleScatter, inout vec3 multiScatter ) {
#endif
	#ifdef USE_IRIDESCENCE
		vec3 Fr = mix( specularColor, iridescenceF0, iridescence );
	#else
		vec3 Fr = specularColor;
	#endif
	vec3 FssEss = Fr * fab.x + specularF90 * fab.y;
	float Ess = fab.x + fab.y;
	float Ems = 1.0 - Ess;
	vec3 Favg = Fr + ( 1.0 - Fr ) * 0.047619;	vec3 Fms = FssEss * Favg / ( 1.0 - Ems * Favg );
	singleScatter += FssEss;
	multiScatter += Fms * Ems;
}
#if NUM_RECT_AREA_LIGHTS > 0
	void RE_Direct_RectArea_Physical( const in RectAreaLight rectAreaLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
		vec3 normal = geometryNormal;
		vec3 viewDir = geometryViewDir;
		vec3 position = geometryPosition;
		vec3 lightPos = rectAreaLight.position;
		vec3 halfWidth = rectAreaLight.halfWidth;
		vec3 halfHeight = rectAreaLight.halfHeight;
		vec3 lightColor = rectAreaLight.color;
		float roughness = material.roughness;
		vec3 rectCoords[ 4 ];
		rectCoords[ 0 ] = lightPos + halfWidth - halfHeight;		rectCoords[ 1 ] = lightPos - halfWidth - halfHeight;
		rectCoords[ 2 ] = lightPos - halfWidth + halfHeight;
		rectCoords[ 3 ] = lightPos + halfWidth + halfHeight;
		vec2 uv = LTC_Uv( normal, viewDir, roughness );
		vec4 t1 = texture2D( ltc_1, uv );
		vec4 t2 = texture2D( ltc_2, uv );
		mat3 mInv = mat3(
			vec3( t1.x, 0, t1.y ),
			vec3(    0, 1,    0 ),
			vec3( t1.z, 0, t1.w )
		);
		vec3 fresnel = ( material.specularColorBlended * t2.x + ( material.specularF90 - material.specularColorBlended ) * t2.y );
		reflectedLight.directSpecular += lightColor * fresnel * LTC_Evaluate( normal, viewDir, position, mInv, rectCoords );
		reflectedLight.directDiffuse += lightColor * material.diffuseContribution * LTC_Evaluate( normal, viewDir, position, mat3( 1.0 ), rectCoords );
		#ifdef USE_CLEARCOAT
			vec3 Ncc = geometryClearcoatNormal;
			vec2 uvClearcoat = LTC_Uv( Ncc, viewDir, material.clearcoatRoughness );
			vec4 t1Clearcoat = texture2D( ltc_1, uvClearcoat );
			vec4 t2Clearcoat = texture2D( ltc_2, uvClearcoat );
			mat3 mInvClearcoat = mat3(
				vec3( t1Clearcoat.x, 0, t1Clearcoat.y ),
				vec3(             0, 1,             0 ),
				vec3( t1Clearcoat.z, 0, t1Clearcoat.w )
			);
			vec3 fresnelClearcoat = material.clearcoatF0 * t2Clearcoat.x + ( material.clearcoatF90 - material.clearcoatF0 ) * t2Clearcoat.y;
			clearcoatSpecularDirect += lightColor * fresnelClearcoat * LTC_Evaluate( Ncc, viewDir, position, mInvClearcoat, rectCoords );
		#endif
	}
#endif
void RE_Direct_Physical( const in IncidentLight directLight, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	float dotNL = saturate( dot( geometryNormal, directLight.direction ) );
	vec3 irradiance = dotNL * directLight.color;
	#ifdef USE_CLEARCOAT
		float dotNLcc = saturate( dot( geometryClearcoatNormal, directLight.direction ) );
		vec3 ccIrradiance = dotNLcc * directLight.color;
		clearcoatSpecularDirect += ccIrradiance * BRDF_GGX_Clearcoat( directLight.direction, geometryViewDir, geometryClearcoatNormal, material );
	#endif
	#ifdef USE_SHEEN
 
 		sheenSpecularDirect += irradiance * BRDF_Sheen( directLight.direction, geometryViewDir, geometryNormal, material.sheenColor, material.sheenRoughness );
 
 		float sheenAlbedoV = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
 		float sheenAlbedoL = IBLSheenBRDF( geometryNormal, directLight.direction, material.sheenRoughness );
 
 		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * max( sheenAlbedoV, sheenAlbedoL );
 
 		irradiance *= sheenEnergyComp;
 
 	#endif
	vec3 specularBRDF = BRDF_GGX( directLight.direction, geometryViewDir, geometryNormal, material );
	#ifdef USE_RETROREFLECTION
		vec3 retroViewDir = reflect( - geometryViewDir, geometryNormal );
		vec3 retroSpecularBRDF = BRDF_GGX( directLight.direction, retroViewDir, geometryNormal, material );
		specularBRDF = mix( specularBRDF, retroSpecularBRDF, saturate( material.retroreflectivity ) );
	#endif
	reflectedLight.directSpecular += irradiance * specularBRDF * material.multiScatteringCompensation;
	vec3 halfDir = normalize( directLight.direction + geometryViewDir );
	float dotVH = saturate( dot( geometryViewDir, halfDir ) );
	vec3 F = F_Schlick( material.specularColor, material.specularF90, dotVH );
	#ifdef USE_RETROREFLECTION
		vec3 retroHalfDir = normalize( directLight.direction + retroViewDir );
		float dotRetroVH = saturate( dot( retroViewDir, retroHalfDir ) );
		vec3 retroF = F_Schlick( material.specularColor, material.specularF90, dotRetroVH );
		F = mix( F, retroF, saturate( material.retroreflectivity ) );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		vec3 diffuseBRDF = BRDF_EON( directLight.direction, geometryViewDir, geometryNormal, material.diffuseColor, material.diffuseRoughness ) * ( 1.0 - material.metalness );
	#else
		vec3 diffuseBRDF = BRDF_Lambert( material.diffuseContribution );
	#endif
	reflectedLight.directDiffuse += irradiance * diffuseBRDF * ( 1.0 - F );
}
void RE_IndirectDiffuse_Physical( const in vec3 irradiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight ) {
	vec3 singleScattering = vec3( 0.0 );
	vec3 multiScattering = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScattering, multiScattering );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScattering, multiScattering );
	#endif
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuseAlbedo = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness );
		vec3 diffuse = irradiance * RECIPROCAL_PI * diffuseAlbedo * ( 1.0 - singleScattering - multiScattering );
	#else
		vec3 diffuse = irradiance * BRDF_Lambert( material.diffuseContribution ) * ( 1.0 - singleScattering - multiScattering );
	#endif
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		sheenSpecularIndirect += irradiance * material.sheenColor * sheenAlbedo * RECIPROCAL_PI;
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		diffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectDiffuse += diffuse;
}
void RE_IndirectSpecular_Physical( const in vec3 radiance, const in vec3 irradiance, const in vec3 clearcoatRadiance, const in vec3 geometryPosition, const in vec3 geometryNormal, const in vec3 geometryViewDir, const in vec3 geometryClearcoatNormal, const in PhysicalMaterial material, inout ReflectedLight reflectedLight) {
	#ifdef USE_CLEARCOAT
		clearcoatSpecularIndirect += clearcoatRadiance * EnvironmentBRDF( geometryClearcoatNormal, geometryViewDir, material.clearcoatF0, material.clearcoatF90, material.clearcoatRoughness );
	#endif
	#ifdef USE_SHEEN
		sheenSpecularIndirect += irradiance * material.sheenColor * IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness ) * RECIPROCAL_PI;
 	#endif
	vec3 singleScatteringDielectric = vec3( 0.0 );
	vec3 multiScatteringDielectric = vec3( 0.0 );
	vec3 singleScatteringMetallic = vec3( 0.0 );
	vec3 multiScatteringMetallic = vec3( 0.0 );
	#ifdef USE_IRIDESCENCE
		computeMultiscatteringIridescence( material.dfg, material.specularColor, material.specularF90, material.iridescence, material.iridescenceF0Dielectric, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscatteringIridescence( material.dfg, material.diffuseColor, material.specularF90, material.iridescence, material.iridescenceF0Metallic, singleScatteringMetallic, multiScatteringMetallic );
	#else
		computeMultiscattering( material.dfg, material.specularColor, material.specularF90, singleScatteringDielectric, multiScatteringDielectric );
		computeMultiscattering( material.dfg, material.diffuseColor, material.specularF90, singleScatteringMetallic, multiScatteringMetallic );
	#endif
	vec3 singleScattering = mix( singleScatteringDielectric, singleScatteringMetallic, material.metalness );
	vec3 multiScattering = mix( multiScatteringDielectric, multiScatteringMetallic, material.metalness );
	vec3 totalScatteringDielectric = singleScatteringDielectric + multiScatteringDielectric;
	#ifdef USE_DIFFUSE_ROUGHNESS
		float dotNV = saturate( dot( geometryNormal, geometryViewDir ) );
		vec3 diffuse = EON_DirectionalAlbedo( material.diffuseColor, material.diffuseRoughness, dotNV ) * ( 1.0 - material.metalness ) * ( 1.0 - totalScatteringDielectric );
	#else
		vec3 diffuse = material.diffuseContribution * ( 1.0 - totalScatteringDielectric );
	#endif
	vec3 cosineWeightedIrradiance = irradiance * RECIPROCAL_PI;
	vec3 indirectSpecular = radiance * singleScattering;
	indirectSpecular += multiScattering * cosineWeightedIrradiance;
	vec3 indirectDiffuse = diffuse * cosineWeightedIrradiance;
	#ifdef USE_SHEEN
		float sheenAlbedo = IBLSheenBRDF( geometryNormal, geometryViewDir, material.sheenRoughness );
		float sheenEnergyComp = 1.0 - max3( material.sheenColor ) * sheenAlbedo;
		indirectSpecular *= sheenEnergyComp;
		indirectDiffuse *= sheenEnergyComp;
	#endif
	reflectedLight.indirectSpecular += indirectSpecular;
	reflectedLight.indirectDiffuse += indirectDiffuse;
}
#define RE_Direct				RE_Direct_Physical
#define RE_Direct_RectArea		RE_Direct_RectArea_Physical
#define RE_IndirectDiffuse		RE_IndirectDiffuse_Physical
#define RE_IndirectSpecular		RE_IndirectSpecular_Physical
float computeSpecularOcclusion( const in float dotNV, const in float ambientOcclusion, const in float roughness ) {
	return saturate( pow( dotNV + ambientOcclusion, exp2( - 16.0 * roughness - 1.0 ) ) - 1.0 + ambientOcclusion );
}`,wS=`
vec3 geometryPosition = - vViewPosition;
vec3 geometryNormal = normal;
vec3 geometryViewDir = ( isOrthographic ) ? vec3( 0, 0, 1 ) : normalize( vViewPosition );
vec3 geometryClearcoatNormal = vec3( 0.0 );
#ifdef USE_CLEARCOAT
	geometryClearcoatNormal = clearcoatNormal;
#endif
#ifdef USE_IRIDESCENCE
	float dotNVi = saturate( dot( normal, geometryViewDir ) );
	if ( material.iridescenceThickness == 0.0 ) {
		material.iridescence = 0.0;
	} else {
		material.iridescence = saturate( material.iridescence );
	}
	if ( material.iridescence > 0.0 ) {
		vec3 iridescenceFresnelDielectric = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.specularColor );
		vec3 iridescenceFresnelMetallic = evalIridescence( 1.0, material.iridescenceIOR, dotNVi, material.iridescenceThickness, material.diffuseColor );
		material.iridescenceFresnel = mix( iridescenceFresnelDielectric, iridescenceFresnelMetallic, material.metalness );
		material.iridescenceF0Dielectric = Schlick_to_F0( iridescenceFresnelDielectric, 1.0, dotNVi );
		material.iridescenceF0Metallic = Schlick_to_F0( iridescenceFresnelMetallic, 1.0, dotNVi );
	}
#endif
#ifdef STANDARD
	float dotNVms = saturate( dot( geometryNormal, geometryViewDir ) );
	material.dfg = texture2D( dfgLUT, vec2( material.roughness, dotNVms ) ).rg;
	#if ( NUM_SUN_LIGHTS > 0 || NUM_DIR_LIGHTS > 0 || NUM_POINT_LIGHTS > 0 || NUM_SPOT_LIGHTS > 0 )
		float EssMs = material.dfg.x + material.dfg.y;
		material.multiScatteringCompensation = 1.0 + material.specularColorBlended * ( 1.0 / EssMs - 1.0 );
	#endif
#endif
IncidentLight directLight;
#if ( NUM_POINT_LIGHTS > 0 ) && defined( RE_Direct )
	PointLight pointLight;
	#if defined( USE_SHADOWMAP ) && NUM_POINT_LIGHT_SHADOWS > 0
	PointLightShadow pointLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHTS; i ++ ) {
		pointLight = pointLights[ i ];
		getPointLightInfo( pointLight, geometryPosition, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_POINT_LIGHT_SHADOWS ) && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
		pointLightShadow = pointLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getPointShadow( pointShadowMap[ i ], pointLightShadow.shadowMapSize, pointLightShadow.shadowIntensity, pointLightShadow.shadowBias, pointLightShadow.shadowRadius, vPointShadowCoord[ i ], pointLightShadow.shadowCameraNear, pointLightShadow.shadowCameraFar ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SPOT_LIGHTS > 0 ) && defined( RE_Direct )
	SpotLight spotLight;
	vec4 spotColor;
	vec3 spotLightCoord;
	bool inSpotLightMap;
	#if defined( USE_SHADOWMAP ) && NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHTS; i ++ ) {
		spotLight = spotLights[ i ];
		getSpotLightInfo( spotLight, geometryPosition, directLight );
		#if ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#define SPOT_LIGHT_MAP_INDEX UNROLLED_LOOP_INDEX
		#elif ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		#define SPOT_LIGHT_MAP_INDEX NUM_SPOT_LIGHT_MAPS
		#else
		#define SPOT_LIGHT_MAP_INDEX ( UNROLLED_LOOP_INDEX - NUM_SPOT_LIGHT_SHADOWS + NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS )
		#endif
		#if ( SPOT_LIGHT_MAP_INDEX < NUM_SPOT_LIGHT_MAPS )
			spotLightCoord = vSpotLightCoord[ i ].xyz / vSpotLightCoord[ i ].w;
			inSpotLightMap = all( lessThan( abs( spotLightCoord * 2. - 1. ), vec3( 1.0 ) ) );
			spotColor = texture2D( spotLightMap[ SPOT_LIGHT_MAP_INDEX ], spotLightCoord.xy );
			directLight.color = inSpotLightMap ? directLight.color * spotColor.rgb : directLight.color;
		#endif
		#undef SPOT_LIGHT_MAP_INDEX
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
		spotLightShadow = spotLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( spotShadowMap[ i ], spotLightShadow.shadowMapSize, spotLightShadow.shadowIntensity, spotLightShadow.shadowBias, spotLightShadow.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_SUN_LIGHTS > 0 ) && defined( RE_Direct )
	SunLight sunLight;
	#if defined( USE_SHADOWMAP ) && NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHTS; i ++ ) {
		sunLight = sunLights[ i ];
		getSunLightInfo( sunLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_SUN_LIGHT_SHADOWS )
		sunLightShadow = sunLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getSunShadow( sunShadowMap[ i ], sunLightShadow, UNROLLED_LOOP_INDEX ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_DIR_LIGHTS > 0 ) && defined( RE_Direct )
	DirectionalLight directionalLight;
	#if defined( USE_SHADOWMAP ) && NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLightShadow;
	#endif
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHTS; i ++ ) {
		directionalLight = directionalLights[ i ];
		getDirectionalLightInfo( directionalLight, directLight );
		#if defined( USE_SHADOWMAP ) && ( UNROLLED_LOOP_INDEX < NUM_DIR_LIGHT_SHADOWS )
		directionalLightShadow = directionalLightShadows[ i ];
		directLight.color *= ( directLight.visible && receiveShadow ) ? getShadow( directionalShadowMap[ i ], directionalLightShadow.shadowMapSize, directionalLightShadow.shadowIntensity, directionalLightShadow.shadowBias, directionalLightShadow.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
		#endif
		RE_Direct( directLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if ( NUM_RECT_AREA_LIGHTS > 0 ) && defined( RE_Direct_RectArea )
	RectAreaLight rectAreaLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_RECT_AREA_LIGHTS; i ++ ) {
		rectAreaLight = rectAreaLights[ i ];
		RE_Direct_RectArea( rectAreaLight, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
	}
	#pragma unroll_loop_end
#endif
#if defined( RE_IndirectDiffuse )
	vec3 iblIrradiance = vec3( 0.0 );
	vec3 irradiance = getAmbientLightIrradiance( ambientLightColor );
	#if defined( USE_LIGHT_PROBES )
		irradiance += getLightProbeIrradiance( lightProbe, geometryNormal );
	#endif
	#if ( NUM_HEMI_LIGHTS > 0 )
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_HEMI_LIGHTS; i ++ ) {
			irradiance += getHemisphereLightIrradiance( hemisphereLights[ i ], geometryNormal );
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_LIGHT_PROBE_GRIDS > 0
		vec3 probeWorldPos = ( ( vec4( geometryPosition, 1.0 ) - viewMatrix[ 3 ] ) * viewMatrix ).xyz;
		vec3 probeWorldNormal = transformNormalByInverseViewMatrix( geometryNormal, viewMatrix );
		int probeGrid = - 1;
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( isInsideLightProbeGrid( probeWorldPos, probeWorldNormal, probesMin[ i ], probesMax[ i ], probesResolution[ i ] ) ) probeGrid = UNROLLED_LOOP_INDEX;
		}
		#pragma unroll_loop_end
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_LIGHT_PROBE_GRIDS; i ++ ) {
			if ( probeGrid == UNROLLED_LOOP_INDEX ) irradiance += getLightProbeGridIrradiance( probesSH[ i ], probesMin[ i ], probesMax[ i ], probesResolution[ i ], probeWorldPos, probeWorldNormal );
		}
		#pragma unroll_loop_end
	#endif
#endif
#if defined( RE_IndirectSpecular )
	vec3 radiance = vec3( 0.0 );
	vec3 clearcoatRadiance = vec3( 0.0 );
#endif`,ES=`#if defined( RE_IndirectDiffuse )
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		vec3 lightMapIrradiance = lightMapTexel.rgb * lightMapIntensity;
		irradiance += lightMapIrradiance;
	#endif
	#if defined( USE_ENVMAP ) && defined( ENVMAP_TYPE_PMREM )
		#if defined( STANDARD ) || defined( LAMBERT ) || defined( PHONG )
			iblIrradiance += getIBLIrradiance( geometryNormal );
		#endif
	#endif
#endif
#if defined( USE_ENVMAP ) && defined( RE_IndirectSpecular )
	#ifdef USE_ANISOTROPY
		vec3 iblRadiance = getIBLAnisotropyRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
	#else
		vec3 iblRadiance = getIBLRadiance( geometryViewDir, geometryNormal, material.roughness );
	#endif
	#ifdef USE_RETROREFLECTION
		#ifdef USE_ANISOTROPY
			vec3 retroIBLRadiance = getIBLAnisotropyRetroRadiance( geometryViewDir, geometryNormal, material.roughness, material.anisotropyB, material.anisotropy );
		#else
			vec3 retroIBLRadiance = getIBLRetroRadiance( geometryViewDir, geometryNormal, material.roughness );
		#endif
		iblRadiance = mix( iblRadiance, retroIBLRadiance, saturate( material.retroreflectivity ) );
	#endif
	radiance += iblRadiance;
	#ifdef USE_CLEARCOAT
		clearcoatRadiance += getIBLRadiance( geometryViewDir, geometryClearcoatNormal, material.clearcoatRoughness );
	#endif
#endif`,TS=`#if defined( RE_IndirectDiffuse )
	#if defined( LAMBERT ) || defined( PHONG )
		irradiance += iblIrradiance;
	#endif
	RE_IndirectDiffuse( irradiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif
#if defined( RE_IndirectSpecular )
	RE_IndirectSpecular( radiance, iblIrradiance, clearcoatRadiance, geometryPosition, geometryNormal, geometryViewDir, geometryClearcoatNormal, material, reflectedLight );
#endif`,AS=`#if NUM_LIGHT_PROBE_GRIDS > 0
uniform highp sampler3D probesSH[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMin[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesMax[ NUM_LIGHT_PROBE_GRIDS ];
uniform vec3 probesResolution[ NUM_LIGHT_PROBE_GRIDS ];
bool isInsideLightProbeGrid( vec3 worldPos, vec3 worldNormal, vec3 probesMin, vec3 probesMax, vec3 probesResolution ) {
	vec3 spacing = ( probesMax - probesMin ) / probesResolution;
	vec3 samplePos = worldPos + worldNormal * spacing * 0.5;
	vec3 margin = spacing * 0.01;
	return all( greaterThanEqual( samplePos, probesMin - margin ) ) && all( lessThanEqual( samplePos, probesMax + margin ) );
}
vec3 getLightProbeGridIrradiance( highp sampler3D probesSH, vec3 probesMin, vec3 probesMax, vec3 probesResolution, vec3 worldPos, vec3 worldNormal ) {
	vec3 res = probesResolution;
	vec3 gridRange = probesMax - probesMin;
	vec3 probeSpacing = gridRange / res;
	vec3 samplePos = worldPos + worldNormal * probeSpacing * 0.5;
	vec3 uvw = clamp( ( samplePos - probesMin ) / gridRange, 0.5 / res, 1.0 - 0.5 / res );
	float nz          = res.z;
	float paddedSlices = nz + 2.0;
	float atlasDepth  = 7.0 * paddedSlices;
	float uvZBase     = uvw.z * nz + 1.0;
	vec4 s0 = texture( probesSH, vec3( uvw.xy, ( uvZBase                       ) / atlasDepth ) );
	vec4 s1 = texture( probesSH, vec3( uvw.xy, ( uvZBase +       paddedSlices   ) / atlasDepth ) );
	vec4 s2 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 2.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s3 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 3.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s4 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 4.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s5 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 5.0 * paddedSlices   ) / atlasDepth ) );
	vec4 s6 = texture( probesSH, vec3( uvw.xy, ( uvZBase + 6.0 * paddedSlices   ) / atlasDepth ) );
	vec3 c0 = s0.xyz;
	vec3 c1 = vec3( s0.w, s1.xy );
	vec3 c2 = vec3( s1.zw, s2.x );
	vec3 c3 = s2.yzw;
	vec3 c4 = s3.xyz;
	vec3 c5 = vec3( s3.w, s4.xy );
	vec3 c6 = vec3( s4.zw, s5.x );
	vec3 c7 = s5.yzw;
	vec3 c8 = s6.xyz;
	float x = worldNormal.x, y = worldNormal.y, z = worldNormal.z;
	vec3 result = c0 * 0.886227;
	result += c1 * 2.0 * 0.511664 * y;
	result += c2 * 2.0 * 0.511664 * z;
	result += c3 * 2.0 * 0.511664 * x;
	result += c4 * 2.0 * 0.429043 * x * y;
	result += c5 * 2.0 * 0.429043 * y * z;
	result += c6 * ( 0.743125 * z * z - 0.247708 );
	result += c7 * 2.0 * 0.429043 * x * z;
	result += c8 * 0.429043 * ( x * x - y * y );
	return max( result, vec3( 0.0 ) );
}
#endif`,RS=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	gl_FragDepth = vIsPerspective == 0.0 ? gl_FragCoord.z : log2( vFragDepth ) * logDepthBufFC * 0.5;
#endif`,CS=`#if defined( USE_LOGARITHMIC_DEPTH_BUFFER )
	uniform float logDepthBufFC;
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,PS=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	varying float vFragDepth;
	varying float vIsPerspective;
#endif`,IS=`#ifdef USE_LOGARITHMIC_DEPTH_BUFFER
	vFragDepth = 1.0 + gl_Position.w;
	vIsPerspective = float( isPerspectiveMatrix( projectionMatrix ) );
#endif`,LS=`#ifdef USE_MAP
	vec4 sampledDiffuseColor = texture2D( map, vMapUv );
	#ifdef DECODE_VIDEO_TEXTURE
		sampledDiffuseColor = sRGBTransferEOTF( sampledDiffuseColor );
	#endif
	diffuseColor *= sampledDiffuseColor;
#endif`,NS=`#ifdef USE_MAP
	uniform sampler2D map;
#endif`,DS=`#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
	#if defined( USE_POINTS_UV )
		vec2 uv = vUv;
	#else
		vec2 uv = ( uvTransform * vec3( gl_PointCoord.x, 1.0 - gl_PointCoord.y, 1 ) ).xy;
	#endif
#endif
#ifdef USE_MAP
	diffuseColor *= texture2D( map, uv );
#endif
#ifdef USE_ALPHAMAP
	diffuseColor.a *= texture2D( alphaMap, uv ).g;
#endif`,US=`#if defined( USE_POINTS_UV )
	varying vec2 vUv;
#else
	#if defined( USE_MAP ) || defined( USE_ALPHAMAP )
		uniform mat3 uvTransform;
	#endif
#endif
#ifdef USE_MAP
	uniform sampler2D map;
#endif
#ifdef USE_ALPHAMAP
	uniform sampler2D alphaMap;
#endif`,FS=`float metalnessFactor = metalness;
#ifdef USE_METALNESSMAP
	vec4 texelMetalness = texture2D( metalnessMap, vMetalnessMapUv );
	metalnessFactor *= texelMetalness.b;
#endif`,OS=`#ifdef USE_METALNESSMAP
	uniform sampler2D metalnessMap;
#endif`,BS=`#ifdef USE_INSTANCING_MORPH
	float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	float morphTargetBaseInfluence = texelFetch( morphTexture, ivec2( 0, gl_InstanceID ), 0 ).r;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		morphTargetInfluences[i] =  texelFetch( morphTexture, ivec2( i + 1, gl_InstanceID ), 0 ).r;
	}
#endif`,kS=`#if defined( USE_MORPHCOLORS )
	#if defined( USE_COLOR_ALPHA )
		vColor *= morphTargetBaseInfluence;
	#elif defined( USE_COLOR )
		vColor.rgb *= morphTargetBaseInfluence;
	#endif
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		#if defined( USE_COLOR_ALPHA )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor += getMorph( gl_VertexID, i, 2 ) * morphTargetInfluences[ i ];
		#elif defined( USE_COLOR )
			if ( morphTargetInfluences[ i ] != 0.0 ) vColor.rgb += getMorph( gl_VertexID, i, 2 ).rgb * morphTargetInfluences[ i ];
		#endif
	}
#endif`,zS=`#ifdef USE_MORPHNORMALS
	objectNormal *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) objectNormal += getMorph( gl_VertexID, i, 1 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,VS=`#ifdef USE_MORPHTARGETS
	#ifndef USE_INSTANCING_MORPH
		uniform float morphTargetBaseInfluence;
		uniform float morphTargetInfluences[ MORPHTARGETS_COUNT ];
	#endif
	uniform sampler2DArray morphTargetsTexture;
	uniform ivec2 morphTargetsTextureSize;
	vec4 getMorph( const in int vertexIndex, const in int morphTargetIndex, const in int offset ) {
		int texelIndex = vertexIndex * MORPHTARGETS_TEXTURE_STRIDE + offset;
		int y = texelIndex / morphTargetsTextureSize.x;
		int x = texelIndex - y * morphTargetsTextureSize.x;
		ivec3 morphUV = ivec3( x, y, morphTargetIndex );
		return texelFetch( morphTargetsTexture, morphUV, 0 );
	}
#endif`,HS=`#ifdef USE_MORPHTARGETS
	transformed *= morphTargetBaseInfluence;
	for ( int i = 0; i < MORPHTARGETS_COUNT; i ++ ) {
		if ( morphTargetInfluences[ i ] != 0.0 ) transformed += getMorph( gl_VertexID, i, 0 ).xyz * morphTargetInfluences[ i ];
	}
#endif`,GS=`float faceDirection = gl_FrontFacing ? 1.0 : - 1.0;
#ifdef FLAT_SHADED
	vec3 fdx = dFdx( vViewPosition );
	vec3 fdy = dFdy( vViewPosition );
	vec3 normal = normalize( cross( fdx, fdy ) );
#else
	vec3 normal = normalize( vNormal );
	#ifdef DOUBLE_SIDED
		normal *= faceDirection;
	#endif
#endif
#if defined( USE_NORMALMAP_TANGENTSPACE ) || defined( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY )
	#ifdef USE_TANGENT
		mat3 tbn = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn = getTangentFrame( - vViewPosition, normal,
		#if defined( USE_NORMALMAP )
			vNormalMapUv
		#elif defined( USE_CLEARCOAT_NORMALMAP )
			vClearcoatNormalMapUv
		#else
			vUv
		#endif
		);
	#endif
	#ifdef DOUBLE_SIDED
		tbn[0] *= faceDirection;
		tbn[1] *= faceDirection;
	#endif
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	#ifdef USE_TANGENT
		mat3 tbn2 = mat3( normalize( vTangent ), normalize( vBitangent ), normal );
	#else
		mat3 tbn2 = getTangentFrame( - vViewPosition, normal, vClearcoatNormalMapUv );
	#endif
	#ifdef DOUBLE_SIDED
		tbn2[0] *= faceDirection;
		tbn2[1] *= faceDirection;
	#endif
#endif
vec3 nonPerturbedNormal = normal;`,WS=`#ifdef USE_NORMALMAP_OBJECTSPACE
	normal = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#ifdef FLIP_SIDED
		normal = - normal;
	#endif
	#ifdef DOUBLE_SIDED
		normal = normal * faceDirection;
	#endif
	normal = normalize( normalMatrix * normal );
#elif defined( USE_NORMALMAP_TANGENTSPACE )
	vec3 mapN = texture2D( normalMap, vNormalMapUv ).xyz * 2.0 - 1.0;
	#if defined( USE_PACKED_NORMALMAP )
		mapN = vec3( mapN.xy, sqrt( saturate( 1.0 - dot( mapN.xy, mapN.xy ) ) ) );
	#endif
	mapN.xy *= normalScale;
	normal = normalize( tbn * mapN );
#elif defined( USE_BUMPMAP )
	normal = perturbNormalArb( - vViewPosition, normal, dHdxy_fwd(), faceDirection );
#endif`,XS=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,qS=`#ifndef FLAT_SHADED
	varying vec3 vNormal;
	#ifdef USE_TANGENT
		varying vec3 vTangent;
		varying vec3 vBitangent;
	#endif
#endif`,YS=`#ifndef FLAT_SHADED
	vNormal = normalize( transformedNormal );
	#ifdef USE_TANGENT
		vTangent = normalize( transformedTangent );
		vBitangent = normalize( cross( vNormal, vTangent ) * tangent.w );
		#ifdef FLIP_SIDED
			vBitangent = - vBitangent;
		#endif
	#endif
#endif`,$S=`#ifdef USE_NORMALMAP
	uniform sampler2D normalMap;
	uniform vec2 normalScale;
#endif
#ifdef USE_NORMALMAP_OBJECTSPACE
	uniform mat3 normalMatrix;
#endif
#if ! defined ( USE_TANGENT ) && ( defined ( USE_NORMALMAP_TANGENTSPACE ) || defined ( USE_CLEARCOAT_NORMALMAP ) || defined( USE_ANISOTROPY ) )
	mat3 getTangentFrame( vec3 eye_pos, vec3 surf_norm, vec2 uv ) {
		vec3 q0 = dFdx( eye_pos.xyz );
		vec3 q1 = dFdy( eye_pos.xyz );
		vec2 st0 = dFdx( uv.st );
		vec2 st1 = dFdy( uv.st );
		vec3 N = surf_norm;
		vec3 q1perp = cross( q1, N );
		vec3 q0perp = cross( N, q0 );
		vec3 T = q1perp * st0.x + q0perp * st1.x;
		vec3 B = q1perp * st0.y + q0perp * st1.y;
		float det = max( dot( T, T ), dot( B, B ) );
		float scale = ( det == 0.0 ) ? 0.0 : inversesqrt( det );
		return mat3( T * scale, B * scale, N );
	}
#endif`,ZS=`#ifdef USE_CLEARCOAT
	vec3 clearcoatNormal = nonPerturbedNormal;
#endif`,JS=`#ifdef USE_CLEARCOAT_NORMALMAP
	vec3 clearcoatMapN = texture2D( clearcoatNormalMap, vClearcoatNormalMapUv ).xyz * 2.0 - 1.0;
	clearcoatMapN.xy *= clearcoatNormalScale;
	clearcoatNormal = normalize( tbn2 * clearcoatMapN );
#endif`,KS=`#ifdef USE_CLEARCOATMAP
	uniform sampler2D clearcoatMap;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform sampler2D clearcoatNormalMap;
	uniform vec2 clearcoatNormalScale;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform sampler2D clearcoatRoughnessMap;
#endif`,jS=`#ifdef USE_IRIDESCENCEMAP
	uniform sampler2D iridescenceMap;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform sampler2D iridescenceThicknessMap;
#endif`,QS=`#ifdef OPAQUE
diffuseColor.a = 1.0;
#endif
#ifdef USE_TRANSMISSION
diffuseColor.a *= material.transmissionAlpha;
#endif
gl_FragColor = vec4( outgoingLight, diffuseColor.a );`,eM=`vec3 packNormalToRGB( const in vec3 normal ) {
	return normalize( normal ) * 0.5 + 0.5;
}
vec3 unpackRGBToNormal( const in vec3 rgb ) {
	return 2.0 * rgb.xyz - 1.0;
}
const float PackUpscale = 256. / 255.;const float UnpackDownscale = 255. / 256.;const float ShiftRight8 = 1. / 256.;
const float Inv255 = 1. / 255.;
const vec4 PackFactors = vec4( 1.0, 256.0, 256.0 * 256.0, 256.0 * 256.0 * 256.0 );
const vec2 UnpackFactors2 = vec2( UnpackDownscale, 1.0 / PackFactors.g );
const vec3 UnpackFactors3 = vec3( UnpackDownscale / PackFactors.rg, 1.0 / PackFactors.b );
const vec4 UnpackFactors4 = vec4( UnpackDownscale / PackFactors.rgb, 1.0 / PackFactors.a );
vec4 packDepthToRGBA( const in float v ) {
	if( v <= 0.0 )
		return vec4( 0., 0., 0., 0. );
	if( v >= 1.0 )
		return vec4( 1., 1., 1., 1. );
	float vuf;
	float af = modf( v * PackFactors.a, vuf );
	float bf = modf( vuf * ShiftRight8, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec4( vuf * Inv255, gf * PackUpscale, bf * PackUpscale, af );
}
vec3 packDepthToRGB( const in float v ) {
	if( v <= 0.0 )
		return vec3( 0., 0., 0. );
	if( v >= 1.0 )
		return vec3( 1., 1., 1. );
	float vuf;
	float bf = modf( v * PackFactors.b, vuf );
	float gf = modf( vuf * ShiftRight8, vuf );
	return vec3( vuf * Inv255, gf * PackUpscale, bf );
}
vec2 packDepthToRG( const in float v ) {
	if( v <= 0.0 )
		return vec2( 0., 0. );
	if( v >= 1.0 )
		return vec2( 1., 1. );
	float vuf;
	float gf = modf( v * 256., vuf );
	return vec2( vuf * Inv255, gf );
}
float unpackRGBAToDepth( const in vec4 v ) {
	return dot( v, UnpackFactors4 );
}
float unpackRGBToDepth( const in vec3 v ) {
	return dot( v, UnpackFactors3 );
}
float unpackRGToDepth( const in vec2 v ) {
	return v.r * UnpackFactors2.r + v.g * UnpackFactors2.g;
}
vec4 pack2HalfToRGBA( const in vec2 v ) {
	vec4 r = vec4( v.x, fract( v.x * 255.0 ), v.y, fract( v.y * 255.0 ) );
	return vec4( r.x - r.y / 255.0, r.y, r.z - r.w / 255.0, r.w );
}
vec2 unpackRGBATo2Half( const in vec4 v ) {
	return vec2( v.x + ( v.y / 255.0 ), v.z + ( v.w / 255.0 ) );
}
float viewZToOrthographicDepth( const in float viewZ, const in float near, const in float far ) {
	return ( viewZ + near ) / ( near - far );
}
float orthographicDepthToViewZ( const in float depth, const in float near, const in float far ) {
	#ifdef USE_REVERSED_DEPTH_BUFFER
	
		return depth * ( far - near ) - far;
	#else
		return depth * ( near - far ) - near;
	#endif
}
float viewZToPerspectiveDepth( const in float viewZ, const in float near, const in float far ) {
	return ( ( near + viewZ ) * far ) / ( ( far - near ) * viewZ );
}
float perspectiveDepthToViewZ( const in float depth, const in float near, const in float far ) {
	
	#ifdef USE_REVERSED_DEPTH_BUFFER
		return ( near * far ) / ( ( near - far ) * depth - near );
	#else
		return ( near * far ) / ( ( far - near ) * depth - far );
	#endif
}`,tM=`#ifdef PREMULTIPLIED_ALPHA
	gl_FragColor.rgb *= gl_FragColor.a;
#endif`,nM=`vec4 mvPosition = vec4( transformed, 1.0 );
#ifdef USE_BATCHING
	mvPosition = batchingMatrix * mvPosition;
#endif
#ifdef USE_INSTANCING
	mvPosition = instanceMatrix * mvPosition;
#endif
mvPosition = modelViewMatrix * mvPosition;
gl_Position = projectionMatrix * mvPosition;`,iM=`#ifdef DITHERING
	gl_FragColor.rgb = dithering( gl_FragColor.rgb );
#endif`,sM=`#ifdef DITHERING
	vec3 dithering( vec3 color ) {
		float grid_position = rand( gl_FragCoord.xy );
		vec3 dither_shift_RGB = vec3( 0.25 / 255.0, -0.25 / 255.0, 0.25 / 255.0 );
		dither_shift_RGB = mix( 2.0 * dither_shift_RGB, -2.0 * dither_shift_RGB, grid_position );
		return color + dither_shift_RGB;
	}
#endif`,rM=`float roughnessFactor = roughness;
#ifdef USE_ROUGHNESSMAP
	vec4 texelRoughness = texture2D( roughnessMap, vRoughnessMapUv );
	roughnessFactor *= texelRoughness.g;
#endif`,oM=`#ifdef USE_ROUGHNESSMAP
	uniform sampler2D roughnessMap;
#endif`,aM=`#if NUM_SPOT_LIGHT_COORDS > 0
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#if NUM_SPOT_LIGHT_MAPS > 0
	uniform sampler2D spotLightMap[ NUM_SPOT_LIGHT_MAPS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		#define SUN_LIGHT_CASCADES 2
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#else
			uniform sampler2D sunShadowMap[ NUM_SUN_LIGHT_SHADOWS ];
		#endif
		uniform mat4 sunShadowMatrix[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		uniform vec4 sunShadowCascade[ NUM_SUN_LIGHT_SHADOWS * SUN_LIGHT_CASCADES ];
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
		struct SunLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SunLightShadow sunLightShadows[ NUM_SUN_LIGHT_SHADOWS ];
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#else
			uniform sampler2D directionalShadowMap[ NUM_DIR_LIGHT_SHADOWS ];
		#endif
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform sampler2DShadow spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#else
			uniform sampler2D spotShadowMap[ NUM_SPOT_LIGHT_SHADOWS ];
		#endif
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#if defined( SHADOWMAP_TYPE_PCF )
			uniform samplerCubeShadow pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#elif defined( SHADOWMAP_TYPE_BASIC )
			uniform samplerCube pointShadowMap[ NUM_POINT_LIGHT_SHADOWS ];
		#endif
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float interleavedGradientNoise( vec2 position ) {
			return fract( 52.9829189 * fract( dot( position, vec2( 0.06711056, 0.00583715 ) ) ) );
		}
		vec2 vogelDiskSample( int sampleIndex, int samplesCount, float phi ) {
			const float goldenAngle = 2.399963229728653;
			float r = sqrt( ( float( sampleIndex ) + 0.5 ) / float( samplesCount ) );
			float theta = float( sampleIndex ) * goldenAngle + phi;
			return vec2( cos( theta ), sin( theta ) ) * r;
		}
	#endif
	#if defined( SHADOWMAP_TYPE_PCF )
		float getShadow( sampler2DShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 texelSize = vec2( 1.0 ) / shadowMapSize;
				vec2 radius = shadowRadius * texelSize;
				float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
				shadow = (
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 0, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 1, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 2, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 3, 5, phi ) * radius, shadowCoord.z ) ) +
					texture( shadowMap, vec3( shadowCoord.xy + vogelDiskSample( 4, 5, phi ) * radius, shadowCoord.z ) )
				) * 0.2;
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#elif defined( SHADOWMAP_TYPE_VSM )
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				vec2 distribution = texture2D( shadowMap, shadowCoord.xy ).rg;
				float mean = distribution.x;
				float variance = distribution.y * distribution.y;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					float hard_shadow = step( mean, shadowCoord.z );
				#else
					float hard_shadow = step( shadowCoord.z, mean );
				#endif
				
				if ( hard_shadow == 1.0 ) {
					shadow = 1.0;
				} else {
					variance = max( variance, 0.0000001 );
					float d = shadowCoord.z - mean;
					float p_max = variance / ( variance + d * d );
					p_max = clamp( ( p_max - 0.3 ) / 0.65, 0.0, 1.0 );
					shadow = max( hard_shadow, p_max );
				}
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#else
		float getShadow( sampler2D shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord ) {
			float shadow = 1.0;
			shadowCoord.xyz /= shadowCoord.w;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				shadowCoord.z -= shadowBias;
			#else
				shadowCoord.z += shadowBias;
			#endif
			bool inFrustum = shadowCoord.x >= 0.0 && shadowCoord.x <= 1.0 && shadowCoord.y >= 0.0 && shadowCoord.y <= 1.0;
			bool frustumTest = inFrustum && shadowCoord.z <= 1.0;
			if ( frustumTest ) {
				float depth = texture2D( shadowMap, shadowCoord.xy ).r;
				#ifdef USE_REVERSED_DEPTH_BUFFER
					shadow = step( depth, shadowCoord.z );
				#else
					shadow = step( shadowCoord.z, depth );
				#endif
			}
			return mix( 1.0, shadow, shadowIntensity );
		}
	#endif
	#if NUM_SUN_LIGHT_SHADOWS > 0
		float getSunShadow(
			#if defined( SHADOWMAP_TYPE_PCF )
				sampler2DShadow shadowMap,
			#else
				sampler2D shadowMap,
			#endif
			SunLightShadow sunLightShadow,
			int shadowIndex
		) {
			vec4 shadowWorldPosition = vec4( vSunShadowWorldPosition.xyz + vSunShadowWorldNormal * sunLightShadow.shadowNormalBias, 1.0 );
			float viewDepth = vSunShadowWorldPosition.w;
			int cascadeOffset = shadowIndex * SUN_LIGHT_CASCADES;
			float shadow = 1.0;
			for ( int i = SUN_LIGHT_CASCADES - 1; i >= 0; i -- ) {
				vec4 cascade = sunShadowCascade[ cascadeOffset + i ];
				if ( viewDepth >= cascade.x && viewDepth < cascade.y ) {
					float cascadeShadow = getShadow(
						shadowMap,
						sunLightShadow.shadowMapSize,
						sunLightShadow.shadowIntensity,
						sunLightShadow.shadowBias,
						sunLightShadow.shadowRadius,
						sunShadowMatrix[ cascadeOffset + i ] * shadowWorldPosition
					);
					shadow = mix( cascadeShadow, shadow, smoothstep( cascade.z, cascade.y, viewDepth ) );
				}
			}
			return shadow;
		}
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
	#if defined( SHADOWMAP_TYPE_PCF )
	float getPointShadow( samplerCubeShadow shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 bd3D = normalize( lightToPosition );
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float lightDistance = length( lightToPosition );
			float depthRange = shadowCameraFar - shadowCameraNear;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				float depthA = - shadowCameraNear / depthRange - shadowBias;
				float depthB = shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#else
				float depthA = shadowCameraFar / depthRange + shadowBias;
				float depthB = - shadowCameraNear * shadowCameraFar / ( depthRange * lightDistance );
			#endif
			float texelSize = shadowRadius / shadowMapSize.x;
			vec3 absDir = abs( bd3D );
			vec3 tangent = absDir.x > absDir.z ? vec3( 0.0, 1.0, 0.0 ) : vec3( 1.0, 0.0, 0.0 );
			tangent = normalize( cross( bd3D, tangent ) );
			vec3 bitangent = cross( bd3D, tangent );
			float phi = interleavedGradientNoise( gl_FragCoord.xy ) * PI2;
			shadow = 0.0;
			for ( int i = 0; i < 5; i ++ ) {
				vec2 offset = vogelDiskSample( i, 5, phi );
				vec3 direction = bd3D + ( tangent * offset.x + bitangent * offset.y ) * texelSize;
				vec3 absDirection = abs( direction );
				float dp = depthA + depthB / max( max( absDirection.x, absDirection.y ), absDirection.z );
				shadow += texture( shadowMap, vec4( direction, dp ) );
			}
			shadow *= 0.2;
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#elif defined( SHADOWMAP_TYPE_BASIC )
	float getPointShadow( samplerCube shadowMap, vec2 shadowMapSize, float shadowIntensity, float shadowBias, float shadowRadius, vec4 shadowCoord, float shadowCameraNear, float shadowCameraFar ) {
		float shadow = 1.0;
		vec3 lightToPosition = shadowCoord.xyz;
		vec3 absVec = abs( lightToPosition );
		float viewSpaceZ = max( max( absVec.x, absVec.y ), absVec.z );
		if ( viewSpaceZ - shadowCameraFar <= 0.0 && viewSpaceZ - shadowCameraNear >= 0.0 ) {
			float dp = ( shadowCameraFar * ( viewSpaceZ - shadowCameraNear ) ) / ( viewSpaceZ * ( shadowCameraFar - shadowCameraNear ) );
			dp += shadowBias;
			vec3 bd3D = normalize( lightToPosition );
			float depth = textureCube( shadowMap, bd3D ).r;
			#ifdef USE_REVERSED_DEPTH_BUFFER
				depth = 1.0 - depth;
			#endif
			shadow = step( dp, depth );
		}
		return mix( 1.0, shadow, shadowIntensity );
	}
	#endif
	#endif
#endif`,lM=`#if NUM_SPOT_LIGHT_COORDS > 0
	uniform mat4 spotLightMatrix[ NUM_SPOT_LIGHT_COORDS ];
	varying vec4 vSpotLightCoord[ NUM_SPOT_LIGHT_COORDS ];
#endif
#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
		varying vec4 vSunShadowWorldPosition;
		varying vec3 vSunShadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		uniform mat4 directionalShadowMatrix[ NUM_DIR_LIGHT_SHADOWS ];
		varying vec4 vDirectionalShadowCoord[ NUM_DIR_LIGHT_SHADOWS ];
		struct DirectionalLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform DirectionalLightShadow directionalLightShadows[ NUM_DIR_LIGHT_SHADOWS ];
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
		struct SpotLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
		};
		uniform SpotLightShadow spotLightShadows[ NUM_SPOT_LIGHT_SHADOWS ];
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		uniform mat4 pointShadowMatrix[ NUM_POINT_LIGHT_SHADOWS ];
		varying vec4 vPointShadowCoord[ NUM_POINT_LIGHT_SHADOWS ];
		struct PointLightShadow {
			float shadowIntensity;
			float shadowBias;
			float shadowNormalBias;
			float shadowRadius;
			vec2 shadowMapSize;
			float shadowCameraNear;
			float shadowCameraFar;
		};
		uniform PointLightShadow pointLightShadows[ NUM_POINT_LIGHT_SHADOWS ];
	#endif
#endif`,cM=`#if ( defined( USE_SHADOWMAP ) && ( NUM_DIR_LIGHT_SHADOWS > 0 || NUM_SUN_LIGHT_SHADOWS > 0 || NUM_POINT_LIGHT_SHADOWS > 0 ) ) || ( NUM_SPOT_LIGHT_COORDS > 0 )
	#ifdef HAS_NORMAL
		vec3 shadowWorldNormal = transformNormalByInverseViewMatrix( transformedNormal, viewMatrix );
	#else
		vec3 shadowWorldNormal = vec3( 0.0 );
	#endif
	vec4 shadowWorldPosition;
#endif
#if defined( USE_SHADOWMAP )
	#if NUM_SUN_LIGHT_SHADOWS > 0
		vSunShadowWorldPosition = vec4( worldPosition.xyz, - mvPosition.z );
		vSunShadowWorldNormal = shadowWorldNormal;
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * directionalLightShadows[ i ].shadowNormalBias, 0 );
			vDirectionalShadowCoord[ i ] = directionalShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0
		#pragma unroll_loop_start
		for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
			shadowWorldPosition = worldPosition + vec4( shadowWorldNormal * pointLightShadows[ i ].shadowNormalBias, 0 );
			vPointShadowCoord[ i ] = pointShadowMatrix[ i ] * shadowWorldPosition;
		}
		#pragma unroll_loop_end
	#endif
#endif
#if NUM_SPOT_LIGHT_COORDS > 0
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_COORDS; i ++ ) {
		shadowWorldPosition = worldPosition;
		#if ( defined( USE_SHADOWMAP ) && UNROLLED_LOOP_INDEX < NUM_SPOT_LIGHT_SHADOWS )
			shadowWorldPosition.xyz += shadowWorldNormal * spotLightShadows[ i ].shadowNormalBias;
		#endif
		vSpotLightCoord[ i ] = spotLightMatrix[ i ] * shadowWorldPosition;
	}
	#pragma unroll_loop_end
#endif`,uM=`float getShadowMask() {
	float shadow = 1.0;
	#ifdef USE_SHADOWMAP
	#if NUM_SUN_LIGHT_SHADOWS > 0
	SunLightShadow sunLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SUN_LIGHT_SHADOWS; i ++ ) {
		sunLight = sunLightShadows[ i ];
		shadow *= receiveShadow ? getSunShadow( sunShadowMap[ i ], sunLight, UNROLLED_LOOP_INDEX ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_DIR_LIGHT_SHADOWS > 0
	DirectionalLightShadow directionalLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_DIR_LIGHT_SHADOWS; i ++ ) {
		directionalLight = directionalLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( directionalShadowMap[ i ], directionalLight.shadowMapSize, directionalLight.shadowIntensity, directionalLight.shadowBias, directionalLight.shadowRadius, vDirectionalShadowCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_SPOT_LIGHT_SHADOWS > 0
	SpotLightShadow spotLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_SPOT_LIGHT_SHADOWS; i ++ ) {
		spotLight = spotLightShadows[ i ];
		shadow *= receiveShadow ? getShadow( spotShadowMap[ i ], spotLight.shadowMapSize, spotLight.shadowIntensity, spotLight.shadowBias, spotLight.shadowRadius, vSpotLightCoord[ i ] ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#if NUM_POINT_LIGHT_SHADOWS > 0 && ( defined( SHADOWMAP_TYPE_PCF ) || defined( SHADOWMAP_TYPE_BASIC ) )
	PointLightShadow pointLight;
	#pragma unroll_loop_start
	for ( int i = 0; i < NUM_POINT_LIGHT_SHADOWS; i ++ ) {
		pointLight = pointLightShadows[ i ];
		shadow *= receiveShadow ? getPointShadow( pointShadowMap[ i ], pointLight.shadowMapSize, pointLight.shadowIntensity, pointLight.shadowBias, pointLight.shadowRadius, vPointShadowCoord[ i ], pointLight.shadowCameraNear, pointLight.shadowCameraFar ) : 1.0;
	}
	#pragma unroll_loop_end
	#endif
	#endif
	return shadow;
}`,hM=`#ifdef USE_SKINNING
	mat4 boneMatX = getBoneMatrix( skinIndex.x );
	mat4 boneMatY = getBoneMatrix( skinIndex.y );
	mat4 boneMatZ = getBoneMatrix( skinIndex.z );
	mat4 boneMatW = getBoneMatrix( skinIndex.w );
#endif`,dM=`#ifdef USE_SKINNING
	uniform mat4 bindMatrix;
	uniform mat4 bindMatrixInverse;
	uniform highp sampler2D boneTexture;
	mat4 getBoneMatrix( const in float i ) {
		int size = textureSize( boneTexture, 0 ).x;
		int j = int( i ) * 4;
		int x = j % size;
		int y = j / size;
		vec4 v1 = texelFetch( boneTexture, ivec2( x, y ), 0 );
		vec4 v2 = texelFetch( boneTexture, ivec2( x + 1, y ), 0 );
		vec4 v3 = texelFetch( boneTexture, ivec2( x + 2, y ), 0 );
		vec4 v4 = texelFetch( boneTexture, ivec2( x + 3, y ), 0 );
		return mat4( v1, v2, v3, v4 );
	}
#endif`,fM=`#ifdef USE_SKINNING
	vec4 skinVertex = bindMatrix * vec4( transformed, 1.0 );
	vec4 skinned = vec4( 0.0 );
	skinned += boneMatX * skinVertex * skinWeight.x;
	skinned += boneMatY * skinVertex * skinWeight.y;
	skinned += boneMatZ * skinVertex * skinWeight.z;
	skinned += boneMatW * skinVertex * skinWeight.w;
	transformed = ( bindMatrixInverse * skinned ).xyz;
#endif`,pM=`#ifdef USE_SKINNING
	mat4 skinMatrix = mat4( 0.0 );
	skinMatrix += skinWeight.x * boneMatX;
	skinMatrix += skinWeight.y * boneMatY;
	skinMatrix += skinWeight.z * boneMatZ;
	skinMatrix += skinWeight.w * boneMatW;
	skinMatrix = bindMatrixInverse * skinMatrix * bindMatrix;
	objectNormal = vec4( skinMatrix * vec4( objectNormal, 0.0 ) ).xyz;
	#ifdef USE_TANGENT
		objectTangent = vec4( skinMatrix * vec4( objectTangent, 0.0 ) ).xyz;
	#endif
#endif`,mM=`float specularStrength;
#ifdef USE_SPECULARMAP
	vec4 texelSpecular = texture2D( specularMap, vSpecularMapUv );
	specularStrength = texelSpecular.r;
#else
	specularStrength = 1.0;
#endif`,gM=`#ifdef USE_SPECULARMAP
	uniform sampler2D specularMap;
#endif`,xM=`#if defined( TONE_MAPPING )
	gl_FragColor.rgb = toneMapping( gl_FragColor.rgb );
#endif`,vM=`#ifndef saturate
#define saturate( a ) clamp( a, 0.0, 1.0 )
#endif
uniform float toneMappingExposure;
vec3 LinearToneMapping( vec3 color ) {
	return saturate( toneMappingExposure * color );
}
vec3 ReinhardToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	return saturate( color / ( vec3( 1.0 ) + color ) );
}
vec3 CineonToneMapping( vec3 color ) {
	color *= toneMappingExposure;
	color = max( vec3( 0.0 ), color - 0.004 );
	return pow( ( color * ( 6.2 * color + 0.5 ) ) / ( color * ( 6.2 * color + 1.7 ) + 0.06 ), vec3( 2.2 ) );
}
vec3 RRTAndODTFit( vec3 v ) {
	vec3 a = v * ( v + 0.0245786 ) - 0.000090537;
	vec3 b = v * ( 0.983729 * v + 0.4329510 ) + 0.238081;
	return a / b;
}
vec3 ACESFilmicToneMapping( vec3 color ) {
	const mat3 ACESInputMat = mat3(
		vec3( 0.59719, 0.07600, 0.02840 ),		vec3( 0.35458, 0.90834, 0.13383 ),
		vec3( 0.04823, 0.01566, 0.83777 )
	);
	const mat3 ACESOutputMat = mat3(
		vec3(  1.60475, -0.10208, -0.00327 ),		vec3( -0.53108,  1.10813, -0.07276 ),
		vec3( -0.07367, -0.00605,  1.07602 )
	);
	color *= toneMappingExposure / 0.6;
	color = ACESInputMat * color;
	color = RRTAndODTFit( color );
	color = ACESOutputMat * color;
	return saturate( color );
}
const mat3 LINEAR_REC2020_TO_LINEAR_SRGB = mat3(
	vec3( 1.6605, - 0.1246, - 0.0182 ),
	vec3( - 0.5876, 1.1329, - 0.1006 ),
	vec3( - 0.0728, - 0.0083, 1.1187 )
);
const mat3 LINEAR_SRGB_TO_LINEAR_REC2020 = mat3(
	vec3( 0.6274, 0.0691, 0.0164 ),
	vec3( 0.3293, 0.9195, 0.0880 ),
	vec3( 0.0433, 0.0113, 0.8956 )
);
vec3 agxDefaultContrastApprox( vec3 x ) {
	vec3 x2 = x * x;
	vec3 x4 = x2 * x2;
	return + 15.5 * x4 * x2
		- 40.14 * x4 * x
		+ 31.96 * x4
		- 6.868 * x2 * x
		+ 0.4298 * x2
		+ 0.1191 * x
		- 0.00232;
}
vec3 AgXToneMapping( vec3 color ) {
	const mat3 AgXInsetMatrix = mat3(
		vec3( 0.856627153315983, 0.137318972929847, 0.11189821299995 ),
		vec3( 0.0951212405381588, 0.761241990602591, 0.0767994186031903 ),
		vec3( 0.0482516061458583, 0.101439036467562, 0.811302368396859 )
	);
	const mat3 AgXOutsetMatrix = mat3(
		vec3( 1.1271005818144368, - 0.1413297634984383, - 0.14132976349843826 ),
		vec3( - 0.11060664309660323, 1.157823702216272, - 0.11060664309660294 ),
		vec3( - 0.016493938717834573, - 0.016493938717834257, 1.2519364065950405 )
	);
	const float AgxMinEv = - 12.47393;	const float AgxMaxEv = 4.026069;
	color *= toneMappingExposure;
	color = LINEAR_SRGB_TO_LINEAR_REC2020 * color;
	color = AgXInsetMatrix * color;
	color = max( color, 1e-10 );	color = log2( color );
	color = ( color - AgxMinEv ) / ( AgxMaxEv - AgxMinEv );
	color = clamp( color, 0.0, 1.0 );
	color = agxDefaultContrastApprox( color );
	color = AgXOutsetMatrix * color;
	color = pow( max( vec3( 0.0 ), color ), vec3( 2.2 ) );
	color = LINEAR_REC2020_TO_LINEAR_SRGB * color;
	color = clamp( color, 0.0, 1.0 );
	return color;
}
vec3 NeutralToneMapping( vec3 color ) {
	const float StartCompression = 0.8 - 0.04;
	const float Desaturation = 0.15;
	color *= toneMappingExposure;
	float x = min( color.r, min( color.g, color.b ) );
	float offset = x < 0.08 ? x - 6.25 * x * x : 0.04;
	color -= offset;
	float peak = max( color.r, max( color.g, color.b ) );
	if ( peak < StartCompression ) return color;
	float d = 1. - StartCompression;
	float newPeak = 1. - d * d / ( peak + d - StartCompression );
	color *= newPeak / peak;
	float g = 1. - 1. / ( Desaturation * ( peak - newPeak ) + 1. );
	return mix( color, vec3( newPeak ), g );
}
vec3 CustomToneMapping( vec3 color ) { return color; }`,yM=`#ifdef USE_TRANSMISSION
	material.transmission = transmission;
	material.transmissionAlpha = 1.0;
	material.thickness = thickness;
	material.attenuationDistance = attenuationDistance;
	material.attenuationColor = attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		material.transmission *= texture2D( transmissionMap, vTransmissionMapUv ).r;
	#endif
	#ifdef USE_THICKNESSMAP
		material.thickness *= texture2D( thicknessMap, vThicknessMapUv ).g;
	#endif
	vec3 pos = vWorldPosition;
	vec3 v = normalize( cameraPosition - pos );
	vec3 n = transformNormalByInverseViewMatrix( normal, viewMatrix );
	vec4 transmitted = getIBLVolumeRefraction(
		n, v, material.roughness, material.diffuseContribution, material.specularColorBlended, material.specularF90,
		pos, modelMatrix, viewMatrix, projectionMatrix, material.dispersion, material.ior, material.thickness,
		material.attenuationColor, material.attenuationDistance );
	material.transmissionAlpha = mix( material.transmissionAlpha, transmitted.a, material.transmission );
	totalDiffuse = mix( totalDiffuse, transmitted.rgb, material.transmission );
#endif`,_M=`#ifdef USE_TRANSMISSION
	uniform float transmission;
	uniform float thickness;
	uniform float attenuationDistance;
	uniform vec3 attenuationColor;
	#ifdef USE_TRANSMISSIONMAP
		uniform sampler2D transmissionMap;
	#endif
	#ifdef USE_THICKNESSMAP
		uniform sampler2D thicknessMap;
	#endif
	uniform vec2 transmissionSamplerSize;
	uniform sampler2D transmissionSamplerMap;
	uniform mat4 modelMatrix;
	uniform mat4 projectionMatrix;
	varying vec3 vWorldPosition;
	float w0( float a ) {
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - a + 3.0 ) - 3.0 ) + 1.0 );
	}
	float w1( float a ) {
		return ( 1.0 / 6.0 ) * ( a *  a * ( 3.0 * a - 6.0 ) + 4.0 );
	}
	float w2( float a ){
		return ( 1.0 / 6.0 ) * ( a * ( a * ( - 3.0 * a + 3.0 ) + 3.0 ) + 1.0 );
	}
	float w3( float a ) {
		return ( 1.0 / 6.0 ) * ( a * a * a );
	}
	float g0( float a ) {
		return w0( a ) + w1( a );
	}
	float g1( float a ) {
		return w2( a ) + w3( a );
	}
	float h0( float a ) {
		return - 1.0 + w1( a ) / ( w0( a ) + w1( a ) );
	}
	float h1( float a ) {
		return 1.0 + w3( a ) / ( w2( a ) + w3( a ) );
	}
	vec4 bicubic( sampler2D tex, vec2 uv, vec4 texelSize, float lod ) {
		uv = uv * texelSize.zw + 0.5;
		vec2 iuv = floor( uv );
		vec2 fuv = fract( uv );
		float g0x = g0( fuv.x );
		float g1x = g1( fuv.x );
		float h0x = h0( fuv.x );
		float h1x = h1( fuv.x );
		float h0y = h0( fuv.y );
		float h1y = h1( fuv.y );
		vec2 p0 = ( vec2( iuv.x + h0x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p1 = ( vec2( iuv.x + h1x, iuv.y + h0y ) - 0.5 ) * texelSize.xy;
		vec2 p2 = ( vec2( iuv.x + h0x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		vec2 p3 = ( vec2( iuv.x + h1x, iuv.y + h1y ) - 0.5 ) * texelSize.xy;
		return g0( fuv.y ) * ( g0x * textureLod( tex, p0, lod ) + g1x * textureLod( tex, p1, lod ) ) +
			g1( fuv.y ) * ( g0x * textureLod( tex, p2, lod ) + g1x * textureLod( tex, p3, lod ) );
	}
	vec4 textureBicubic( sampler2D sampler, vec2 uv, float lod ) {
		vec2 fLodSize = vec2( textureSize( sampler, int( lod ) ) );
		vec2 cLodSize = vec2( textureSize( sampler, int( lod + 1.0 ) ) );
		vec2 fLodSizeInv = 1.0 / fLodSize;
		vec2 cLodSizeInv = 1.0 / cLodSize;
		vec4 fSample = bicubic( sampler, uv, vec4( fLodSizeInv, fLodSize ), floor( lod ) );
		vec4 cSample = bicubic( sampler, uv, vec4( cLodSizeInv, cLodSize ), ceil( lod ) );
		return mix( fSample, cSample, fract( lod ) );
	}
	vec3 getVolumeTransmissionRay( const in vec3 n, const in vec3 v, const in float thickness, const in float ior, const in mat4 modelMatrix ) {
		vec3 refractionVector = refract( - v, normalize( n ), 1.0 / ior );
		vec3 modelScale;
		modelScale.x = length( vec3( modelMatrix[ 0 ].xyz ) );
		modelScale.y = length( vec3( modelMatrix[ 1 ].xyz ) );
		modelScale.z = length( vec3( modelMatrix[ 2 ].xyz ) );
		return normalize( refractionVector ) * thickness * modelScale;
	}
	float applyIorToRoughness( const in float roughness, const in float ior ) {
		return roughness * clamp( ior * 2.0 - 2.0, 0.0, 1.0 );
	}
	vec4 getTransmissionSample( const in vec2 fragCoord, const in float roughness, const in float ior ) {
		float lod = log2( transmissionSamplerSize.x ) * applyIorToRoughness( roughness, ior );
		return textureBicubic( transmissionSamplerMap, fragCoord.xy, lod );
	}
	vec3 volumeAttenuation( const in float transmissionDistance, const in vec3 attenuationColor, const in float attenuationDistance ) {
		if ( isinf( attenuationDistance ) ) {
			return vec3( 1.0 );
		} else {
			vec3 attenuationCoefficient = -log( attenuationColor ) / attenuationDistance;
			vec3 transmittance = exp( - attenuationCoefficient * transmissionDistance );			return transmittance;
		}
	}
	vec4 getIBLVolumeRefraction( const in vec3 n, const in vec3 v, const in float roughness, const in vec3 diffuseColor,
		const in vec3 specularColor, const in float specularF90, const in vec3 position, const in mat4 modelMatrix,
		const in mat4 viewMatrix, const in mat4 projMatrix, const in float dispersion, const in float ior, const in float thickness,
		const in vec3 attenuationColor, const in float attenuationDistance ) {
		vec4 transmittedLight;
		vec3 transmittance;
		#ifdef USE_DISPERSION
			float halfSpread = ( ior - 1.0 ) * 0.025 * dispersion;
			vec3 iors = vec3( ior - halfSpread, ior, ior + halfSpread );
			for ( int i = 0; i < 3; i ++ ) {
				vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, iors[ i ], modelMatrix );
				vec3 refractedRayExit = position + transmissionRay;
				vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
				vec2 refractionCoords = ndcPos.xy / ndcPos.w;
				refractionCoords += 1.0;
				refractionCoords /= 2.0;
				vec4 transmissionSample = getTransmissionSample( refractionCoords, roughness, iors[ i ] );
				transmittedLight[ i ] = transmissionSample[ i ];
				transmittedLight.a += transmissionSample.a;
				transmittance[ i ] = diffuseColor[ i ] * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance )[ i ];
			}
			transmittedLight.a /= 3.0;
		#else
			vec3 transmissionRay = getVolumeTransmissionRay( n, v, thickness, ior, modelMatrix );
			vec3 refractedRayExit = position + transmissionRay;
			vec4 ndcPos = projMatrix * viewMatrix * vec4( refractedRayExit, 1.0 );
			vec2 refractionCoords = ndcPos.xy / ndcPos.w;
			refractionCoords += 1.0;
			refractionCoords /= 2.0;
			transmittedLight = getTransmissionSample( refractionCoords, roughness, ior );
			transmittance = diffuseColor * volumeAttenuation( length( transmissionRay ), attenuationColor, attenuationDistance );
		#endif
		vec3 attenuatedColor = transmittance * transmittedLight.rgb;
		vec3 F = EnvironmentBRDF( n, v, specularColor, specularF90, roughness );
		float transmittanceFactor = ( transmittance.r + transmittance.g + transmittance.b ) / 3.0;
		return vec4( ( 1.0 - F ) * attenuatedColor, 1.0 - ( 1.0 - transmittedLight.a ) * transmittanceFactor );
	}
#endif`,bM=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_SPECULARMAP
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,SM=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	varying vec2 vUv;
#endif
#ifdef USE_MAP
	uniform mat3 mapTransform;
	varying vec2 vMapUv;
#endif
#ifdef USE_ALPHAMAP
	uniform mat3 alphaMapTransform;
	varying vec2 vAlphaMapUv;
#endif
#ifdef USE_LIGHTMAP
	uniform mat3 lightMapTransform;
	varying vec2 vLightMapUv;
#endif
#ifdef USE_AOMAP
	uniform mat3 aoMapTransform;
	varying vec2 vAoMapUv;
#endif
#ifdef USE_BUMPMAP
	uniform mat3 bumpMapTransform;
	varying vec2 vBumpMapUv;
#endif
#ifdef USE_NORMALMAP
	uniform mat3 normalMapTransform;
	varying vec2 vNormalMapUv;
#endif
#ifdef USE_DISPLACEMENTMAP
	uniform mat3 displacementMapTransform;
	varying vec2 vDisplacementMapUv;
#endif
#ifdef USE_EMISSIVEMAP
	uniform mat3 emissiveMapTransform;
	varying vec2 vEmissiveMapUv;
#endif
#ifdef USE_METALNESSMAP
	uniform mat3 metalnessMapTransform;
	varying vec2 vMetalnessMapUv;
#endif
#ifdef USE_ROUGHNESSMAP
	uniform mat3 roughnessMapTransform;
	varying vec2 vRoughnessMapUv;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	uniform mat3 diffuseRoughnessMapTransform;
	varying vec2 vDiffuseRoughnessMapUv;
#endif
#ifdef USE_ANISOTROPYMAP
	uniform mat3 anisotropyMapTransform;
	varying vec2 vAnisotropyMapUv;
#endif
#ifdef USE_CLEARCOATMAP
	uniform mat3 clearcoatMapTransform;
	varying vec2 vClearcoatMapUv;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	uniform mat3 clearcoatNormalMapTransform;
	varying vec2 vClearcoatNormalMapUv;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	uniform mat3 clearcoatRoughnessMapTransform;
	varying vec2 vClearcoatRoughnessMapUv;
#endif
#ifdef USE_SHEEN_COLORMAP
	uniform mat3 sheenColorMapTransform;
	varying vec2 vSheenColorMapUv;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	uniform mat3 sheenRoughnessMapTransform;
	varying vec2 vSheenRoughnessMapUv;
#endif
#ifdef USE_IRIDESCENCEMAP
	uniform mat3 iridescenceMapTransform;
	varying vec2 vIridescenceMapUv;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	uniform mat3 iridescenceThicknessMapTransform;
	varying vec2 vIridescenceThicknessMapUv;
#endif
#ifdef USE_SPECULARMAP
	uniform mat3 specularMapTransform;
	varying vec2 vSpecularMapUv;
#endif
#ifdef USE_SPECULAR_COLORMAP
	uniform mat3 specularColorMapTransform;
	varying vec2 vSpecularColorMapUv;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	uniform mat3 specularIntensityMapTransform;
	varying vec2 vSpecularIntensityMapUv;
#endif
#ifdef USE_TRANSMISSIONMAP
	uniform mat3 transmissionMapTransform;
	varying vec2 vTransmissionMapUv;
#endif
#ifdef USE_THICKNESSMAP
	uniform mat3 thicknessMapTransform;
	varying vec2 vThicknessMapUv;
#endif`,MM=`#if defined( USE_UV ) || defined( USE_ANISOTROPY )
	vUv = vec3( uv, 1 ).xy;
#endif
#ifdef USE_MAP
	vMapUv = ( mapTransform * vec3( MAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ALPHAMAP
	vAlphaMapUv = ( alphaMapTransform * vec3( ALPHAMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_LIGHTMAP
	vLightMapUv = ( lightMapTransform * vec3( LIGHTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_AOMAP
	vAoMapUv = ( aoMapTransform * vec3( AOMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_BUMPMAP
	vBumpMapUv = ( bumpMapTransform * vec3( BUMPMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_NORMALMAP
	vNormalMapUv = ( normalMapTransform * vec3( NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DISPLACEMENTMAP
	vDisplacementMapUv = ( displacementMapTransform * vec3( DISPLACEMENTMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_EMISSIVEMAP
	vEmissiveMapUv = ( emissiveMapTransform * vec3( EMISSIVEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_METALNESSMAP
	vMetalnessMapUv = ( metalnessMapTransform * vec3( METALNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ROUGHNESSMAP
	vRoughnessMapUv = ( roughnessMapTransform * vec3( ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_DIFFUSE_ROUGHNESSMAP
	vDiffuseRoughnessMapUv = ( diffuseRoughnessMapTransform * vec3( DIFFUSE_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_ANISOTROPYMAP
	vAnisotropyMapUv = ( anisotropyMapTransform * vec3( ANISOTROPYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOATMAP
	vClearcoatMapUv = ( clearcoatMapTransform * vec3( CLEARCOATMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_NORMALMAP
	vClearcoatNormalMapUv = ( clearcoatNormalMapTransform * vec3( CLEARCOAT_NORMALMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_CLEARCOAT_ROUGHNESSMAP
	vClearcoatRoughnessMapUv = ( clearcoatRoughnessMapTransform * vec3( CLEARCOAT_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCEMAP
	vIridescenceMapUv = ( iridescenceMapTransform * vec3( IRIDESCENCEMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_IRIDESCENCE_THICKNESSMAP
	vIridescenceThicknessMapUv = ( iridescenceThicknessMapTransform * vec3( IRIDESCENCE_THICKNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_COLORMAP
	vSheenColorMapUv = ( sheenColorMapTransform * vec3( SHEEN_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SHEEN_ROUGHNESSMAP
	vSheenRoughnessMapUv = ( sheenRoughnessMapTransform * vec3( SHEEN_ROUGHNESSMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULARMAP
	vSpecularMapUv = ( specularMapTransform * vec3( SPECULARMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_COLORMAP
	vSpecularColorMapUv = ( specularColorMapTransform * vec3( SPECULAR_COLORMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_SPECULAR_INTENSITYMAP
	vSpecularIntensityMapUv = ( specularIntensityMapTransform * vec3( SPECULAR_INTENSITYMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_TRANSMISSIONMAP
	vTransmissionMapUv = ( transmissionMapTransform * vec3( TRANSMISSIONMAP_UV, 1 ) ).xy;
#endif
#ifdef USE_THICKNESSMAP
	vThicknessMapUv = ( thicknessMapTransform * vec3( THICKNESSMAP_UV, 1 ) ).xy;
#endif`,wM=`#if defined( USE_ENVMAP ) || defined( DISTANCE ) || defined ( USE_SHADOWMAP ) || defined ( USE_TRANSMISSION ) || NUM_SPOT_LIGHT_COORDS > 0
	vec4 worldPosition = vec4( transformed, 1.0 );
	#ifdef USE_BATCHING
		worldPosition = batchingMatrix * worldPosition;
	#endif
	#ifdef USE_INSTANCING
		worldPosition = instanceMatrix * worldPosition;
	#endif
	worldPosition = modelMatrix * worldPosition;
#endif`,EM=`varying vec2 vUv;
uniform mat3 uvTransform;
void main() {
	vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	gl_Position = vec4( position.xy, 1.0, 1.0 );
}`,TM=`uniform sampler2D t2D;
uniform float backgroundIntensity;
varying vec2 vUv;
void main() {
	vec4 texColor = texture2D( t2D, vUv );
	#ifdef DECODE_VIDEO_TEXTURE
		texColor = vec4( mix( pow( texColor.rgb * 0.9478672986 + vec3( 0.0521327014 ), vec3( 2.4 ) ), texColor.rgb * 0.0773993808, vec3( lessThanEqual( texColor.rgb, vec3( 0.04045 ) ) ) ), texColor.w );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,AM=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,RM=`uniform float backgroundBlurriness;
uniform float backgroundIntensity;
uniform mat3 backgroundRotation;
varying vec3 vWorldDirection;
#include <envmap_common_pars_fragment>
void main() {
	#ifdef ENVMAP_TYPE_PMREM
		vec4 texColor = textureLod( envMap, backgroundRotation * vWorldDirection, roughnessToMip( backgroundBlurriness ) );
	#else
		vec4 texColor = textureCube( envMap, backgroundRotation * vWorldDirection );
	#endif
	texColor.rgb *= backgroundIntensity;
	gl_FragColor = texColor;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,CM=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
	gl_Position.z = gl_Position.w;
}`,PM=`uniform samplerCube tCube;
uniform float tFlip;
uniform float opacity;
varying vec3 vWorldDirection;
void main() {
	vec4 texColor = textureCube( tCube, vec3( tFlip * vWorldDirection.x, vWorldDirection.yz ) );
	gl_FragColor = texColor;
	gl_FragColor.a *= opacity;
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,IM=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
varying vec2 vHighPrecisionZW;
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vHighPrecisionZW = gl_Position.zw;
}`,LM=`#if DEPTH_PACKING == 3200
	uniform float opacity;
#endif
#include <common>
#include <packing>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
varying vec2 vHighPrecisionZW;
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#if DEPTH_PACKING == 3200
		diffuseColor.a = opacity;
	#endif
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <logdepthbuf_fragment>
	#ifdef USE_REVERSED_DEPTH_BUFFER
		float fragCoordZ = vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ];
	#else
		float fragCoordZ = 0.5 * vHighPrecisionZW[ 0 ] / vHighPrecisionZW[ 1 ] + 0.5;
	#endif
	#if DEPTH_PACKING == 3200
		gl_FragColor = vec4( vec3( 1.0 - fragCoordZ ), opacity );
	#elif DEPTH_PACKING == 3201
		gl_FragColor = packDepthToRGBA( fragCoordZ );
	#elif DEPTH_PACKING == 3202
		gl_FragColor = vec4( packDepthToRGB( fragCoordZ ), 1.0 );
	#elif DEPTH_PACKING == 3203
		gl_FragColor = vec4( packDepthToRG( fragCoordZ ), 0.0, 1.0 );
	#endif
}`,NM=`#define DISTANCE
varying vec3 vWorldPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <skinbase_vertex>
	#include <morphinstance_vertex>
	#ifdef USE_DISPLACEMENTMAP
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <worldpos_vertex>
	#include <clipping_planes_vertex>
	vWorldPosition = worldPosition.xyz;
}`,DM=`#define DISTANCE
uniform vec3 referencePosition;
uniform float nearDistance;
uniform float farDistance;
varying vec3 vWorldPosition;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 1.0 );
	#include <clipping_planes_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	float dist = length( vWorldPosition - referencePosition );
	dist = ( dist - nearDistance ) / ( farDistance - nearDistance );
	dist = saturate( dist );
	gl_FragColor = vec4( dist, 0.0, 0.0, 1.0 );
}`,UM=`varying vec3 vWorldDirection;
#include <common>
void main() {
	vWorldDirection = transformDirection( position, modelMatrix );
	#include <begin_vertex>
	#include <project_vertex>
}`,FM=`uniform sampler2D tEquirect;
varying vec3 vWorldDirection;
#include <common>
void main() {
	vec3 direction = normalize( vWorldDirection );
	vec2 sampleUV = equirectUv( direction );
	gl_FragColor = texture2D( tEquirect, sampleUV );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
}`,OM=`uniform float scale;
attribute float lineDistance;
varying float vLineDistance;
#include <common>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	vLineDistance = scale * lineDistance;
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,BM=`uniform vec3 diffuse;
uniform float opacity;
uniform float dashSize;
uniform float totalSize;
varying float vLineDistance;
#include <common>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	if ( mod( vLineDistance, totalSize ) > dashSize ) {
		discard;
	}
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,kM=`#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#if defined ( USE_ENVMAP ) || defined ( USE_SKINNING )
		#include <beginnormal_vertex>
		#include <morphnormal_vertex>
		#include <skinbase_vertex>
		#include <skinnormal_vertex>
		#include <defaultnormal_vertex>
	#endif
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <fog_vertex>
}`,zM=`uniform vec3 diffuse;
uniform float opacity;
#ifndef FLAT_SHADED
	varying vec3 vNormal;
#endif
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <fog_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	#ifdef USE_LIGHTMAP
		vec4 lightMapTexel = texture2D( lightMap, vLightMapUv );
		reflectedLight.indirectDiffuse += lightMapTexel.rgb * lightMapIntensity * RECIPROCAL_PI;
	#else
		reflectedLight.indirectDiffuse += vec3( 1.0 );
	#endif
	#include <aomap_fragment>
	reflectedLight.indirectDiffuse *= diffuseColor.rgb;
	vec3 outgoingLight = reflectedLight.indirectDiffuse;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,VM=`#define LAMBERT
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,HM=`#define LAMBERT
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_lambert_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_lambert_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,GM=`#define MATCAP
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <color_pars_vertex>
#include <displacementmap_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
	vViewPosition = - mvPosition.xyz;
}`,WM=`#define MATCAP
uniform vec3 diffuse;
uniform float opacity;
uniform sampler2D matcap;
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	vec3 viewDir = normalize( vViewPosition );
	vec3 x = normalize( vec3( viewDir.z, 0.0, - viewDir.x ) );
	vec3 y = cross( viewDir, x );
	vec2 uv = vec2( dot( x, normal ), dot( y, normal ) ) * 0.495 + 0.5;
	#ifdef USE_MATCAP
		vec4 matcapColor = texture2D( matcap, uv );
	#else
		vec4 matcapColor = vec4( vec3( mix( 0.2, 0.8, uv.y ) ), 1.0 );
	#endif
	vec3 outgoingLight = diffuseColor.rgb * matcapColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,XM=`#define NORMAL
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	vViewPosition = - mvPosition.xyz;
#endif
}`,qM=`#define NORMAL
uniform float opacity;
#if defined( FLAT_SHADED ) || defined( USE_BUMPMAP ) || defined( USE_NORMALMAP_TANGENTSPACE )
	varying vec3 vViewPosition;
#endif
#include <uv_pars_fragment>
#include <normal_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( 0.0, 0.0, 0.0, opacity );
	#include <clipping_planes_fragment>
	#include <logdepthbuf_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	gl_FragColor = vec4( normalize( normal ) * 0.5 + 0.5, diffuseColor.a );
	#ifdef OPAQUE
		gl_FragColor.a = 1.0;
	#endif
}`,YM=`#define PHONG
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <envmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <envmap_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,$M=`#define PHONG
uniform vec3 diffuse;
uniform vec3 emissive;
uniform vec3 specular;
uniform float shininess;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_phong_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <specularmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <specularmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_phong_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + reflectedLight.directSpecular + reflectedLight.indirectSpecular + totalEmissiveRadiance;
	#include <envmap_fragment>
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,ZM=`#define STANDARD
varying vec3 vViewPosition;
#ifdef USE_TRANSMISSION
	varying vec3 vWorldPosition;
#endif
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
#ifdef USE_TRANSMISSION
	vWorldPosition = worldPosition.xyz;
#endif
}`,JM=`#define STANDARD
#ifdef PHYSICAL
	#define IOR
	#define USE_SPECULAR
#endif
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float roughness;
uniform float metalness;
uniform float opacity;
#ifdef IOR
	uniform float ior;
#endif
#ifdef USE_SPECULAR
	uniform float specularIntensity;
	uniform vec3 specularColor;
	#ifdef USE_SPECULAR_COLORMAP
		uniform sampler2D specularColorMap;
	#endif
	#ifdef USE_SPECULAR_INTENSITYMAP
		uniform sampler2D specularIntensityMap;
	#endif
#endif
#ifdef USE_CLEARCOAT
	uniform float clearcoat;
	uniform float clearcoatRoughness;
#endif
#ifdef USE_DIFFUSE_ROUGHNESS
	uniform float diffuseRoughness;
	#ifdef USE_DIFFUSE_ROUGHNESSMAP
		uniform sampler2D diffuseRoughnessMap;
	#endif
#endif
#ifdef USE_DISPERSION
	uniform float dispersion;
#endif
#ifdef USE_RETROREFLECTION
	uniform float retroreflectivity;
#endif
#ifdef USE_IRIDESCENCE
	uniform float iridescence;
	uniform float iridescenceIOR;
	uniform float iridescenceThicknessMinimum;
	uniform float iridescenceThicknessMaximum;
#endif
#ifdef USE_SHEEN
	uniform vec3 sheenColor;
	uniform float sheenRoughness;
	#ifdef USE_SHEEN_COLORMAP
		uniform sampler2D sheenColorMap;
	#endif
	#ifdef USE_SHEEN_ROUGHNESSMAP
		uniform sampler2D sheenRoughnessMap;
	#endif
#endif
#ifdef USE_ANISOTROPY
	uniform vec2 anisotropyVector;
	#ifdef USE_ANISOTROPYMAP
		uniform sampler2D anisotropyMap;
	#endif
#endif
varying vec3 vViewPosition;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <iridescence_fragment>
#include <envmap_common_pars_fragment>
#include <envmap_physical_pars_fragment>
#include <fog_pars_fragment>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_physical_pars_fragment>
#include <transmission_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <clearcoat_pars_fragment>
#include <iridescence_pars_fragment>
#include <roughnessmap_pars_fragment>
#include <metalnessmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <roughnessmap_fragment>
	#include <metalnessmap_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <clearcoat_normal_fragment_begin>
	#include <clearcoat_normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_physical_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 totalDiffuse = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse;
	vec3 totalSpecular = reflectedLight.directSpecular + reflectedLight.indirectSpecular;
	#include <transmission_fragment>
	vec3 outgoingLight = totalDiffuse + totalSpecular + totalEmissiveRadiance;
	#ifdef USE_SHEEN
 
		outgoingLight = outgoingLight + sheenSpecularDirect + sheenSpecularIndirect;
 
 	#endif
	#ifdef USE_CLEARCOAT
		float dotNVcc = saturate( dot( geometryClearcoatNormal, geometryViewDir ) );
		vec3 Fcc = F_Schlick( material.clearcoatF0, material.clearcoatF90, dotNVcc );
		outgoingLight = outgoingLight * ( 1.0 - material.clearcoat * Fcc ) + ( clearcoatSpecularDirect + clearcoatSpecularIndirect ) * material.clearcoat;
	#endif
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,KM=`#define TOON
varying vec3 vViewPosition;
#include <common>
#include <batching_pars_vertex>
#include <uv_pars_vertex>
#include <displacementmap_pars_vertex>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <normal_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <shadowmap_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <normal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <displacementmap_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	vViewPosition = - mvPosition.xyz;
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,jM=`#define TOON
uniform vec3 diffuse;
uniform vec3 emissive;
uniform float opacity;
#include <common>
#include <dithering_pars_fragment>
#include <color_pars_fragment>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <aomap_pars_fragment>
#include <lightmap_pars_fragment>
#include <emissivemap_pars_fragment>
#include <gradientmap_pars_fragment>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <normal_pars_fragment>
#include <lights_toon_pars_fragment>
#include <shadowmap_pars_fragment>
#include <bumpmap_pars_fragment>
#include <normalmap_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	ReflectedLight reflectedLight = ReflectedLight( vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ), vec3( 0.0 ) );
	vec3 totalEmissiveRadiance = emissive;
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <color_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	#include <normal_fragment_begin>
	#include <normal_fragment_maps>
	#include <emissivemap_fragment>
	#include <lights_toon_fragment>
	#include <lights_fragment_begin>
	#include <lights_fragment_maps>
	#include <lights_fragment_end>
	#include <aomap_fragment>
	vec3 outgoingLight = reflectedLight.directDiffuse + reflectedLight.indirectDiffuse + totalEmissiveRadiance;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
	#include <dithering_fragment>
}`,QM=`uniform float size;
uniform float scale;
#include <common>
#include <color_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
#ifdef USE_POINTS_UV
	varying vec2 vUv;
	uniform mat3 uvTransform;
#endif
void main() {
	#ifdef USE_POINTS_UV
		vUv = ( uvTransform * vec3( uv, 1 ) ).xy;
	#endif
	#include <color_vertex>
	#include <morphinstance_vertex>
	#include <morphcolor_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <project_vertex>
	gl_PointSize = size;
	#ifdef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) gl_PointSize *= ( scale / - mvPosition.z );
	#endif
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <worldpos_vertex>
	#include <fog_vertex>
}`,ew=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <color_pars_fragment>
#include <map_particle_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_particle_fragment>
	#include <color_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,tw=`#include <common>
#include <batching_pars_vertex>
#include <fog_pars_vertex>
#include <morphtarget_pars_vertex>
#include <skinning_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <shadowmap_pars_vertex>
void main() {
	#include <batching_vertex>
	#include <beginnormal_vertex>
	#include <morphinstance_vertex>
	#include <morphnormal_vertex>
	#include <skinbase_vertex>
	#include <skinnormal_vertex>
	#include <defaultnormal_vertex>
	#include <begin_vertex>
	#include <morphtarget_vertex>
	#include <skinning_vertex>
	#include <project_vertex>
	#include <logdepthbuf_vertex>
	#include <worldpos_vertex>
	#include <shadowmap_vertex>
	#include <fog_vertex>
}`,nw=`uniform vec3 color;
uniform float opacity;
#include <common>
#include <fog_pars_fragment>
#include <bsdfs>
#include <lights_pars_begin>
#include <logdepthbuf_pars_fragment>
#include <shadowmap_pars_fragment>
#include <shadowmask_pars_fragment>
void main() {
	#include <logdepthbuf_fragment>
	gl_FragColor = vec4( color, opacity * ( 1.0 - getShadowMask() ) );
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
	#include <premultiplied_alpha_fragment>
}`,iw=`uniform float rotation;
uniform vec2 center;
#include <common>
#include <uv_pars_vertex>
#include <fog_pars_vertex>
#include <logdepthbuf_pars_vertex>
#include <clipping_planes_pars_vertex>
void main() {
	#include <uv_vertex>
	vec4 mvPosition = modelViewMatrix[ 3 ];
	vec2 scale = vec2( length( modelMatrix[ 0 ].xyz ), length( modelMatrix[ 1 ].xyz ) );
	#ifndef USE_SIZEATTENUATION
		bool isPerspective = isPerspectiveMatrix( projectionMatrix );
		if ( isPerspective ) scale *= - mvPosition.z;
	#endif
	vec2 alignedPosition = ( position.xy - ( center - vec2( 0.5 ) ) ) * scale;
	vec2 rotatedPosition;
	rotatedPosition.x = cos( rotation ) * alignedPosition.x - sin( rotation ) * alignedPosition.y;
	rotatedPosition.y = sin( rotation ) * alignedPosition.x + cos( rotation ) * alignedPosition.y;
	mvPosition.xy += rotatedPosition;
	gl_Position = projectionMatrix * mvPosition;
	#include <logdepthbuf_vertex>
	#include <clipping_planes_vertex>
	#include <fog_vertex>
}`,sw=`uniform vec3 diffuse;
uniform float opacity;
#include <common>
#include <uv_pars_fragment>
#include <map_pars_fragment>
#include <alphamap_pars_fragment>
#include <alphatest_pars_fragment>
#include <alphahash_pars_fragment>
#include <fog_pars_fragment>
#include <logdepthbuf_pars_fragment>
#include <clipping_planes_pars_fragment>
void main() {
	vec4 diffuseColor = vec4( diffuse, opacity );
	#include <clipping_planes_fragment>
	vec3 outgoingLight = vec3( 0.0 );
	#include <logdepthbuf_fragment>
	#include <map_fragment>
	#include <alphamap_fragment>
	#include <alphatest_fragment>
	#include <alphahash_fragment>
	outgoingLight = diffuseColor.rgb;
	#include <opaque_fragment>
	#include <tonemapping_fragment>
	#include <colorspace_fragment>
	#include <fog_fragment>
}`,lt={alphahash_fragment:Tb,alphahash_pars_fragment:Ab,alphamap_fragment:Rb,alphamap_pars_fragment:Cb,alphatest_fragment:Pb,alphatest_pars_fragment:Ib,aomap_fragment:Lb,aomap_pars_fragment:Nb,batching_pars_vertex:Db,batching_vertex:Ub,begin_vertex:Fb,beginnormal_vertex:Ob,bsdfs:Bb,iridescence_fragment:kb,bumpmap_pars_fragment:zb,clipping_planes_fragment:Vb,clipping_planes_pars_fragment:Hb,clipping_planes_pars_vertex:Gb,clipping_planes_vertex:Wb,color_fragment:Xb,color_pars_fragment:qb,color_pars_vertex:Yb,color_vertex:$b,common:Zb,defaultnormal_vertex:Jb,displacementmap_pars_vertex:Kb,displacementmap_vertex:jb,emissivemap_fragment:Qb,emissivemap_pars_fragment:eS,colorspace_fragment:tS,colorspace_pars_fragment:nS,envmap_fragment:iS,envmap_common_pars_fragment:sS,envmap_pars_fragment:rS,envmap_pars_vertex:oS,envmap_physical_pars_fragment:xS,envmap_vertex:aS,fog_vertex:lS,fog_pars_vertex:cS,fog_fragment:uS,fog_pars_fragment:hS,gradientmap_pars_fragment:dS,lightmap_pars_fragment:fS,lights_lambert_fragment:pS,lights_lambert_pars_fragment:mS,lights_pars_begin:gS,lights_toon_fragment:vS,lights_toon_pars_fragment:yS,lights_phong_fragment:_S,lights_phong_pars_fragment:bS,lights_physical_fragment:SS,lights_physical_pars_fragment:MS,lights_fragment_begin:wS,lights_fragment_maps:ES,lights_fragment_end:TS,lightprobes_pars_fragment:AS,logdepthbuf_fragment:RS,logdepthbuf_pars_fragment:CS,logdepthbuf_pars_vertex:PS,logdepthbuf_vertex:IS,map_fragment:LS,map_pars_fragment:NS,map_particle_fragment:DS,map_particle_pars_fragment:US,metalnessmap_fragment:FS,metalnessmap_pars_fragment:OS,morphinstance_vertex:BS,morphcolor_vertex:kS,morphnormal_vertex:zS,morphtarget_pars_vertex:VS,morphtarget_vertex:HS,normal_fragment_begin:GS,normal_fragment_maps:WS,normal_pars_fragment:XS,normal_pars_vertex:qS,normal_vertex:YS,normalmap_pars_fragment:$S,clearcoat_normal_fragment_begin:ZS,clearcoat_normal_fragment_maps:JS,clearcoat_pars_fragment:KS,iridescence_pars_fragment:jS,opaque_fragment:QS,packing:eM,premultiplied_alpha_fragment:tM,project_vertex:nM,dithering_fragment:iM,dithering_pars_fragment:sM,roughnessmap_fragment:rM,roughnessmap_pars_fragment:oM,shadowmap_pars_fragment:aM,shadowmap_pars_vertex:lM,shadowmap_vertex:cM,shadowmask_pars_fragment:uM,skinbase_vertex:hM,skinning_pars_vertex:dM,skinning_vertex:fM,skinnormal_vertex:pM,specularmap_fragment:mM,specularmap_pars_fragment:gM,tonemapping_fragment:xM,tonemapping_pars_fragment:vM,transmission_fragment:yM,transmission_pars_fragment:_M,uv_pars_fragment:bM,uv_pars_vertex:SM,uv_vertex:MM,worldpos_vertex:wM,background_vert:EM,background_frag:TM,backgroundCube_vert:AM,backgroundCube_frag:RM,cube_vert:CM,cube_frag:PM,depth_vert:IM,depth_frag:LM,distance_vert:NM,distance_frag:DM,equirect_vert:UM,equirect_frag:FM,linedashed_vert:OM,linedashed_frag:BM,meshbasic_vert:kM,meshbasic_frag:zM,meshlambert_vert:VM,meshlambert_frag:HM,meshmatcap_vert:GM,meshmatcap_frag:WM,meshnormal_vert:XM,meshnormal_frag:qM,meshphong_vert:YM,meshphong_frag:$M,meshphysical_vert:ZM,meshphysical_frag:JM,meshtoon_vert:KM,meshtoon_frag:jM,points_vert:QM,points_frag:ew,shadow_vert:tw,shadow_frag:nw,sprite_vert:iw,sprite_frag:sw},Le={common:{diffuse:{value:new xt(16777215)},opacity:{value:1},map:{value:null},mapTransform:{value:new Qe},alphaMap:{value:null},alphaMapTransform:{value:new Qe},alphaTest:{value:0}},specularmap:{specularMap:{value:null},specularMapTransform:{value:new Qe}},envmap:{envMap:{value:null},envMapRotation:{value:new Qe},reflectivity:{value:1},ior:{value:1.5},refractionRatio:{value:.98},dfgLUT:{value:null}},aomap:{aoMap:{value:null},aoMapIntensity:{value:1},aoMapTransform:{value:new Qe}},lightmap:{lightMap:{value:null},lightMapIntensity:{value:1},lightMapTransform:{value:new Qe}},bumpmap:{bumpMap:{value:null},bumpMapTransform:{value:new Qe},bumpScale:{value:1}},normalmap:{normalMap:{value:null},normalMapTransform:{value:new Qe},normalScale:{value:new nt(1,1)}},displacementmap:{displacementMap:{value:null},displacementMapTransform:{value:new Qe},displacementScale:{value:1},displacementBias:{value:0}},emissivemap:{emissiveMap:{value:null},emissiveMapTransform:{value:new Qe}},metalnessmap:{metalnessMap:{value:null},metalnessMapTransform:{value:new Qe}},roughnessmap:{roughnessMap:{value:null},roughnessMapTransform:{value:new Qe}},gradientmap:{gradientMap:{value:null}},fog:{fogDensity:{value:25e-5},fogNear:{value:1},fogFar:{value:2e3},fogColor:{value:new xt(16777215)}},lights:{ambientLightColor:{value:[]},lightProbe:{value:[]},sunLights:{value:[],properties:{direction:{},color:{}}},sunLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},sunShadowMatrix:{value:[]},sunShadowCascade:{value:[]},directionalLights:{value:[],properties:{direction:{},color:{}}},directionalLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},directionalShadowMatrix:{value:[]},spotLights:{value:[],properties:{color:{},position:{},direction:{},distance:{},coneCos:{},penumbraCos:{},decay:{}}},spotLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{}}},spotLightMap:{value:[]},spotLightMatrix:{value:[]},pointLights:{value:[],properties:{color:{},position:{},decay:{},distance:{}}},pointLightShadows:{value:[],properties:{shadowIntensity:1,shadowBias:{},shadowNormalBias:{},shadowRadius:{},shadowMapSize:{},shadowCameraNear:{},shadowCameraFar:{}}},pointShadowMatrix:{value:[]},hemisphereLights:{value:[],properties:{direction:{},skyColor:{},groundColor:{}}},rectAreaLights:{value:[],properties:{color:{},position:{},width:{},height:{}}},ltc_1:{value:null},ltc_2:{value:null},probesSH:{value:[]},probesMin:{value:[]},probesMax:{value:[]},probesResolution:{value:[]}},points:{diffuse:{value:new xt(16777215)},opacity:{value:1},size:{value:1},scale:{value:1},map:{value:null},alphaMap:{value:null},alphaMapTransform:{value:new Qe},alphaTest:{value:0},uvTransform:{value:new Qe}},sprite:{diffuse:{value:new xt(16777215)},opacity:{value:1},center:{value:new nt(.5,.5)},rotation:{value:0},map:{value:null},mapTransform:{value:new Qe},alphaMap:{value:null},alphaMapTransform:{value:new Qe},alphaTest:{value:0}}},Zi={basic:{uniforms:On([Le.common,Le.specularmap,Le.envmap,Le.aomap,Le.lightmap,Le.fog]),vertexShader:lt.meshbasic_vert,fragmentShader:lt.meshbasic_frag},lambert:{uniforms:On([Le.common,Le.specularmap,Le.envmap,Le.aomap,Le.lightmap,Le.emissivemap,Le.bumpmap,Le.normalmap,Le.displacementmap,Le.fog,Le.lights,{emissive:{value:new xt(0)},envMapIntensity:{value:1}}]),vertexShader:lt.meshlambert_vert,fragmentShader:lt.meshlambert_frag},phong:{uniforms:On([Le.common,Le.specularmap,Le.envmap,Le.aomap,Le.lightmap,Le.emissivemap,Le.bumpmap,Le.normalmap,Le.displacementmap,Le.fog,Le.lights,{emissive:{value:new xt(0)},specular:{value:new xt(1118481)},shininess:{value:30},envMapIntensity:{value:1}}]),vertexShader:lt.meshphong_vert,fragmentShader:lt.meshphong_frag},standard:{uniforms:On([Le.common,Le.envmap,Le.aomap,Le.lightmap,Le.emissivemap,Le.bumpmap,Le.normalmap,Le.displacementmap,Le.roughnessmap,Le.metalnessmap,Le.fog,Le.lights,{emissive:{value:new xt(0)},roughness:{value:1},metalness:{value:0},envMapIntensity:{value:1}}]),vertexShader:lt.meshphysical_vert,fragmentShader:lt.meshphysical_frag},toon:{uniforms:On([Le.common,Le.aomap,Le.lightmap,Le.emissivemap,Le.bumpmap,Le.normalmap,Le.displacementmap,Le.gradientmap,Le.fog,Le.lights,{emissive:{value:new xt(0)}}]),vertexShader:lt.meshtoon_vert,fragmentShader:lt.meshtoon_frag},matcap:{uniforms:On([Le.common,Le.bumpmap,Le.normalmap,Le.displacementmap,Le.fog,{matcap:{value:null}}]),vertexShader:lt.meshmatcap_vert,fragmentShader:lt.meshmatcap_frag},points:{uniforms:On([Le.points,Le.fog]),vertexShader:lt.points_vert,fragmentShader:lt.points_frag},dashed:{uniforms:On([Le.common,Le.fog,{scale:{value:1},dashSize:{value:1},totalSize:{value:2}}]),vertexShader:lt.linedashed_vert,fragmentShader:lt.linedashed_frag},depth:{uniforms:On([Le.common,Le.displacementmap]),vertexShader:lt.depth_vert,fragmentShader:lt.depth_frag},normal:{uniforms:On([Le.common,Le.bumpmap,Le.normalmap,Le.displacementmap,{opacity:{value:1}}]),vertexShader:lt.meshnormal_vert,fragmentShader:lt.meshnormal_frag},sprite:{uniforms:On([Le.sprite,Le.fog]),vertexShader:lt.sprite_vert,fragmentShader:lt.sprite_frag},background:{uniforms:{uvTransform:{value:new Qe},t2D:{value:null},backgroundIntensity:{value:1}},vertexShader:lt.background_vert,fragmentShader:lt.background_frag},backgroundCube:{uniforms:{envMap:{value:null},backgroundBlurriness:{value:0},backgroundIntensity:{value:1},backgroundRotation:{value:new Qe}},vertexShader:lt.backgroundCube_vert,fragmentShader:lt.backgroundCube_frag},cube:{uniforms:{tCube:{value:null},tFlip:{value:-1},opacity:{value:1}},vertexShader:lt.cube_vert,fragmentShader:lt.cube_frag},equirect:{uniforms:{tEquirect:{value:null}},vertexShader:lt.equirect_vert,fragmentShader:lt.equirect_frag},distance:{uniforms:On([Le.common,Le.displacementmap,{referencePosition:{value:new q},nearDistance:{value:1},farDistance:{value:1e3}}]),vertexShader:lt.distance_vert,fragmentShader:lt.distance_frag},shadow:{uniforms:On([Le.lights,Le.fog,{color:{value:new xt(0)},opacity:{value:1}}]),vertexShader:lt.shadow_vert,fragmentShader:lt.shadow_frag}};Zi.physical={uniforms:On([Zi.standard.uniforms,{clearcoat:{value:0},clearcoatMap:{value:null},clearcoatMapTransform:{value:new Qe},clearcoatNormalMap:{value:null},clearcoatNormalMapTransform:{value:new Qe},clearcoatNormalScale:{value:new nt(1,1)},clearcoatRoughness:{value:0},clearcoatRoughnessMap:{value:null},clearcoatRoughnessMapTransform:{value:new Qe},diffuseRoughness:{value:0},diffuseRoughnessMap:{value:null},diffuseRoughnessMapTransform:{value:new Qe},dispersion:{value:0},retroreflectivity:{value:0},iridescence:{value:0},iridescenceMap:{value:null},iridescenceMapTransform:{value:new Qe},iridescenceIOR:{value:1.3},iridescenceThicknessMinimum:{value:100},iridescenceThicknessMaximum:{value:400},iridescenceThicknessMap:{value:null},iridescenceThicknessMapTransform:{value:new Qe},sheen:{value:0},sheenColor:{value:new xt(0)},sheenColorMap:{value:null},sheenColorMapTransform:{value:new Qe},sheenRoughness:{value:1},sheenRoughnessMap:{value:null},sheenRoughnessMapTransform:{value:new Qe},transmission:{value:0},transmissionMap:{value:null},transmissionMapTransform:{value:new Qe},transmissionSamplerSize:{value:new nt},transmissionSamplerMap:{value:null},thickness:{value:0},thicknessMap:{value:null},thicknessMapTransform:{value:new Qe},attenuationDistance:{value:0},attenuationColor:{value:new xt(0)},specularColor:{value:new xt(1,1,1)},specularColorMap:{value:null},specularColorMapTransform:{value:new Qe},specularIntensity:{value:1},specularIntensityMap:{value:null},specularIntensityMapTransform:{value:new Qe},anisotropyVector:{value:new nt},anisotropyMap:{value:null},anisotropyMapTransform:{value:new Qe}}]),vertexShader:lt.meshphysical_vert,fragmentShader:lt.meshphysical_frag};var Ru={r:0,b:0,g:0},rw=new zt,X0=new Qe;X0.set(-1,0,0,0,1,0,0,0,1);function ow(i,e,t,n,s,r){let o=new xt(0),a=s===!0?0:1,l,c,u=null,h=0,d=null;function f(_){let E=_.isScene===!0?_.background:null;if(E&&E.isTexture){let b=_.backgroundBlurriness>0;E=e.get(E,b)}return E}function m(_){let E=!1,b=f(_);b===null?p(o,a):b&&b.isColor&&(p(b,1),E=!0);let R=i.xr.getEnvironmentBlendMode();R==="additive"?t.buffers.color.setClear(0,0,0,1,r):R==="alpha-blend"&&t.buffers.color.setClear(0,0,0,0,r),(i.autoClear||E)&&(t.buffers.depth.setTest(!0),t.buffers.depth.setMask(!0),t.buffers.color.setMask(!0),i.clear(i.autoClearColor,i.autoClearDepth,i.autoClearStencil))}function y(_,E){let b=f(E);b&&b.isCubeTexture?(c===void 0&&(c=new en(new ro(1,1,1),new An({name:"BackgroundCubeMaterial",uniforms:gr(Zi.backgroundCube.uniforms),vertexShader:Zi.backgroundCube.vertexShader,fragmentShader:Zi.backgroundCube.fragmentShader,side:Xn,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),c.geometry.deleteAttribute("normal"),c.geometry.deleteAttribute("uv"),c.onBeforeRender=function(R,T,v){this.matrixWorld.copyPosition(v.matrixWorld)},Object.defineProperty(c.material,"envMap",{get:function(){return this.uniforms.envMap.value}}),n.update(c)),c.material.uniforms.envMap.value=b,c.material.uniforms.backgroundBlurriness.value=E.backgroundBlurriness,c.material.uniforms.backgroundIntensity.value=E.backgroundIntensity,c.material.uniforms.backgroundRotation.value.setFromMatrix4(rw.makeRotationFromEuler(E.backgroundRotation)).transpose(),b.isRenderTargetTexture===!1&&c.material.uniforms.backgroundRotation.value.premultiply(X0),c.material.toneMapped=mt.getTransfer(b.colorSpace)!==wt,(u!==b||h!==b.version||d!==i.toneMapping)&&(c.material.needsUpdate=!0,u=b,h=b.version,d=i.toneMapping),c.layers.enableAll(),_.unshift(c,c.geometry,c.material,0,0,null)):b&&b.isTexture&&(l===void 0&&(l=new en(new va(2,2),new An({name:"BackgroundMaterial",uniforms:gr(Zi.background.uniforms),vertexShader:Zi.background.vertexShader,fragmentShader:Zi.background.fragmentShader,side:Vs,depthTest:!1,depthWrite:!1,fog:!1,allowOverride:!1})),l.geometry.deleteAttribute("normal"),Object.defineProperty(l.material,"map",{get:function(){return this.uniforms.t2D.value}}),n.update(l)),l.material.uniforms.t2D.value=b,l.material.uniforms.backgroundIntensity.value=E.backgroundIntensity,l.material.toneMapped=mt.getTransfer(b.colorSpace)!==wt,b.matrixAutoUpdate===!0&&b.updateMatrix(),l.material.uniforms.uvTransform.value.copy(b.matrix),(u!==b||h!==b.version||d!==i.toneMapping)&&(l.material.needsUpdate=!0,u=b,h=b.version,d=i.toneMapping),l.layers.enableAll(),_.unshift(l,l.geometry,l.material,0,0,null))}function p(_,E){_.getRGB(Ru,cf(i)),t.buffers.color.setClear(Ru.r,Ru.g,Ru.b,E,r)}function g(){c!==void 0&&(c.geometry.dispose(),c.material.dispose(),c=void 0),l!==void 0&&(l.geometry.dispose(),l.material.dispose(),l=void 0)}return{getClearColor:function(){return o},setClearColor:function(_,E=1){o.set(_),a=E,p(o,a)},getClearAlpha:function(){return a},setClearAlpha:function(_){a=_,p(o,a)},render:m,addToRenderList:y,dispose:g}}function aw(i,e){let t=i.getParameter(i.MAX_VERTEX_ATTRIBS),n={},s=d(null),r=s,o=!1;function a(L,G,W,N,V){let Z=!1,z=h(L,N,W,G);r!==z&&(r=z,c(r.object)),Z=f(L,N,W,V),Z&&m(L,N,W,V),V!==null&&e.update(V,i.ELEMENT_ARRAY_BUFFER),(Z||o)&&(o=!1,b(L,G,W,N),V!==null&&i.bindBuffer(i.ELEMENT_ARRAY_BUFFER,e.get(V).buffer))}function l(){return i.createVertexArray()}function c(L){return i.bindVertexArray(L)}function u(L){return i.deleteVertexArray(L)}function h(L,G,W,N){let V=N.wireframe===!0,Z=n[G.id];Z===void 0&&(Z={},n[G.id]=Z);let z=L.isInstancedMesh===!0?L.id:0,ce=Z[z];ce===void 0&&(ce={},Z[z]=ce);let K=ce[W.id];K===void 0&&(K={},ce[W.id]=K);let Q=K[V];return Q===void 0&&(Q=d(l()),K[V]=Q),Q}function d(L){let G=[],W=[],N=[];for(let V=0;V<t;V++)G[V]=0,W[V]=0,N[V]=0;return{geometry:null,program:null,wireframe:!1,newAttributes:G,enabledAttributes:W,attributeDivisors:N,object:L,attributes:{},index:null}}function f(L,G,W,N){let V=r.attributes,Z=G.attributes,z=0,ce=W.getAttributes();for(let K in ce)if(ce[K].location>=0){let se=V[K],de=Z[K];if(de===void 0&&(K==="instanceMatrix"&&L.instanceMatrix&&(de=L.instanceMatrix),K==="instanceColor"&&L.instanceColor&&(de=L.instanceColor)),se===void 0||se.attribute!==de||de&&se.data!==de.data)return!0;z++}return r.attributesNum!==z||r.index!==N}function m(L,G,W,N){let V={},Z=G.attributes,z=0,ce=W.getAttributes();for(let K in ce)if(ce[K].location>=0){let se=Z[K];se===void 0&&(K==="instanceMatrix"&&L.instanceMatrix&&(se=L.instanceMatrix),K==="instanceColor"&&L.instanceColor&&(se=L.instanceColor));let de={};de.attribute=se,se&&se.data&&(de.data=se.data),V[K]=de,z++}r.attributes=V,r.attributesNum=z,r.index=N}function y(){let L=r.newAttributes;for(let G=0,W=L.length;G<W;G++)L[G]=0}function p(L){g(L,0)}function g(L,G){let W=r.newAttributes,N=r.enabledAttributes,V=r.attributeDivisors;W[L]=1,N[L]===0&&(i.enableVertexAttribArray(L),N[L]=1),V[L]!==G&&(i.vertexAttribDivisor(L,G),V[L]=G)}function _(){let L=r.newAttributes,G=r.enabledAttributes;for(let W=0,N=G.length;W<N;W++)G[W]!==L[W]&&(i.disableVertexAttribArray(W),G[W]=0)}function E(L,G,W,N,V,Z,z){z===!0?i.vertexAttribIPointer(L,G,W,V,Z):i.vertexAttribPointer(L,G,W,N,V,Z)}function b(L,G,W,N){y();let V=N.attributes,Z=W.getAttributes(),z=G.defaultAttributeValues;for(let ce in Z){let K=Z[ce];if(K.location>=0){let Q=V[ce];if(Q===void 0&&(ce==="instanceMatrix"&&L.instanceMatrix&&(Q=L.instanceMatrix),ce==="instanceColor"&&L.instanceColor&&(Q=L.instanceColor)),Q!==void 0){let se=Q.normalized,de=Q.itemSize,he=e.get(Q);if(he===void 0)continue;let ee=he.buffer,me=he.type,ve=he.bytesPerElement,Ae=me===i.INT||me===i.UNSIGNED_INT||Q.gpuType===qc;if(Q.isInterleavedBufferAttribute){let Se=Q.data,Ge=Se.isInterleavedBuffer===!0?Se.stride:Se.itemSize,it=Q.offset;if(Se.isInstancedInterleavedBuffer||Se.isInstancedBufferAttribute){for(let Ve=0;Ve<K.locationSize;Ve++)g(K.location+Ve,Se.meshPerAttribute);L.isInstancedMesh!==!0&&N._maxInstanceCount===void 0&&(N._maxInstanceCount=Se.meshPerAttribute*Se.count)}else for(let Ve=0;Ve<K.locationSize;Ve++)p(K.location+Ve);i.bindBuffer(i.ARRAY_BUFFER,ee);for(let Ve=0;Ve<K.locationSize;Ve++)E(K.location+Ve,de/K.locationSize,me,se,Ge*ve,(it+de/K.locationSize*Ve)*ve,Ae)}else{if(Q.isInstancedBufferAttribute){for(let Se=0;Se<K.locationSize;Se++)g(K.location+Se,Q.meshPerAttribute);L.isInstancedMesh!==!0&&N._maxInstanceCount===void 0&&(N._maxInstanceCount=Q.meshPerAttribute*Q.count)}else for(let Se=0;Se<K.locationSize;Se++)p(K.location+Se);i.bindBuffer(i.ARRAY_BUFFER,ee);for(let Se=0;Se<K.locationSize;Se++)E(K.location+Se,de/K.locationSize,me,se,de*ve,de/K.locationSize*Se*ve,Ae)}}else if(z!==void 0){let se=z[ce];if(se!==void 0)switch(se.length){case 2:i.vertexAttrib2fv(K.location,se);break;case 3:i.vertexAttrib3fv(K.location,se);break;case 4:i.vertexAttrib4fv(K.location,se);break;default:i.vertexAttrib1fv(K.location,se)}}}}_()}function R(){k();for(let L in n){let G=n[L];for(let W in G){let N=G[W];for(let V in N){let Z=N[V];for(let z in Z)u(Z[z].object),delete Z[z];delete N[V]}}delete n[L]}}function T(L){if(n[L.id]===void 0)return;let G=n[L.id];for(let W in G){let N=G[W];for(let V in N){let Z=N[V];for(let z in Z)u(Z[z].object),delete Z[z];delete N[V]}}delete n[L.id]}function v(L){for(let G in n){let W=n[G];for(let N in W){let V=W[N];if(V[L.id]===void 0)continue;let Z=V[L.id];for(let z in Z)u(Z[z].object),delete Z[z];delete V[L.id]}}}function A(L){for(let G in n){let W=n[G],N=L.isInstancedMesh===!0?L.id:0,V=W[N];if(V!==void 0){for(let Z in V){let z=V[Z];for(let ce in z)u(z[ce].object),delete z[ce];delete V[Z]}delete W[N],Object.keys(W).length===0&&delete n[G]}}}function k(){D(),o=!0,r!==s&&(r=s,c(r.object))}function D(){s.geometry=null,s.program=null,s.wireframe=!1}return{setup:a,reset:k,resetDefaultState:D,dispose:R,releaseStatesOfGeometry:T,releaseStatesOfObject:A,releaseStatesOfProgram:v,initAttributes:y,enableAttribute:p,disableUnusedAttributes:_}}function lw(i,e,t){let n;function s(l){n=l}function r(l,c){i.drawArrays(n,l,c),t.update(c,n,1)}function o(l,c,u){u!==0&&(i.drawArraysInstanced(n,l,c,u),t.update(c,n,u))}function a(l,c,u){if(u===0)return;e.get("WEBGL_multi_draw").multiDrawArraysWEBGL(n,l,0,c,0,u);let d=0;for(let f=0;f<u;f++)d+=c[f];t.update(d,n,1)}this.setMode=s,this.render=r,this.renderInstances=o,this.renderMultiDraw=a}function cw(i,e,t,n){let s;function r(){if(s!==void 0)return s;if(e.has("EXT_texture_filter_anisotropic")===!0){let v=e.get("EXT_texture_filter_anisotropic");s=i.getParameter(v.MAX_TEXTURE_MAX_ANISOTROPY_EXT)}else s=0;return s}function o(v){return!(v!==Pi&&n.convert(v)!==i.getParameter(i.IMPLEMENTATION_COLOR_READ_FORMAT))}function a(v){let A=v===Ci&&(e.has("EXT_color_buffer_half_float")||e.has("EXT_color_buffer_float"));return!(v!==li&&v!==ci&&!A&&n.convert(v)!==i.getParameter(i.IMPLEMENTATION_COLOR_READ_TYPE))}function l(v){if(v==="highp"){if(i.getShaderPrecisionFormat(i.VERTEX_SHADER,i.HIGH_FLOAT).precision>0&&i.getShaderPrecisionFormat(i.FRAGMENT_SHADER,i.HIGH_FLOAT).precision>0)return"highp";v="mediump"}return v==="mediump"&&i.getShaderPrecisionFormat(i.VERTEX_SHADER,i.MEDIUM_FLOAT).precision>0&&i.getShaderPrecisionFormat(i.FRAGMENT_SHADER,i.MEDIUM_FLOAT).precision>0?"mediump":"lowp"}let c=t.precision!==void 0?t.precision:"highp",u=l(c);u!==c&&(Ye("WebGLRenderer:",c,"not supported, using",u,"instead."),c=u);let h=t.reversedDepthBuffer===!0&&e.has("EXT_clip_control"),d=t.logarithmicDepthBuffer===!0&&h===!1;t.reversedDepthBuffer===!0&&h===!1&&Ye("WebGLRenderer: Unable to use reversed depth buffer due to missing EXT_clip_control extension. Fallback to default depth buffer."),t.logarithmicDepthBuffer===!0&&h===!0&&Ye("WebGLRenderer: Logarithmic depth buffer is ignored when reversed depth buffer is enabled.");let f=i.getParameter(i.MAX_TEXTURE_IMAGE_UNITS),m=i.getParameter(i.MAX_VERTEX_TEXTURE_IMAGE_UNITS),y=i.getParameter(i.MAX_TEXTURE_SIZE),p=i.getParameter(i.MAX_CUBE_MAP_TEXTURE_SIZE),g=i.getParameter(i.MAX_VERTEX_ATTRIBS),_=i.getParameter(i.MAX_VERTEX_UNIFORM_VECTORS),E=i.getParameter(i.MAX_VARYING_VECTORS),b=i.getParameter(i.MAX_FRAGMENT_UNIFORM_VECTORS),R=i.getParameter(i.MAX_SAMPLES),T=i.getParameter(i.SAMPLES);return{isWebGL2:!0,getMaxAnisotropy:r,getMaxPrecision:l,textureFormatReadable:o,textureTypeReadable:a,precision:c,logarithmicDepthBuffer:d,reversedDepthBuffer:h,maxTextures:f,maxVertexTextures:m,maxTextureSize:y,maxCubemapSize:p,maxAttributes:g,maxVertexUniforms:_,maxVaryings:E,maxFragmentUniforms:b,maxSamples:R,samples:T}}function uw(i){let e=this,t=null,n=0,s=!1,r=!1,o=new ri,a=new Qe,l={value:null,needsUpdate:!1};this.uniform=l,this.numPlanes=0,this.numIntersection=0,this.init=function(h,d){let f=h.length!==0||d||n!==0||s;return s=d,n=h.length,f},this.beginShadows=function(){r=!0,u(null)},this.endShadows=function(){r=!1},this.setGlobalState=function(h,d){t=u(h,d,0)},this.setState=function(h,d,f){let m=h.clippingPlanes,y=h.clipIntersection,p=h.clipShadows,g=i.get(h);if(!s||m===null||m.length===0||r&&!p)r?u(null):c();else{let _=r?0:n,E=_*4,b=g.clippingState||null;l.value=b,b=u(m,d,E,f);for(let R=0;R!==E;++R)b[R]=t[R];g.clippingState=b,this.numIntersection=y?this.numPlanes:0,this.numPlanes+=_}};function c(){l.value!==t&&(l.value=t,l.needsUpdate=n>0),e.numPlanes=n,e.numIntersection=0}function u(h,d,f,m){let y=h!==null?h.length:0,p=null;if(y!==0){if(p=l.value,m!==!0||p===null){let g=f+y*4,_=d.matrixWorldInverse;a.getNormalMatrix(_),(p===null||p.length<g)&&(p=new Float32Array(g));for(let E=0,b=f;E!==y;++E,b+=4)o.copy(h[E]).applyMatrix4(_,a),o.normal.toArray(p,b),p[b+3]=o.constant}l.value=p,l.needsUpdate=!0}return e.numPlanes=y,e.numIntersection=0,p}}var Na=class extends oi{constructor(e=1,t={}){super(e,e,t),this.isWebGLCubeRenderTarget=!0;let n={width:e,height:e,depth:1},s=[n,n,n,n,n,n];this.texture=new ha(s),this._setTextureOptions(t),this.texture.isRenderTargetTexture=!0}fromEquirectangularTexture(e,t){this.texture.type=t.type,this.texture.colorSpace=t.colorSpace,this.texture.generateMipmaps=t.generateMipmaps,this.texture.minFilter=t.minFilter,this.texture.magFilter=t.magFilter;let n={uniforms:{tEquirect:{value:null}},vertexShader:`

				varying vec3 vWorldDirection;

				vec3 transformDirection( in vec3 dir, in mat4 matrix ) {

					return normalize( ( matrix * vec4( dir, 0.0 ) ).xyz );

				}

				void main() {

					vWorldDirection = transformDirection( position, modelMatrix );

					#include <begin_vertex>
					#include <project_vertex>

				}
			`,fragmentShader:`

				uniform sampler2D tEquirect;

				varying vec3 vWorldDirection;

				#include <common>

				void main() {

					vec3 direction = normalize( vWorldDirection );

					vec2 sampleUV = equirectUv( direction );

					gl_FragColor = texture2D( tEquirect, sampleUV );

				}
			`},s=new ro(5,5,5),r=new An({name:"CubemapFromEquirect",uniforms:gr(n.uniforms),vertexShader:n.vertexShader,fragmentShader:n.fragmentShader,side:Xn,blending:hr});r.uniforms.tEquirect.value=t;let o=new en(s,r),a=t.minFilter;return t.minFilter===fs&&(t.minFilter=xn),new lo(1,10,this).update(e,o),t.minFilter=a,o.geometry.dispose(),o.material.dispose(),this}clear(e,t=!0,n=!0,s=!0){let r=e.getRenderTarget();for(let o=0;o<6;o++)e.setRenderTarget(this,o),e.clear(t,n,s);e.setRenderTarget(r)}},M0=256,hw=3,dw=20,q0=256,Y0=16,fw=3,pw=new q,mw=new xt,Pu=class i{constructor(e){this._renderer=e,this._cubeSize=0,this._sourceTarget=null,this._cubeCamera=new lo(1,10,null),this._boxMesh=new en(new ro(5,5,5),null),this._cubemapMaterial=null,this._equirectMaterial=null,this._blurMaterial=null,this._ggxMaterial=null,this._integrationMaterial=null}fromScene(e,t=0,n=.1,s=100,r={}){let{size:o=256,position:a=pw}=r,l=this._renderer;this._setSize(o);let c=this._allocateTarget(),u=this._getSourceTarget(!0);t>0&&(u.texture.mipmapsAutoUpdate=!1);let h=l.autoClear,d=l.autoClearColor,f=l.autoClearDepth,m=l.autoClearStencil,y=e.background;l.autoClear=!0,l.autoClearColor=!0,l.autoClearDepth=!0,l.autoClearStencil=!0,y===null&&(e.background=l.getClearColor(mw));let p=new lo(n,s,u);return p.position.copy(a),p.update(l,e),l.autoClear=h,l.autoClearColor=d,l.autoClearDepth=f,l.autoClearStencil=m,e.background=y,t>0&&(u.texture.mipmapsAutoUpdate=!0,this._blur(c,t)),this._applyPMREM(c),c}fromEquirectangular(e,t=null){return this._fromTexture(e,t)}fromCubemap(e,t=null){return this._fromTexture(e,t)}compileCubemapShader(){this._cubemapMaterial===null&&(this._cubemapMaterial=T0(),this._compileMaterial(this._cubemapMaterial))}compileEquirectangularShader(){this._equirectMaterial===null&&(this._equirectMaterial=E0(),this._compileMaterial(this._equirectMaterial))}dispose(){this._sourceTarget!==null&&this._sourceTarget.dispose(),this._cubemapMaterial!==null&&this._cubemapMaterial.dispose(),this._equirectMaterial!==null&&this._equirectMaterial.dispose(),this._blurMaterial!==null&&this._blurMaterial.dispose(),this._ggxMaterial!==null&&this._ggxMaterial.dispose(),this._integrationMaterial!==null&&this._integrationMaterial.dispose(),this._boxMesh.geometry.dispose()}static lodToRoughness(e,t){return t>0?1-Math.sqrt(1-e/t):0}_setSize(e){this._cubeSize=Math.max(M0,p0(e))}_fromTexture(e,t){e.mapping===fr||e.mapping===ho?this._setSize(e.image.length===0?M0:e.image[0].width||e.image[0].image.width):this._setSize(e.image.width/4);let n=t||this._allocateTarget();return this._textureToCubemap(e),this._applyPMREM(n),n}_allocateTarget(){let e=this._cubeSize,t=w0(e,!1,!1),n=Math.log2(e)-hw;for(let s=0;s<=n;s++)t.texture.mipmaps.push({width:e>>s,height:e>>s});return t.texture.name="PMREM",t.texture.isPMREMTexture=!0,t}_getSourceTarget(e=!1){let t=this._cubeSize,n=this._sourceTarget;return(n===null||n.width!==t||e&&n.depthBuffer===!1)&&(n!==null&&n.dispose(),this._sourceTarget=w0(t,!0,e)),this._sourceTarget}_compileMaterial(e){this._boxMesh.material=e,this._renderer.compile(this._boxMesh,this._cubeCamera.children[0])}_renderCube(e,t,n){let s=this._boxMesh,r=this._cubeCamera;s.material=n,r.renderTarget=e,r.activeMipmapLevel=t;let o=e.width>>t;e.viewport.set(0,0,o,o),r.update(this._renderer,s),e.viewport.set(0,0,e.width,e.height)}_textureToCubemap(e){let t;e.mapping===fr||e.mapping===ho?(this._cubemapMaterial===null&&(this._cubemapMaterial=T0()),t=this._cubemapMaterial,t.uniforms.flipEnvMap.value=e.isRenderTargetTexture===!1?-1:1):(this._equirectMaterial===null&&(this._equirectMaterial=E0()),t=this._equirectMaterial),t.uniforms.envMap.value=e,this._renderCube(this._getSourceTarget(),0,t)}_applyPMREM(e){this._ggxMaterial===null&&(this._ggxMaterial=gw(),this._integrationMaterial=xw());let t=this._cubeSize,n=e.texture.mipmaps.length-1,s=this._ggxMaterial.uniforms;s.envMap.value=this._sourceTarget.texture;let r=this._integrationMaterial.uniforms;r.envMap.value=this._sourceTarget.texture,r.sourceLod.value=Math.log2(t/Y0);for(let o=0;o<=n;o++){let a=i.lodToRoughness(o,n);if(o>n-fw)r.roughness.value=a,this._renderCube(e,o,this._integrationMaterial);else{let l=a>0?Math.log2(t)+.5*Math.log2(6/(q0*Math.pow(a,4)))+.5:0;s.roughness.value=a,s.lodBias.value=l,this._renderCube(e,o,this._ggxMaterial)}}}_blur(e,t){this._blurMaterial===null&&(this._blurMaterial=vw());let n=this._blurMaterial,s=n.uniforms,r=this._sourceTarget;s.sigma.value=Math.min(t,Math.PI)/Math.SQRT2,s.envMap.value=r.texture,this._renderCube(e,0,n),s.envMap.value=e.texture,this._renderCube(r,0,n)}};function w0(i,e,t){return new Na(i,{minFilter:fs,generateMipmaps:e,type:Ci,colorSpace:ta,depthBuffer:t})}function Da(i,e,t){return new An({name:i,uniforms:e,vertexShader:lt.cube_vert,fragmentShader:t,side:Xn,blending:hr,depthTest:!1,depthWrite:!1})}function gw(){return Da("PMREMGGXConvolution",{envMap:{value:null},roughness:{value:0},lodBias:{value:0}},`

		#define GGX_SAMPLES ${q0}u

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float lodBias;

		#include <common>

		// Van der Corput radical inverse
		float radicalInverse_VdC( uint bits ) {

			bits = ( bits << 16u ) | ( bits >> 16u );
			bits = ( ( bits & 0x55555555u ) << 1u ) | ( ( bits & 0xAAAAAAAAu ) >> 1u );
			bits = ( ( bits & 0x33333333u ) << 2u ) | ( ( bits & 0xCCCCCCCCu ) >> 2u );
			bits = ( ( bits & 0x0F0F0F0Fu ) << 4u ) | ( ( bits & 0xF0F0F0F0u ) >> 4u );
			bits = ( ( bits & 0x00FF00FFu ) << 8u ) | ( ( bits & 0xFF00FF00u ) >> 8u );
			return float( bits ) * 2.3283064365386963e-10; // / 0x100000000

		}

		// Hammersley sequence
		vec2 hammersley( uint i, uint N ) {

			return vec2( float( i ) / float( N ), radicalInverse_VdC( i ) );

		}

		void main() {

			vec3 N = normalize( vWorldDirection );

			// For very low roughness, just sample the environment directly
			if ( roughness < 0.001 ) {

				gl_FragColor = vec4( textureLod( envMap, N, 0.0 ).rgb, 1.0 );
				return;

			}

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			// Tangent space basis for VNDF sampling
			vec3 up = abs( N.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, N ) );
			vec3 bitangent = cross( N, tangent );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			for ( uint i = 0u; i < GGX_SAMPLES; i ++ ) {

				vec2 Xi = hammersley( i, GGX_SAMPLES );

				// With V = N, sample the reflected direction directly.
				float invQ = 1.0 / ( 1.0 - Xi.x + alpha2 * Xi.x );
				float NdotL = ( 1.0 - Xi.x - alpha2 * Xi.x ) * invQ;

				if ( NdotL > 0.0 ) {

					float phi = 2.0 * PI * Xi.y;
					float sinTheta = 2.0 * alpha * sqrt( Xi.x * ( 1.0 - Xi.x ) ) * invQ;
					vec3 L = N * NdotL + ( tangent * cos( phi ) + bitangent * sin( phi ) ) * sinTheta;

					// Match the source mip to the sample's solid angle. The terms
					// independent of the sample are precomputed in lodBias.
					float d = alpha2 * invQ;
					float lod = max( log2( d ) + lodBias, 0.0 );

					// Weight by NdotL for the split-sum approximation
					prefilteredColor += textureLod( envMap, L, lod ).rgb * NdotL;
					totalWeight += NdotL;

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function xw(){return Da("PMREMGGXIntegration",{envMap:{value:null},roughness:{value:0},sourceLod:{value:0},sourceSize:{value:Y0}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float roughness;
		uniform float sourceLod;
		uniform int sourceSize;

		void main() {

			vec3 N = normalize( vWorldDirection );

			float alpha = roughness * roughness;
			float alpha2 = alpha * alpha;

			float texelSize = 2.0 / float( sourceSize );

			vec3 prefilteredColor = vec3( 0.0 );
			float totalWeight = 0.0;

			// Pair opposite texels: only the one in N's hemisphere contributes.
			for ( int face = 0; face < 3; face ++ ) {

				for ( int y = 0; y < sourceSize; y ++ ) {

					for ( int x = 0; x < sourceSize; x ++ ) {

						vec2 uv = ( vec2( x, y ) + 0.5 ) * texelSize - 1.0;
						vec3 texelDirection = face == 0 ? vec3( 1.0, uv ) : ( face == 1 ? vec3( uv.x, 1.0, uv.y ) : vec3( uv, 1.0 ) );

						float invDistance = inversesqrt( 1.0 + dot( uv, uv ) );
						float NdotL = dot( N, texelDirection );
						texelDirection *= NdotL < 0.0 ? - 1.0 : 1.0;
						NdotL = abs( NdotL ) * invDistance;

						// With V = N, NdotH squared is ( 1 + NdotL ) / 2. Common factors
						// in the GGX distribution and texel solid angle cancel when normalized.
						float d = 1.0 + alpha2 + ( alpha2 - 1.0 ) * NdotL;
						float weight = NdotL * invDistance * invDistance * invDistance / ( d * d );

						prefilteredColor += textureLod( envMap, texelDirection, sourceLod ).rgb * weight;
						totalWeight += weight;

					}

				}

			}

			gl_FragColor = vec4( prefilteredColor / totalWeight, 1.0 );

		}
	`)}function vw(){return Da("PMREMSphericalGaussianBlur",{envMap:{value:null},sigma:{value:0}},`

		#define SAMPLES ${dw}
		#define GOLDEN_ANGLE 2.39996322973

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float sigma;

		#include <common>

		void main() {

			vec3 outputDirection = normalize( vWorldDirection );

			vec3 up = abs( outputDirection.z ) < 0.999 ? vec3( 0.0, 0.0, 1.0 ) : vec3( 1.0, 0.0, 0.0 );
			vec3 tangent = normalize( cross( up, outputDirection ) );
			vec3 bitangent = cross( outputDirection, tangent );

			// Truncate the kernel at three standard deviations or at the antipode.
			float thetaMax = min( 3.0 * sigma, PI );
			float truncation = 1.0 - exp( - 0.5 * thetaMax * thetaMax / ( sigma * sigma ) );

			vec3 accumColor = vec3( 0.0 );
			float accumWeight = 0.0;

			for ( int i = 0; i < SAMPLES; i ++ ) {

				// Stratified inverse-CDF sampling of the Gaussian, placed on a golden-angle spiral.
				float stratum = ( float( i ) + 0.5 ) / float( SAMPLES );
				float theta = sigma * sqrt( - 2.0 * log( 1.0 - stratum * truncation ) );
				float phi = float( i ) * GOLDEN_ANGLE;

				vec3 offset = cos( phi ) * tangent + sin( phi ) * bitangent;
				vec3 sampleDirection = cos( theta ) * outputDirection + sin( theta ) * offset;

				// Correct the planar sample density to solid angle.
				float weight = sin( theta ) / theta;

				accumColor += weight * textureLod( envMap, sampleDirection, 0.0 ).rgb;
				accumWeight += weight;

			}

			gl_FragColor = vec4( accumColor / accumWeight, 1.0 );

		}
	`)}function E0(){return Da("PMREMEquirectangularToCubemap",{envMap:{value:null}},`

		varying vec3 vWorldDirection;

		uniform sampler2D envMap;

		#include <common>

		void main() {

			// Average four subpixel samples to preserve small, bright features.
			vec3 direction = normalize( vWorldDirection );
			vec3 dx = dFdx( direction ) * 0.25;
			vec3 dy = dFdy( direction ) * 0.25;

			vec3 color = textureLod( envMap, equirectUv( normalize( direction - dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx - dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction - dx + dy ) ), 0.0 ).rgb;
			color += textureLod( envMap, equirectUv( normalize( direction + dx + dy ) ), 0.0 ).rgb;
			gl_FragColor = vec4( color * 0.25, 1.0 );

		}
	`)}function T0(){return Da("PMREMCubemapToCubemap",{envMap:{value:null},flipEnvMap:{value:-1}},`

		varying vec3 vWorldDirection;

		uniform samplerCube envMap;
		uniform float flipEnvMap;

		void main() {

			gl_FragColor = vec4( textureCube( envMap, vec3( flipEnvMap * vWorldDirection.x, vWorldDirection.yz ) ).rgb, 1.0 );

		}
	`)}function yw(i){let e=new WeakMap,t=new WeakMap,n=null;function s(d,f=!1){return d==null?null:f?o(d):r(d)}function r(d){if(d&&d.isTexture){let f=d.mapping;if(f===Gc||f===Wc)if(e.has(d)){let m=e.get(d).texture;return a(m,d.mapping)}else{let m=d.image;if(m&&m.height>0){let y=new Na(m.height);return y.fromEquirectangularTexture(i,d),e.set(d,y),d.addEventListener("dispose",c),a(y.texture,d.mapping)}else return null}}return d}function o(d){if(d&&d.isTexture&&d.isPMREMTexture!==!0){let f=d.mapping,m=f===Gc||f===Wc,y=f===fr||f===ho;if(m||y){let p=t.get(d),g=p!==void 0?p.texture.pmremVersion:0;if(d.isRenderTargetTexture&&d.pmremVersion!==g)return n===null&&(n=new Pu(i)),p=m?n.fromEquirectangular(d,p):n.fromCubemap(d,p),p.texture.pmremVersion=d.pmremVersion,t.set(d,p),p.texture;if(p!==void 0)return p.texture;{let _=d.image;return m&&_&&_.height>0||y&&_&&l(_)?(n===null&&(n=new Pu(i)),p=m?n.fromEquirectangular(d):n.fromCubemap(d),p.texture.pmremVersion=d.pmremVersion,t.set(d,p),d.addEventListener("dispose",u),p.texture):null}}}return d}function a(d,f){return f===Gc?d.mapping=fr:f===Wc&&(d.mapping=ho),d}function l(d){let f=0,m=6;for(let y=0;y<m;y++)d[y]!==void 0&&f++;return f===m}function c(d){let f=d.target;f.removeEventListener("dispose",c);let m=e.get(f);m!==void 0&&(e.delete(f),m.dispose())}function u(d){let f=d.target;f.removeEventListener("dispose",u);let m=t.get(f);m!==void 0&&(t.delete(f),m.dispose())}function h(){e=new WeakMap,t=new WeakMap,n!==null&&(n.dispose(),n=null)}return{get:s,dispose:h}}function _w(i){let e={};function t(n){if(e[n]!==void 0)return e[n];let s=i.getExtension(n);return e[n]=s,s}return{has:function(n){return t(n)!==null},init:function(){t("EXT_color_buffer_float"),t("WEBGL_clip_cull_distance"),t("OES_texture_float_linear"),t("EXT_color_buffer_half_float"),t("WEBGL_multisampled_render_to_texture"),t("WEBGL_render_shared_exponent")},get:function(n){let s=t(n);return s===null&&Qo("WebGLRenderer: "+n+" extension not supported."),s}}}function bw(i,e,t,n){let s={},r=new WeakMap,o=new FinalizationRegistry(m=>delete s[m]);function a(m){l(m.target)}function l(m){m.index!==null&&e.remove(m.index);for(let p in m.attributes)e.remove(m.attributes[p]);m.removeEventListener("dispose",a),delete s[m.id],o.unregister(m);let y=r.get(m);y&&(e.remove(y),r.delete(m)),n.releaseStatesOfGeometry(m),m.isInstancedBufferGeometry===!0&&delete m._maxInstanceCount,t.memory.geometries--}function c(m,y){return s[y.id]!==void 0||(y.addEventListener("dispose",a),s[y.id]=new WeakRef(y),o.register(y,y.id,y),t.memory.geometries++),y}function u(m){let y=m.attributes;for(let p in y)e.update(y[p],i.ARRAY_BUFFER)}function h(m){let y=m.index,p=m.attributes.position,g=0;if(p===void 0)return;let _=y!==null?y.array.length:p.array.length/3-1,E=p.count>=65535?la:aa,b=new E(Math.ceil(_/3)*6,1),R=b.array;if(y!==null){let v=y.array;g=y.version;for(let A=0,k=0;A<_;A+=3){let D=v[A+0],L=v[A+1],G=v[A+2];R[k++]=D,R[k++]=L,R[k++]=L,R[k++]=G,R[k++]=G,R[k++]=D}}else{g=p.version;for(let v=0,A=0;v<_;v+=3){let k=v+0,D=v+1,L=v+2;R[A++]=k,R[A++]=D,R[A++]=D,R[A++]=L,R[A++]=L,R[A++]=k}}b.version=g;let T=r.get(m);T&&e.remove(T),r.set(m,b)}function d(m){let y=r.get(m);if(y){let p=m.index;p!==null&&y.version<p.version&&h(m)}else h(m);return r.get(m)}function f(){for(let m in s){let y=s[m].deref();y!==void 0&&l(y)}}return{get:c,update:u,getWireframeAttribute:d,dispose:f}}function Sw(i,e,t){let n;function s(h){n=h}let r,o;function a(h){r=h.type,o=h.bytesPerElement}function l(h,d){i.drawElements(n,d,r,h*o),t.update(d,n,1)}function c(h,d,f){f!==0&&(i.drawElementsInstanced(n,d,r,h*o,f),t.update(d,n,f))}function u(h,d,f){if(f===0)return;e.get("WEBGL_multi_draw").multiDrawElementsWEBGL(n,d,0,r,h,0,f);let y=0;for(let p=0;p<f;p++)y+=d[p];t.update(y,n,1)}this.setMode=s,this.setIndex=a,this.render=l,this.renderInstances=c,this.renderMultiDraw=u}function Mw(i){let e={geometries:0,textures:0},t={frame:0,calls:0,triangles:0,points:0,lines:0};function n(r,o,a){switch(t.calls++,o){case i.TRIANGLES:t.triangles+=a*(r/3);break;case i.LINES:t.lines+=a*(r/2);break;case i.LINE_STRIP:t.lines+=a*(r-1);break;case i.LINE_LOOP:t.lines+=a*r;break;case i.POINTS:t.points+=a*r;break;default:Ke("WebGLInfo: Unknown draw mode:",o);break}}function s(){t.calls=0,t.triangles=0,t.points=0,t.lines=0}return{memory:e,render:t,programs:null,autoReset:!0,reset:s,update:n}}function ww(i,e,t){let n=new WeakMap,s=new Xt;function r(o,a,l){let c=o.morphTargetInfluences,u=a.morphAttributes.position||a.morphAttributes.normal||a.morphAttributes.color,h=u!==void 0?u.length:0,d=n.get(a);if(d===void 0||d.count!==h){let k=function(){v.dispose(),n.delete(a),a.removeEventListener("dispose",k)};d!==void 0&&d.texture.dispose();let f=a.morphAttributes.position!==void 0,m=a.morphAttributes.normal!==void 0,y=a.morphAttributes.color!==void 0,p=a.morphAttributes.position||[],g=a.morphAttributes.normal||[],_=a.morphAttributes.color||[],E=0;f===!0&&(E=1),m===!0&&(E=2),y===!0&&(E=3);let b=a.attributes.position.count*E,R=1;b>e.maxTextureSize&&(R=Math.ceil(b/e.maxTextureSize),b=e.maxTextureSize);let T=new Float32Array(b*R*4*h),v=new ra(T,b,R,h);v.type=ci,v.needsUpdate=!0;let A=E*4;for(let D=0;D<h;D++){let L=p[D],G=g[D],W=_[D],N=b*R*4*D;for(let V=0;V<L.count;V++){let Z=V*A;f===!0&&(s.fromBufferAttribute(L,V),T[N+Z+0]=s.x,T[N+Z+1]=s.y,T[N+Z+2]=s.z,T[N+Z+3]=0),m===!0&&(s.fromBufferAttribute(G,V),T[N+Z+4]=s.x,T[N+Z+5]=s.y,T[N+Z+6]=s.z,T[N+Z+7]=0),y===!0&&(s.fromBufferAttribute(W,V),T[N+Z+8]=s.x,T[N+Z+9]=s.y,T[N+Z+10]=s.z,T[N+Z+11]=W.itemSize===4?s.w:1)}}d={count:h,texture:v,size:new nt(b,R)},n.set(a,d),a.addEventListener("dispose",k)}if(o.isInstancedMesh===!0&&o.morphTexture!==null)l.getUniforms().setValue(i,"morphTexture",o.morphTexture,t);else{let f=0;for(let y=0;y<c.length;y++)f+=c[y];let m=a.morphTargetsRelative?1:1-f;l.getUniforms().setValue(i,"morphTargetBaseInfluence",m),l.getUniforms().setValue(i,"morphTargetInfluences",c)}l.getUniforms().setValue(i,"morphTargetsTexture",d.texture,t),l.getUniforms().setValue(i,"morphTargetsTextureSize",d.size)}return{update:r}}function Ew(i,e,t,n,s){let r=new WeakMap;function o(c){let u=s.render.frame,h=c.geometry,d=e.get(c,h);if(r.get(d)!==u&&(e.update(d),r.set(d,u)),c.isInstancedMesh&&(c.hasEventListener("dispose",l)===!1&&c.addEventListener("dispose",l),r.get(c)!==u&&(t.update(c.instanceMatrix,i.ARRAY_BUFFER),c.instanceColor!==null&&t.update(c.instanceColor,i.ARRAY_BUFFER),r.set(c,u))),c.isSkinnedMesh){let f=c.skeleton;r.get(f)!==u&&(f.update(),r.set(f,u))}return d}function a(){r=new WeakMap}function l(c){let u=c.target;u.removeEventListener("dispose",l),n.releaseStatesOfObject(u),t.remove(u.instanceMatrix),u.instanceColor!==null&&t.remove(u.instanceColor)}return{update:o,dispose:a}}var Tw={[Bd]:"LINEAR_TONE_MAPPING",[kd]:"REINHARD_TONE_MAPPING",[zd]:"CINEON_TONE_MAPPING",[Vd]:"ACES_FILMIC_TONE_MAPPING",[Gd]:"AGX_TONE_MAPPING",[Wd]:"NEUTRAL_TONE_MAPPING",[Hd]:"CUSTOM_TONE_MAPPING"};function Aw(i,e,t,n,s,r){let o=new oi(e,t,{type:i,depthBuffer:s,stencilBuffer:r,samples:n?4:0,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,resolveDepthBuffer:!1,resolveStencilBuffer:!1}),a=null,l=null,c=null,u=new Un;u.setAttribute("position",new qn([-1,3,0,-1,-1,0,3,-1,0],3)),u.setAttribute("uv",new qn([0,2,0,0,2,0],2));let h=new Cc({uniforms:{tDiffuse:{value:null}},vertexShader:`
			precision highp float;

			uniform mat4 modelViewMatrix;
			uniform mat4 projectionMatrix;

			attribute vec3 position;
			attribute vec2 uv;

			varying vec2 vUv;

			void main() {
				vUv = uv;
				gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 );
			}`,fragmentShader:`
			precision highp float;

			uniform sampler2D tDiffuse;

			varying vec2 vUv;

			#include <tonemapping_pars_fragment>
			#include <colorspace_pars_fragment>

			void main() {
				gl_FragColor = texture2D( tDiffuse, vUv );

				#ifdef LINEAR_TONE_MAPPING
					gl_FragColor.rgb = LinearToneMapping( gl_FragColor.rgb );
				#elif defined( REINHARD_TONE_MAPPING )
					gl_FragColor.rgb = ReinhardToneMapping( gl_FragColor.rgb );
				#elif defined( CINEON_TONE_MAPPING )
					gl_FragColor.rgb = CineonToneMapping( gl_FragColor.rgb );
				#elif defined( ACES_FILMIC_TONE_MAPPING )
					gl_FragColor.rgb = ACESFilmicToneMapping( gl_FragColor.rgb );
				#elif defined( AGX_TONE_MAPPING )
					gl_FragColor.rgb = AgXToneMapping( gl_FragColor.rgb );
				#elif defined( NEUTRAL_TONE_MAPPING )
					gl_FragColor.rgb = NeutralToneMapping( gl_FragColor.rgb );
				#elif defined( CUSTOM_TONE_MAPPING )
					gl_FragColor.rgb = CustomToneMapping( gl_FragColor.rgb );
				#endif

				#ifdef SRGB_TRANSFER
					gl_FragColor = sRGBTransferOETF( gl_FragColor );
				#endif
			}`,depthTest:!1,depthWrite:!1}),d=new en(u,h),f=new ao(-1,1,1,-1,0,1),m=null,y=null,p=!1,g,_=null,E=[],b=!1;this.setSize=function(R,T){o.setSize(R,T),a!==null&&a.setSize(R,T),l!==null&&l.setSize(R,T);for(let v=0;v<E.length;v++){let A=E[v];A.setSize&&A.setSize(R,T)}},this.setEffects=function(R){E=R,b=E.length>0&&E[0].isRenderPass===!0;let T=o.width,v=o.height;E.length>0&&a===null&&(a=new oi(T,v,{type:Ci,depthBuffer:!1,stencilBuffer:!1}),l=new oi(T,v,{type:Ci,depthBuffer:!1,stencilBuffer:!1}));let A=s===!0&&E.some(k=>k.needsDepthTexture===!0);A!==(o.depthTexture!==null)&&(A===!0&&c===null&&(c=new ds(T,v),r===!0&&(c.format=ps,c.type=pr)),o.dispose(),o.depthTexture=A?c:null,o.resolveDepthBuffer=A,o.storeMultisampledDepthBuffer=A);for(let k=0;k<E.length;k++){let D=E[k];D.setSize&&D.setSize(T,v),A&&D.needsDepthTexture===!0&&D.setDepthTexture&&D.setDepthTexture(c)}},this.begin=function(R,T){if(p||R.toneMapping===Yi&&E.length===0)return!1;if(_=T,T!==null){let v=T.width,A=T.height;(o.width!==v||o.height!==A)&&this.setSize(v,A)}return b===!1&&R.setRenderTarget(o),g=R.toneMapping,R.toneMapping=Yi,!0},this.hasRenderPass=function(){return b},this.end=function(R,T){R.toneMapping=g,p=!0;let v=o,A=a;for(let k=0;k<E.length;k++){let D=E[k];D.enabled!==!1&&(D.render(R,A,v,T),D.needsSwap!==!1&&(v=A,A=A===a?l:a))}if(m!==R.outputColorSpace||y!==R.toneMapping){m=R.outputColorSpace,y=R.toneMapping,h.defines={},mt.getTransfer(m)===wt&&(h.defines.SRGB_TRANSFER="");let k=Tw[y];k&&(h.defines[k]=""),h.needsUpdate=!0}h.uniforms.tDiffuse.value=v.texture,R.setRenderTarget(_),R.render(d,f),_=null,p=!1},this.isCompositing=function(){return p},this.dispose=function(){o.dispose(),a!==null&&a.dispose(),l!==null&&l.dispose(),u.dispose(),h.dispose()}}var $0=new Yn,Z0=new ds(1,1),J0=new da(1),K0=new ra,j0=new bc,Q0=new ha,A0=[],R0=[],C0=new Float32Array(16),P0=new Float32Array(9),I0=new Float32Array(4);function mo(i,e,t){let n=i[0];if(n<=0||n>0)return i;let s=e*t,r=A0[s];if(r===void 0&&(r=new Float32Array(s),A0[s]=r),e!==0){n.toArray(r,0);for(let o=1,a=0;o!==e;++o)a+=t,i[o].toArray(r,a)}return r}function vn(i,e){if(i.length!==e.length)return!1;for(let t=0,n=i.length;t<n;t++)if(i[t]!==e[t])return!1;return!0}function yn(i,e){for(let t=0,n=e.length;t<n;t++)i[t]=e[t]}function Lu(i,e){let t=R0[e];t===void 0&&(t=new Int32Array(e),R0[e]=t);for(let n=0;n!==e;++n)t[n]=i.allocateTextureUnit();return t}function Rw(i,e){let t=this.cache;t[0]!==e&&(i.uniform1f(this.addr,e),t[0]=e)}function Cw(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2f(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(vn(t,e))return;i.uniform2fv(this.addr,e),yn(t,e)}}function Pw(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3f(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else if(e.r!==void 0)(t[0]!==e.r||t[1]!==e.g||t[2]!==e.b)&&(i.uniform3f(this.addr,e.r,e.g,e.b),t[0]=e.r,t[1]=e.g,t[2]=e.b);else{if(vn(t,e))return;i.uniform3fv(this.addr,e),yn(t,e)}}function Iw(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4f(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(vn(t,e))return;i.uniform4fv(this.addr,e),yn(t,e)}}function Lw(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(vn(t,e))return;i.uniformMatrix2fv(this.addr,!1,e),yn(t,e)}else{if(vn(t,n))return;I0.set(n),i.uniformMatrix2fv(this.addr,!1,I0),yn(t,n)}}function Nw(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(vn(t,e))return;i.uniformMatrix3fv(this.addr,!1,e),yn(t,e)}else{if(vn(t,n))return;P0.set(n),i.uniformMatrix3fv(this.addr,!1,P0),yn(t,n)}}function Dw(i,e){let t=this.cache,n=e.elements;if(n===void 0){if(vn(t,e))return;i.uniformMatrix4fv(this.addr,!1,e),yn(t,e)}else{if(vn(t,n))return;C0.set(n),i.uniformMatrix4fv(this.addr,!1,C0),yn(t,n)}}function Uw(i,e){let t=this.cache;t[0]!==e&&(i.uniform1i(this.addr,e),t[0]=e)}function Fw(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2i(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(vn(t,e))return;i.uniform2iv(this.addr,e),yn(t,e)}}function Ow(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3i(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else{if(vn(t,e))return;i.uniform3iv(this.addr,e),yn(t,e)}}function Bw(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4i(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(vn(t,e))return;i.uniform4iv(this.addr,e),yn(t,e)}}function kw(i,e){let t=this.cache;t[0]!==e&&(i.uniform1ui(this.addr,e),t[0]=e)}function zw(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y)&&(i.uniform2ui(this.addr,e.x,e.y),t[0]=e.x,t[1]=e.y);else{if(vn(t,e))return;i.uniform2uiv(this.addr,e),yn(t,e)}}function Vw(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z)&&(i.uniform3ui(this.addr,e.x,e.y,e.z),t[0]=e.x,t[1]=e.y,t[2]=e.z);else{if(vn(t,e))return;i.uniform3uiv(this.addr,e),yn(t,e)}}function Hw(i,e){let t=this.cache;if(e.x!==void 0)(t[0]!==e.x||t[1]!==e.y||t[2]!==e.z||t[3]!==e.w)&&(i.uniform4ui(this.addr,e.x,e.y,e.z,e.w),t[0]=e.x,t[1]=e.y,t[2]=e.z,t[3]=e.w);else{if(vn(t,e))return;i.uniform4uiv(this.addr,e),yn(t,e)}}function Nu(i){return i.version===0&&(i.compareFunction=sf,i.needsUpdate=!0),i}function Gw(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s);let r;this.type===i.SAMPLER_2D_SHADOW?r=Nu(Z0):r=$0,t.setTexture2D(e||r,s)}function Ww(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s),t.setTexture3D(e||j0,s)}function Xw(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s);let r;this.type===i.SAMPLER_CUBE_SHADOW?r=Nu(J0):r=Q0,t.setTextureCube(e||r,s)}function qw(i,e,t){let n=this.cache,s=t.allocateTextureUnit();n[0]!==s&&(i.uniform1i(this.addr,s),n[0]=s),t.setTexture2DArray(e||K0,s)}function Yw(i){switch(i){case 5126:return Rw;case 35664:return Cw;case 35665:return Pw;case 35666:return Iw;case 35674:return Lw;case 35675:return Nw;case 35676:return Dw;case 5124:case 35670:return Uw;case 35667:case 35671:return Fw;case 35668:case 35672:return Ow;case 35669:case 35673:return Bw;case 5125:return kw;case 36294:return zw;case 36295:return Vw;case 36296:return Hw;case 35678:case 36198:case 36298:case 36306:case 35682:return Gw;case 35679:case 36299:case 36307:return Ww;case 35680:case 36300:case 36308:case 36293:return Xw;case 36289:case 36303:case 36311:case 36292:return qw}}function $w(i,e){i.uniform1fv(this.addr,e)}function Zw(i,e){let t=mo(e,this.size,2);i.uniform2fv(this.addr,t)}function Jw(i,e){let t=mo(e,this.size,3);i.uniform3fv(this.addr,t)}function Kw(i,e){let t=mo(e,this.size,4);i.uniform4fv(this.addr,t)}function jw(i,e){let t=mo(e,this.size,4);i.uniformMatrix2fv(this.addr,!1,t)}function Qw(i,e){let t=mo(e,this.size,9);i.uniformMatrix3fv(this.addr,!1,t)}function e1(i,e){let t=mo(e,this.size,16);i.uniformMatrix4fv(this.addr,!1,t)}function t1(i,e){i.uniform1iv(this.addr,e)}function n1(i,e){i.uniform2iv(this.addr,e)}function i1(i,e){i.uniform3iv(this.addr,e)}function s1(i,e){i.uniform4iv(this.addr,e)}function r1(i,e){i.uniform1uiv(this.addr,e)}function o1(i,e){i.uniform2uiv(this.addr,e)}function a1(i,e){i.uniform3uiv(this.addr,e)}function l1(i,e){i.uniform4uiv(this.addr,e)}function c1(i,e,t){let n=this.cache,s=e.length,r=Lu(t,s);vn(n,r)||(i.uniform1iv(this.addr,r),yn(n,r));let o;this.type===i.SAMPLER_2D_SHADOW?o=Nu(Z0):o=$0;for(let a=0;a!==s;++a)t.setTexture2D(e[a]||o,r[a])}function u1(i,e,t){let n=this.cache,s=e.length,r=Lu(t,s);vn(n,r)||(i.uniform1iv(this.addr,r),yn(n,r));for(let o=0;o!==s;++o)t.setTexture3D(e[o]||j0,r[o])}function h1(i,e,t){let n=this.cache,s=e.length,r=Lu(t,s);vn(n,r)||(i.uniform1iv(this.addr,r),yn(n,r));let o;this.type===i.SAMPLER_CUBE_SHADOW?o=Nu(J0):o=Q0;for(let a=0;a!==s;++a)t.setTextureCube(e[a]||o,r[a])}function d1(i,e,t){let n=this.cache,s=e.length,r=Lu(t,s);vn(n,r)||(i.uniform1iv(this.addr,r),yn(n,r));for(let o=0;o!==s;++o)t.setTexture2DArray(e[o]||K0,r[o])}function f1(i){switch(i){case 5126:return $w;case 35664:return Zw;case 35665:return Jw;case 35666:return Kw;case 35674:return jw;case 35675:return Qw;case 35676:return e1;case 5124:case 35670:return t1;case 35667:case 35671:return n1;case 35668:case 35672:return i1;case 35669:case 35673:return s1;case 5125:return r1;case 36294:return o1;case 36295:return a1;case 36296:return l1;case 35678:case 36198:case 36298:case 36306:case 35682:return c1;case 35679:case 36299:case 36307:return u1;case 35680:case 36300:case 36308:case 36293:return h1;case 36289:case 36303:case 36311:case 36292:return d1}}var mf=class{constructor(e,t,n){this.id=e,this.addr=n,this.cache=[],this.type=t.type,this.setValue=Yw(t.type)}},gf=class{constructor(e,t,n){this.id=e,this.addr=n,this.cache=[],this.type=t.type,this.size=t.size,this.setValue=f1(t.type)}},xf=class{constructor(e){this.id=e,this.seq=[],this.map={}}setValue(e,t,n){let s=this.seq;for(let r=0,o=s.length;r!==o;++r){let a=s[r];a.setValue(e,t[a.id],n)}}},ff=/(\w+)(\])?(\[|\.)?/g;function L0(i,e){i.seq.push(e),i.map[e.id]=e}function p1(i,e,t){let n=i.name,s=n.length;for(ff.lastIndex=0;;){let r=ff.exec(n),o=ff.lastIndex,a=r[1],l=r[2]==="]",c=r[3];if(l&&(a=a|0),c===void 0||c==="["&&o+2===s){L0(t,c===void 0?new mf(a,i,e):new gf(a,i,e));break}else{let h=t.map[a];h===void 0&&(h=new xf(a),L0(t,h)),t=h}}}var po=class{constructor(e,t){this.seq=[],this.map={};let n=e.getProgramParameter(t,e.ACTIVE_UNIFORMS);for(let o=0;o<n;++o){let a=e.getActiveUniform(t,o),l=e.getUniformLocation(t,a.name);p1(a,l,this)}let s=[],r=[];for(let o of this.seq)o.type===e.SAMPLER_2D_SHADOW||o.type===e.SAMPLER_CUBE_SHADOW||o.type===e.SAMPLER_2D_ARRAY_SHADOW?s.push(o):r.push(o);s.length>0&&(this.seq=s.concat(r))}setValue(e,t,n,s){let r=this.map[t];r!==void 0&&r.setValue(e,n,s)}setOptional(e,t,n){let s=t[n];s!==void 0&&this.setValue(e,n,s)}static upload(e,t,n,s){for(let r=0,o=t.length;r!==o;++r){let a=t[r],l=n[a.id];l.needsUpdate!==!1&&a.setValue(e,l.value,s)}}static seqWithValue(e,t){let n=[];for(let s=0,r=e.length;s!==r;++s){let o=e[s];o.id in t&&n.push(o)}return n}};function N0(i,e,t){let n=i.createShader(e);return i.shaderSource(n,t),i.compileShader(n),n}var m1=37297,g1=0;function x1(i,e){let t=i.split(`
`),n=[],s=Math.max(e-6,0),r=Math.min(e+6,t.length);for(let o=s;o<r;o++){let a=o+1;n.push(`${a===e?">":" "} ${a}: ${t[o]}`)}return n.join(`
`)}var D0=new Qe;function v1(i){mt._getMatrix(D0,mt.workingColorSpace,i);let e=`mat3( ${D0.elements.map(t=>t.toFixed(4))} )`;switch(mt.getTransfer(i)){case na:return[e,"LinearTransferOETF"];case wt:return[e,"sRGBTransferOETF"];default:return Ye("WebGLProgram: Unsupported color space: ",i),[e,"LinearTransferOETF"]}}function U0(i,e,t){let n=i.getShaderParameter(e,i.COMPILE_STATUS),r=(i.getShaderInfoLog(e)||"").trim();if(n&&r==="")return"";let o=/ERROR: 0:(\d+)/.exec(r);if(o){let a=parseInt(o[1]);return t.toUpperCase()+`

`+r+`

`+x1(i.getShaderSource(e),a)}else return r}function y1(i,e){let t=v1(e);return[`vec4 ${i}( vec4 value ) {`,`	return ${t[1]}( vec4( ${t[0]} * value.rgb, value.a ) );`,"}"].join(`
`)}var _1={[Bd]:"Linear",[kd]:"Reinhard",[zd]:"Cineon",[Vd]:"ACESFilmic",[Gd]:"AgX",[Wd]:"Neutral",[Hd]:"Custom"};function b1(i,e){let t=_1[e];return t===void 0?(Ye("WebGLProgram: Unsupported toneMapping:",e),"vec3 "+i+"( vec3 color ) { return LinearToneMapping( color ); }"):"vec3 "+i+"( vec3 color ) { return "+t+"ToneMapping( color ); }"}var Cu=new q;function S1(){mt.getLuminanceCoefficients(Cu);let i=Cu.x.toFixed(4),e=Cu.y.toFixed(4),t=Cu.z.toFixed(4);return["float luminance( const in vec3 rgb ) {",`	const vec3 weights = vec3( ${i}, ${e}, ${t} );`,"	return dot( weights, rgb );","}"].join(`
`)}function M1(i){return[i.extensionClipCullDistance?"#extension GL_ANGLE_clip_cull_distance : require":"",i.extensionMultiDraw?"#extension GL_ANGLE_multi_draw : require":""].filter(La).join(`
`)}function w1(i){let e=[];for(let t in i){let n=i[t];n!==!1&&e.push("#define "+t+" "+n)}return e.join(`
`)}function E1(i,e){let t={},n=i.getProgramParameter(e,i.ACTIVE_ATTRIBUTES);for(let s=0;s<n;s++){let r=i.getActiveAttrib(e,s),o=r.name,a=1;r.type===i.FLOAT_MAT2&&(a=2),r.type===i.FLOAT_MAT3&&(a=3),r.type===i.FLOAT_MAT4&&(a=4),t[o]={type:r.type,location:i.getAttribLocation(e,o),locationSize:a}}return t}function La(i){return i!==""}function F0(i,e){let t=e.numSpotLightShadows+e.numSpotLightMaps-e.numSpotLightShadowsWithMaps;return i.replace(/NUM_SUN_LIGHTS/g,e.numSunLights).replace(/NUM_DIR_LIGHTS/g,e.numDirLights).replace(/NUM_SPOT_LIGHTS/g,e.numSpotLights).replace(/NUM_SPOT_LIGHT_MAPS/g,e.numSpotLightMaps).replace(/NUM_SPOT_LIGHT_COORDS/g,t).replace(/NUM_RECT_AREA_LIGHTS/g,e.numRectAreaLights).replace(/NUM_POINT_LIGHTS/g,e.numPointLights).replace(/NUM_HEMI_LIGHTS/g,e.numHemiLights).replace(/NUM_SUN_LIGHT_SHADOWS/g,e.numSunLightShadows).replace(/NUM_DIR_LIGHT_SHADOWS/g,e.numDirLightShadows).replace(/NUM_SPOT_LIGHT_SHADOWS_WITH_MAPS/g,e.numSpotLightShadowsWithMaps).replace(/NUM_SPOT_LIGHT_SHADOWS/g,e.numSpotLightShadows).replace(/NUM_POINT_LIGHT_SHADOWS/g,e.numPointLightShadows).replace(/NUM_LIGHT_PROBE_GRIDS/g,e.numLightProbeGrids)}function O0(i,e){return i.replace(/NUM_CLIPPING_PLANES/g,e.numClippingPlanes).replace(/UNION_CLIPPING_PLANES/g,e.numClippingPlanes-e.numClipIntersection)}var T1=/^[ \t]*#include +<([\w\d./]+)>/gm;function vf(i){return i.replace(T1,A1)}function A1(i,e){let t=lt[e];if(t===void 0)throw new Error("THREE.WebGLProgram: Can not resolve #include <"+e+">");return vf(t)}var R1=/#pragma unroll_loop_start\s+for\s*\(\s*int\s+i\s*=\s*(\d+)\s*;\s*i\s*<\s*(\d+)\s*;\s*i\s*\+\+\s*\)\s*{([\s\S]+?)}\s+#pragma unroll_loop_end/g;function B0(i){return i.replace(R1,C1)}function C1(i,e,t,n){let s="";for(let r=parseInt(e);r<parseInt(t);r++)s+=n.replace(/\[\s*i\s*\]/g,"[ "+r+" ]").replace(/UNROLLED_LOOP_INDEX/g,r);return s}function k0(i){let e=`precision ${i.precision} float;
	precision ${i.precision} int;
	precision ${i.precision} sampler2D;
	precision ${i.precision} samplerCube;
	precision ${i.precision} sampler3D;
	precision ${i.precision} sampler2DArray;
	precision ${i.precision} sampler2DShadow;
	precision ${i.precision} samplerCubeShadow;
	precision ${i.precision} sampler2DArrayShadow;
	precision ${i.precision} isampler2D;
	precision ${i.precision} isampler3D;
	precision ${i.precision} isamplerCube;
	precision ${i.precision} isampler2DArray;
	precision ${i.precision} usampler2D;
	precision ${i.precision} usampler3D;
	precision ${i.precision} usamplerCube;
	precision ${i.precision} usampler2DArray;
	`;return i.precision==="highp"?e+=`
#define HIGH_PRECISION`:i.precision==="mediump"?e+=`
#define MEDIUM_PRECISION`:i.precision==="lowp"&&(e+=`
#define LOW_PRECISION`),e}var P1={[Sa]:"SHADOWMAP_TYPE_PCF",[co]:"SHADOWMAP_TYPE_VSM"};function I1(i){return P1[i.shadowMapType]||"SHADOWMAP_TYPE_BASIC"}var L1={[ho]:"ENVMAP_MODE_REFRACTION"};function N1(i){return i.envMap===!1?"ENVMAP_MODE_REFLECTION":L1[i.envMapMode]||"ENVMAP_MODE_REFLECTION"}var D1={[Od]:"ENVMAP_BLENDING_MULTIPLY",[jg]:"ENVMAP_BLENDING_MIX",[Qg]:"ENVMAP_BLENDING_ADD"};function U1(i){return i.envMap===!1?"ENVMAP_BLENDING_NONE":D1[i.combine]||"ENVMAP_BLENDING_NONE"}function F1(i,e,t,n){let s=i.getContext(),r=t.defines,o=t.vertexShader,a=t.fragmentShader,l=I1(t),c=t.envMapPMREM===!0?"ENVMAP_TYPE_PMREM":"ENVMAP_TYPE_CUBE",u=N1(t),h=U1(t),d=M1(t),f=w1(r),m=s.createProgram(),y,p,g=t.glslVersion?"#version "+t.glslVersion+`
`:"";t.isRawShaderMaterial?(y=["#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,f].filter(La).join(`
`),y.length>0&&(y+=`
`),p=["#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,f].filter(La).join(`
`),p.length>0&&(p+=`
`)):(y=[k0(t),"#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,f,t.extensionClipCullDistance?"#define USE_CLIP_DISTANCE":"",t.batching?"#define USE_BATCHING":"",t.batchingColor?"#define USE_BATCHING_COLOR":"",t.instancing?"#define USE_INSTANCING":"",t.instancingColor?"#define USE_INSTANCING_COLOR":"",t.instancingMorph?"#define USE_INSTANCING_MORPH":"",t.useFog&&t.fog?"#define USE_FOG":"",t.useFog&&t.fogExp2?"#define FOG_EXP2":"",t.map?"#define USE_MAP":"",t.envMap?"#define USE_ENVMAP":"",t.envMap?"#define "+u:"",t.lightMap?"#define USE_LIGHTMAP":"",t.aoMap?"#define USE_AOMAP":"",t.bumpMap?"#define USE_BUMPMAP":"",t.normalMap?"#define USE_NORMALMAP":"",t.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",t.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",t.displacementMap?"#define USE_DISPLACEMENTMAP":"",t.emissiveMap?"#define USE_EMISSIVEMAP":"",t.anisotropy?"#define USE_ANISOTROPY":"",t.anisotropyMap?"#define USE_ANISOTROPYMAP":"",t.clearcoatMap?"#define USE_CLEARCOATMAP":"",t.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",t.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",t.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",t.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",t.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",t.specularMap?"#define USE_SPECULARMAP":"",t.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",t.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",t.roughnessMap?"#define USE_ROUGHNESSMAP":"",t.metalnessMap?"#define USE_METALNESSMAP":"",t.alphaMap?"#define USE_ALPHAMAP":"",t.alphaHash?"#define USE_ALPHAHASH":"",t.transmission?"#define USE_TRANSMISSION":"",t.transmissionMap?"#define USE_TRANSMISSIONMAP":"",t.thicknessMap?"#define USE_THICKNESSMAP":"",t.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",t.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",t.mapUv?"#define MAP_UV "+t.mapUv:"",t.alphaMapUv?"#define ALPHAMAP_UV "+t.alphaMapUv:"",t.lightMapUv?"#define LIGHTMAP_UV "+t.lightMapUv:"",t.aoMapUv?"#define AOMAP_UV "+t.aoMapUv:"",t.emissiveMapUv?"#define EMISSIVEMAP_UV "+t.emissiveMapUv:"",t.bumpMapUv?"#define BUMPMAP_UV "+t.bumpMapUv:"",t.normalMapUv?"#define NORMALMAP_UV "+t.normalMapUv:"",t.displacementMapUv?"#define DISPLACEMENTMAP_UV "+t.displacementMapUv:"",t.metalnessMapUv?"#define METALNESSMAP_UV "+t.metalnessMapUv:"",t.roughnessMapUv?"#define ROUGHNESSMAP_UV "+t.roughnessMapUv:"",t.anisotropyMapUv?"#define ANISOTROPYMAP_UV "+t.anisotropyMapUv:"",t.clearcoatMapUv?"#define CLEARCOATMAP_UV "+t.clearcoatMapUv:"",t.clearcoatNormalMapUv?"#define CLEARCOAT_NORMALMAP_UV "+t.clearcoatNormalMapUv:"",t.clearcoatRoughnessMapUv?"#define CLEARCOAT_ROUGHNESSMAP_UV "+t.clearcoatRoughnessMapUv:"",t.diffuseRoughnessMapUv?"#define DIFFUSE_ROUGHNESSMAP_UV "+t.diffuseRoughnessMapUv:"",t.iridescenceMapUv?"#define IRIDESCENCEMAP_UV "+t.iridescenceMapUv:"",t.iridescenceThicknessMapUv?"#define IRIDESCENCE_THICKNESSMAP_UV "+t.iridescenceThicknessMapUv:"",t.sheenColorMapUv?"#define SHEEN_COLORMAP_UV "+t.sheenColorMapUv:"",t.sheenRoughnessMapUv?"#define SHEEN_ROUGHNESSMAP_UV "+t.sheenRoughnessMapUv:"",t.specularMapUv?"#define SPECULARMAP_UV "+t.specularMapUv:"",t.specularColorMapUv?"#define SPECULAR_COLORMAP_UV "+t.specularColorMapUv:"",t.specularIntensityMapUv?"#define SPECULAR_INTENSITYMAP_UV "+t.specularIntensityMapUv:"",t.transmissionMapUv?"#define TRANSMISSIONMAP_UV "+t.transmissionMapUv:"",t.thicknessMapUv?"#define THICKNESSMAP_UV "+t.thicknessMapUv:"",t.vertexTangents&&t.flatShading===!1?"#define USE_TANGENT":"",t.vertexNormals?"#define HAS_NORMAL":"",t.vertexColors?"#define USE_COLOR":"",t.vertexAlphas?"#define USE_COLOR_ALPHA":"",t.vertexUv1s?"#define USE_UV1":"",t.vertexUv2s?"#define USE_UV2":"",t.vertexUv3s?"#define USE_UV3":"",t.pointsUvs?"#define USE_POINTS_UV":"",t.flatShading?"#define FLAT_SHADED":"",t.skinning?"#define USE_SKINNING":"",t.morphTargets?"#define USE_MORPHTARGETS":"",t.morphNormals&&t.flatShading===!1?"#define USE_MORPHNORMALS":"",t.morphColors?"#define USE_MORPHCOLORS":"",t.morphTargetsCount>0?"#define MORPHTARGETS_TEXTURE_STRIDE "+t.morphTextureStride:"",t.morphTargetsCount>0?"#define MORPHTARGETS_COUNT "+t.morphTargetsCount:"",t.doubleSided?"#define DOUBLE_SIDED":"",t.flipSided?"#define FLIP_SIDED":"",t.shadowMapEnabled?"#define USE_SHADOWMAP":"",t.shadowMapEnabled?"#define "+l:"",t.sizeAttenuation?"#define USE_SIZEATTENUATION":"",t.numLightProbes>0?"#define USE_LIGHT_PROBES":"",t.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",t.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 modelMatrix;","uniform mat4 modelViewMatrix;","uniform mat4 projectionMatrix;","uniform mat4 viewMatrix;","uniform mat3 normalMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;","#ifdef USE_INSTANCING","	attribute mat4 instanceMatrix;","#endif","#ifdef USE_INSTANCING_COLOR","	attribute vec3 instanceColor;","#endif","#ifdef USE_INSTANCING_MORPH","	uniform sampler2D morphTexture;","#endif","attribute vec3 position;","attribute vec3 normal;","attribute vec2 uv;","#ifdef USE_UV1","	attribute vec2 uv1;","#endif","#ifdef USE_UV2","	attribute vec2 uv2;","#endif","#ifdef USE_UV3","	attribute vec2 uv3;","#endif","#ifdef USE_TANGENT","	attribute vec4 tangent;","#endif","#if defined( USE_COLOR_ALPHA )","	attribute vec4 color;","#elif defined( USE_COLOR )","	attribute vec3 color;","#endif","#ifdef USE_SKINNING","	attribute vec4 skinIndex;","	attribute vec4 skinWeight;","#endif",`
`].filter(La).join(`
`),p=[k0(t),"#define SHADER_TYPE "+t.shaderType,"#define SHADER_NAME "+t.shaderName,f,t.useFog&&t.fog?"#define USE_FOG":"",t.useFog&&t.fogExp2?"#define FOG_EXP2":"",t.alphaToCoverage?"#define ALPHA_TO_COVERAGE":"",t.map?"#define USE_MAP":"",t.matcap?"#define USE_MATCAP":"",t.envMap?"#define USE_ENVMAP":"",t.envMap?"#define "+c:"",t.envMap?"#define "+u:"",t.envMap?"#define "+h:"",t.envMapPMREM?"#define ENVMAP_MAX_LOD "+t.envMapMaxLod+".0":"",t.envMapPMREM?"#define ENVMAP_SIZE "+t.envMapSize+".0":"",t.lightMap?"#define USE_LIGHTMAP":"",t.aoMap?"#define USE_AOMAP":"",t.bumpMap?"#define USE_BUMPMAP":"",t.normalMap?"#define USE_NORMALMAP":"",t.normalMapObjectSpace?"#define USE_NORMALMAP_OBJECTSPACE":"",t.normalMapTangentSpace?"#define USE_NORMALMAP_TANGENTSPACE":"",t.packedNormalMap?"#define USE_PACKED_NORMALMAP":"",t.emissiveMap?"#define USE_EMISSIVEMAP":"",t.anisotropy?"#define USE_ANISOTROPY":"",t.anisotropyMap?"#define USE_ANISOTROPYMAP":"",t.clearcoat?"#define USE_CLEARCOAT":"",t.clearcoatMap?"#define USE_CLEARCOATMAP":"",t.clearcoatRoughnessMap?"#define USE_CLEARCOAT_ROUGHNESSMAP":"",t.clearcoatNormalMap?"#define USE_CLEARCOAT_NORMALMAP":"",t.diffuseRoughness?"#define USE_DIFFUSE_ROUGHNESS":"",t.diffuseRoughnessMap?"#define USE_DIFFUSE_ROUGHNESSMAP":"",t.dispersion?"#define USE_DISPERSION":"",t.retroreflection?"#define USE_RETROREFLECTION":"",t.iridescence?"#define USE_IRIDESCENCE":"",t.iridescenceMap?"#define USE_IRIDESCENCEMAP":"",t.iridescenceThicknessMap?"#define USE_IRIDESCENCE_THICKNESSMAP":"",t.specularMap?"#define USE_SPECULARMAP":"",t.specularColorMap?"#define USE_SPECULAR_COLORMAP":"",t.specularIntensityMap?"#define USE_SPECULAR_INTENSITYMAP":"",t.roughnessMap?"#define USE_ROUGHNESSMAP":"",t.metalnessMap?"#define USE_METALNESSMAP":"",t.alphaMap?"#define USE_ALPHAMAP":"",t.alphaTest?"#define USE_ALPHATEST":"",t.alphaHash?"#define USE_ALPHAHASH":"",t.sheen?"#define USE_SHEEN":"",t.sheenColorMap?"#define USE_SHEEN_COLORMAP":"",t.sheenRoughnessMap?"#define USE_SHEEN_ROUGHNESSMAP":"",t.transmission?"#define USE_TRANSMISSION":"",t.transmissionMap?"#define USE_TRANSMISSIONMAP":"",t.thicknessMap?"#define USE_THICKNESSMAP":"",t.vertexTangents&&t.flatShading===!1?"#define USE_TANGENT":"",t.vertexColors||t.instancingColor?"#define USE_COLOR":"",t.vertexAlphas||t.batchingColor?"#define USE_COLOR_ALPHA":"",t.vertexUv1s?"#define USE_UV1":"",t.vertexUv2s?"#define USE_UV2":"",t.vertexUv3s?"#define USE_UV3":"",t.pointsUvs?"#define USE_POINTS_UV":"",t.gradientMap?"#define USE_GRADIENTMAP":"",t.flatShading?"#define FLAT_SHADED":"",t.doubleSided?"#define DOUBLE_SIDED":"",t.flipSided?"#define FLIP_SIDED":"",t.shadowMapEnabled?"#define USE_SHADOWMAP":"",t.shadowMapEnabled?"#define "+l:"",t.premultipliedAlpha?"#define PREMULTIPLIED_ALPHA":"",t.numLightProbes>0?"#define USE_LIGHT_PROBES":"",t.decodeVideoTexture?"#define DECODE_VIDEO_TEXTURE":"",t.decodeVideoTextureEmissive?"#define DECODE_VIDEO_TEXTURE_EMISSIVE":"",t.logarithmicDepthBuffer?"#define USE_LOGARITHMIC_DEPTH_BUFFER":"",t.reversedDepthBuffer?"#define USE_REVERSED_DEPTH_BUFFER":"","uniform mat4 viewMatrix;","uniform vec3 cameraPosition;","uniform bool isOrthographic;",t.toneMapping!==Yi?"#define TONE_MAPPING":"",t.toneMapping!==Yi?lt.tonemapping_pars_fragment:"",t.toneMapping!==Yi?b1("toneMapping",t.toneMapping):"",t.dithering?"#define DITHERING":"",t.opaque?"#define OPAQUE":"",lt.colorspace_pars_fragment,y1("linearToOutputTexel",t.outputColorSpace),S1(),t.useDepthPacking?"#define DEPTH_PACKING "+t.depthPacking:"",`
`].filter(La).join(`
`)),o=vf(o),o=F0(o,t),o=O0(o,t),a=vf(a),a=F0(a,t),a=O0(a,t),o=B0(o),a=B0(a),t.isRawShaderMaterial!==!0&&(g=`#version 300 es
`,y=[d,"#define attribute in","#define varying out","#define texture2D texture"].join(`
`)+`
`+y,p=["#define varying in",t.glslVersion===of?"":"layout(location = 0) out highp vec4 pc_fragColor;",t.glslVersion===of?"":"#define gl_FragColor pc_fragColor","#define gl_FragDepthEXT gl_FragDepth","#define texture2D texture","#define textureCube texture","#define texture2DProj textureProj","#define texture2DLodEXT textureLod","#define texture2DProjLodEXT textureProjLod","#define textureCubeLodEXT textureLod","#define texture2DGradEXT textureGrad","#define texture2DProjGradEXT textureProjGrad","#define textureCubeGradEXT textureGrad"].join(`
`)+`
`+p);let _=g+y+o,E=g+p+a,b=N0(s,s.VERTEX_SHADER,_),R=N0(s,s.FRAGMENT_SHADER,E);s.attachShader(m,b),s.attachShader(m,R),t.index0AttributeName!==void 0?s.bindAttribLocation(m,0,t.index0AttributeName):t.hasPositionAttribute===!0&&s.bindAttribLocation(m,0,"position"),s.linkProgram(m);function T(D){if(i.debug.checkShaderErrors){let L=s.getProgramInfoLog(m)||"",G=s.getShaderInfoLog(b)||"",W=s.getShaderInfoLog(R)||"",N=L.trim(),V=G.trim(),Z=W.trim(),z=!0,ce=!0;if(s.getProgramParameter(m,s.LINK_STATUS)===!1)if(z=!1,typeof i.debug.onShaderError=="function")i.debug.onShaderError(s,m,b,R);else{let K=U0(s,b,"vertex"),Q=U0(s,R,"fragment");Ke("WebGLProgram: Shader Error "+s.getError()+" - VALIDATE_STATUS "+s.getProgramParameter(m,s.VALIDATE_STATUS)+`

Material Name: `+D.name+`
Material Type: `+D.type+`

Program Info Log: `+N+`
`+K+`
`+Q)}else N!==""?Ye("WebGLProgram: Program Info Log:",N):(V===""||Z==="")&&(ce=!1);ce&&(D.diagnostics={runnable:z,programLog:N,vertexShader:{log:V,prefix:y},fragmentShader:{log:Z,prefix:p}})}s.deleteShader(b),s.deleteShader(R),v=new po(s,m),A=E1(s,m)}let v;this.getUniforms=function(){return v===void 0&&T(this),v};let A;this.getAttributes=function(){return A===void 0&&T(this),A};let k=t.rendererExtensionParallelShaderCompile===!1;return this.isReady=function(){return k===!1&&(k=s.getProgramParameter(m,m1)),k},this.destroy=function(){n.releaseStatesOfProgram(this),s.deleteProgram(m),this.program=void 0},this.type=t.shaderType,this.name=t.shaderName,this.id=g1++,this.cacheKey=e,this.usedTimes=1,this.program=m,this.vertexShader=b,this.fragmentShader=R,this}var O1=0,yf=class{constructor(){this.shaderCache=new Map,this.materialCache=new Map}update(e,t,n){let s=this._getShaderCacheForMaterial(e);return s.has(t)===!1&&(s.add(t),t.usedTimes++),s.has(n)===!1&&(s.add(n),n.usedTimes++),this}remove(e){let t=this.materialCache.get(e);for(let n of t)n.usedTimes--,n.usedTimes===0&&this.shaderCache.delete(n.code);return this.materialCache.delete(e),this}getVertexShaderStage(e){return this._getShaderStage(e.vertexShader)}getFragmentShaderStage(e){return this._getShaderStage(e.fragmentShader)}dispose(){this.shaderCache.clear(),this.materialCache.clear()}_getShaderCacheForMaterial(e){let t=this.materialCache,n=t.get(e);return n===void 0&&(n=new Set,t.set(e,n)),n}_getShaderStage(e){let t=this.shaderCache,n=t.get(e);return n===void 0&&(n=new _f(e),t.set(e,n)),n}},_f=class{constructor(e){this.id=O1++,this.code=e,this.usedTimes=0}};function B1(i){return i===Hs||i===Ra||i===Ca}function k1(i,e,t,n,s,r){let o=new io,a=new yf,l=new Set,c=[],u=new Map,h=n.logarithmicDepthBuffer,d={MeshDepthMaterial:"depth",MeshDistanceMaterial:"distance",MeshNormalMaterial:"normal",MeshBasicMaterial:"basic",MeshLambertMaterial:"lambert",MeshPhongMaterial:"phong",MeshToonMaterial:"toon",MeshStandardMaterial:"physical",MeshPhysicalMaterial:"physical",MeshMatcapMaterial:"matcap",LineBasicMaterial:"basic",LineDashedMaterial:"dashed",PointsMaterial:"points",ShadowMaterial:"shadow",SpriteMaterial:"sprite"};function f(v){return l.add(v),v===0?"uv":`uv${v}`}function m(v,A,k,D,L,G){let W=D.fog,N=L.geometry,V=v.isMeshStandardMaterial||v.isMeshLambertMaterial||v.isMeshPhongMaterial?D.environment:null,Z=v.isMeshStandardMaterial||v.isMeshLambertMaterial&&!v.envMap||v.isMeshPhongMaterial&&!v.envMap,z=e.get(v.envMap||V,Z),ce=d[v.type],K=n.precision;v.precision!==null&&(K=n.getMaxPrecision(v.precision),K!==v.precision&&Ye("WebGLProgram.getParameters:",v.precision,"not supported, using",K,"instead."));let Q=N.morphAttributes.position||N.morphAttributes.normal||N.morphAttributes.color,se=Q!==void 0?Q.length:0,de=0;N.morphAttributes.position!==void 0&&(de=1),N.morphAttributes.normal!==void 0&&(de=2),N.morphAttributes.color!==void 0&&(de=3);let he,ee,me,ve;if(ce){let Re=Zi[ce];he=Re.vertexShader,ee=Re.fragmentShader}else{he=v.vertexShader,ee=v.fragmentShader;let Re=a.getVertexShaderStage(v),rt=a.getFragmentShaderStage(v);a.update(v,Re,rt),me=Re.id,ve=rt.id}let Ae=i.getRenderTarget(),Se=i.state.buffers.depth.getReversed(),Ge=L.isInstancedMesh===!0,it=L.isBatchedMesh===!0,Ve=!!v.map,ct=!!v.matcap,ot=!!z,et=ot&&z.isPMREMTexture===!0,Vt=!!v.aoMap,Nt=!!v.lightMap,tn=!!v.bumpMap&&v.wireframe===!1,Rt=!!v.normalMap,_n=!!v.displacementMap,vt=!!v.emissiveMap,hn=!!v.metalnessMap,qt=!!v.roughnessMap,nn=v.anisotropy>0,F=v.clearcoat>0,Ce=v.diffuseRoughness>0,qe=v.dispersion>0,st=v.retroreflectivity>0,Me=v.iridescence>0,Pt=v.sheen>0,ze=v.transmission>0,Xe=nn&&!!v.anisotropyMap,C=F&&!!v.clearcoatMap,S=F&&!!v.clearcoatNormalMap,X=F&&!!v.clearcoatRoughnessMap,ue=Ce&&!!v.diffuseRoughnessMap,oe=Me&&!!v.iridescenceMap,xe=Me&&!!v.iridescenceThicknessMap,ye=Pt&&!!v.sheenColorMap,te=Pt&&!!v.sheenRoughnessMap,ie=!!v.specularMap,pe=!!v.specularColorMap,U=!!v.specularIntensityMap,re=ze&&!!v.transmissionMap,ne=ze&&!!v.thicknessMap,we=!!v.gradientMap,ge=!!v.alphaMap,be=v.alphaTest>0,He=!!v.alphaHash,Ze=!!v.extensions,le=Yi;v.toneMapped&&(Ae===null||Ae.isXRRenderTarget===!0)&&(le=i.toneMapping);let Oe=et?z.isCompressedCubeTexture?z.image[0].mipmaps:z.mipmaps:null,Je={shaderID:ce,shaderType:v.type,shaderName:v.name,vertexShader:he,fragmentShader:ee,defines:v.defines,customVertexShaderID:me,customFragmentShaderID:ve,isRawShaderMaterial:v.isRawShaderMaterial===!0,glslVersion:v.glslVersion,precision:K,batching:it,batchingColor:it&&L._colorsTexture!==null,instancing:Ge,instancingColor:Ge&&L.instanceColor!==null,instancingMorph:Ge&&L.morphTexture!==null,outputColorSpace:Ae===null?i.outputColorSpace:Ae.isXRRenderTarget===!0?Ae.texture.colorSpace:mt.workingColorSpace,alphaToCoverage:!!v.alphaToCoverage,map:Ve,matcap:ct,envMap:ot,envMapMode:ot&&z.mapping,envMapPMREM:et,envMapMaxLod:et?Oe.length-1:null,envMapSize:et?Oe[0].width:null,aoMap:Vt,lightMap:Nt,bumpMap:tn,normalMap:Rt,displacementMap:_n,emissiveMap:vt,normalMapObjectSpace:Rt&&v.normalMapType===n0,normalMapTangentSpace:Rt&&v.normalMapType===jd,packedNormalMap:Rt&&v.normalMapType===jd&&B1(v.normalMap.format),metalnessMap:hn,roughnessMap:qt,anisotropy:nn,anisotropyMap:Xe,clearcoat:F,clearcoatMap:C,clearcoatNormalMap:S,clearcoatRoughnessMap:X,diffuseRoughness:Ce,diffuseRoughnessMap:ue,dispersion:qe,retroreflection:st,iridescence:Me,iridescenceMap:oe,iridescenceThicknessMap:xe,sheen:Pt,sheenColorMap:ye,sheenRoughnessMap:te,specularMap:ie,specularColorMap:pe,specularIntensityMap:U,transmission:ze,transmissionMap:re,thicknessMap:ne,gradientMap:we,opaque:v.transparent===!1&&v.blending===uo&&v.alphaToCoverage===!1,alphaMap:ge,alphaTest:be,alphaHash:He,combine:v.combine,mapUv:Ve&&f(v.map.channel),aoMapUv:Vt&&f(v.aoMap.channel),lightMapUv:Nt&&f(v.lightMap.channel),bumpMapUv:tn&&f(v.bumpMap.channel),normalMapUv:Rt&&f(v.normalMap.channel),displacementMapUv:_n&&f(v.displacementMap.channel),emissiveMapUv:vt&&f(v.emissiveMap.channel),metalnessMapUv:hn&&f(v.metalnessMap.channel),roughnessMapUv:qt&&f(v.roughnessMap.channel),anisotropyMapUv:Xe&&f(v.anisotropyMap.channel),clearcoatMapUv:C&&f(v.clearcoatMap.channel),clearcoatNormalMapUv:S&&f(v.clearcoatNormalMap.channel),clearcoatRoughnessMapUv:X&&f(v.clearcoatRoughnessMap.channel),diffuseRoughnessMapUv:ue&&f(v.diffuseRoughnessMap.channel),iridescenceMapUv:oe&&f(v.iridescenceMap.channel),iridescenceThicknessMapUv:xe&&f(v.iridescenceThicknessMap.channel),sheenColorMapUv:ye&&f(v.sheenColorMap.channel),sheenRoughnessMapUv:te&&f(v.sheenRoughnessMap.channel),specularMapUv:ie&&f(v.specularMap.channel),specularColorMapUv:pe&&f(v.specularColorMap.channel),specularIntensityMapUv:U&&f(v.specularIntensityMap.channel),transmissionMapUv:re&&f(v.transmissionMap.channel),thicknessMapUv:ne&&f(v.thicknessMap.channel),alphaMapUv:ge&&f(v.alphaMap.channel),vertexTangents:!!N.attributes.tangent&&(Rt||nn),vertexNormals:!!N.attributes.normal,vertexColors:v.vertexColors,vertexAlphas:v.vertexColors===!0&&!!N.attributes.color&&N.attributes.color.itemSize===4,pointsUvs:L.isPoints===!0&&!!N.attributes.uv&&(Ve||ge),fog:!!W,useFog:v.fog===!0,fogExp2:!!W&&W.isFogExp2,flatShading:v.wireframe===!1&&(v.flatShading===!0||N.attributes.normal===void 0&&Rt===!1&&(v.isMeshLambertMaterial||v.isMeshPhongMaterial||v.isMeshStandardMaterial||v.isMeshPhysicalMaterial)),sizeAttenuation:v.sizeAttenuation===!0,logarithmicDepthBuffer:h,reversedDepthBuffer:Se,skinning:L.isSkinnedMesh===!0,hasPositionAttribute:N.attributes.position!==void 0,morphTargets:N.morphAttributes.position!==void 0,morphNormals:N.morphAttributes.normal!==void 0,morphColors:N.morphAttributes.color!==void 0,morphTargetsCount:se,morphTextureStride:de,numSunLights:A.sun.length,numDirLights:A.directional.length,numPointLights:A.point.length,numSpotLights:A.spot.length,numSpotLightMaps:A.spotLightMap.length,numRectAreaLights:A.rectArea.length,numHemiLights:A.hemi.length,numSunLightShadows:A.sunShadowMap.length,numDirLightShadows:A.directionalShadowMap.length,numPointLightShadows:A.pointShadowMap.length,numSpotLightShadows:A.spotShadowMap.length,numSpotLightShadowsWithMaps:A.numSpotLightShadowsWithMaps,numLightProbes:A.numLightProbes,numLightProbeGrids:G.filter(Re=>Re.texture!==null).length,numClippingPlanes:r.numPlanes,numClipIntersection:r.numIntersection,dithering:v.dithering,shadowMapEnabled:i.shadowMap.enabled&&k.length>0,shadowMapType:i.shadowMap.type,toneMapping:le,decodeVideoTexture:Ve&&v.map.isVideoTexture===!0&&mt.getTransfer(v.map.colorSpace)===wt,decodeVideoTextureEmissive:vt&&v.emissiveMap.isVideoTexture===!0&&mt.getTransfer(v.emissiveMap.colorSpace)===wt,premultipliedAlpha:v.premultipliedAlpha,doubleSided:v.side===Fn,flipSided:v.side===Xn,useDepthPacking:v.depthPacking>=0,depthPacking:v.depthPacking||0,index0AttributeName:v.index0AttributeName,extensionClipCullDistance:Ze&&v.extensions.clipCullDistance===!0&&t.has("WEBGL_clip_cull_distance"),extensionMultiDraw:(Ze&&v.extensions.multiDraw===!0||it)&&t.has("WEBGL_multi_draw"),rendererExtensionParallelShaderCompile:t.has("KHR_parallel_shader_compile"),customProgramCacheKey:v.customProgramCacheKey()};return Je.vertexUv1s=l.has(1),Je.vertexUv2s=l.has(2),Je.vertexUv3s=l.has(3),l.clear(),Je}function y(v){let A=[];if(v.shaderID?A.push(v.shaderID):(A.push(v.customVertexShaderID),A.push(v.customFragmentShaderID)),v.defines!==void 0)for(let k in v.defines)A.push(k),A.push(v.defines[k]);return v.isRawShaderMaterial===!1&&(p(A,v),g(A,v),A.push(i.outputColorSpace)),A.push(v.customProgramCacheKey),A.join()}function p(v,A){v.push(A.precision),v.push(A.outputColorSpace),v.push(A.envMapMode),v.push(A.envMapPMREM),v.push(A.envMapMaxLod),v.push(A.envMapSize),v.push(A.mapUv),v.push(A.alphaMapUv),v.push(A.lightMapUv),v.push(A.aoMapUv),v.push(A.bumpMapUv),v.push(A.normalMapUv),v.push(A.displacementMapUv),v.push(A.emissiveMapUv),v.push(A.metalnessMapUv),v.push(A.roughnessMapUv),v.push(A.anisotropyMapUv),v.push(A.clearcoatMapUv),v.push(A.clearcoatNormalMapUv),v.push(A.clearcoatRoughnessMapUv),v.push(A.diffuseRoughnessMapUv),v.push(A.iridescenceMapUv),v.push(A.iridescenceThicknessMapUv),v.push(A.sheenColorMapUv),v.push(A.sheenRoughnessMapUv),v.push(A.specularMapUv),v.push(A.specularColorMapUv),v.push(A.specularIntensityMapUv),v.push(A.transmissionMapUv),v.push(A.thicknessMapUv),v.push(A.combine),v.push(A.fogExp2),v.push(A.sizeAttenuation),v.push(A.morphTargetsCount),v.push(A.numSunLights),v.push(A.numDirLights),v.push(A.numPointLights),v.push(A.numSpotLights),v.push(A.numSpotLightMaps),v.push(A.numHemiLights),v.push(A.numRectAreaLights),v.push(A.numSunLightShadows),v.push(A.numDirLightShadows),v.push(A.numPointLightShadows),v.push(A.numSpotLightShadows),v.push(A.numSpotLightShadowsWithMaps),v.push(A.numLightProbes),v.push(A.numLightProbeGrids),v.push(A.shadowMapType),v.push(A.toneMapping),v.push(A.numClippingPlanes),v.push(A.numClipIntersection),v.push(A.depthPacking)}function g(v,A){o.disableAll(),A.instancing&&o.enable(0),A.instancingColor&&o.enable(1),A.instancingMorph&&o.enable(2),A.matcap&&o.enable(3),A.envMap&&o.enable(4),A.normalMapObjectSpace&&o.enable(5),A.normalMapTangentSpace&&o.enable(6),A.clearcoat&&o.enable(7),A.iridescence&&o.enable(8),A.alphaTest&&o.enable(9),A.vertexColors&&o.enable(10),A.vertexAlphas&&o.enable(11),A.vertexUv1s&&o.enable(12),A.vertexUv2s&&o.enable(13),A.vertexUv3s&&o.enable(14),A.vertexTangents&&o.enable(15),A.anisotropy&&o.enable(16),A.alphaHash&&o.enable(17),A.batching&&o.enable(18),A.dispersion&&o.enable(19),A.retroreflection&&o.enable(24),A.diffuseRoughness&&o.enable(25),A.batchingColor&&o.enable(20),A.gradientMap&&o.enable(21),A.packedNormalMap&&o.enable(22),A.vertexNormals&&o.enable(23),v.push(o.mask),o.disableAll(),A.fog&&o.enable(0),A.useFog&&o.enable(1),A.flatShading&&o.enable(2),A.logarithmicDepthBuffer&&o.enable(3),A.reversedDepthBuffer&&o.enable(4),A.skinning&&o.enable(5),A.morphTargets&&o.enable(6),A.morphNormals&&o.enable(7),A.morphColors&&o.enable(8),A.premultipliedAlpha&&o.enable(9),A.shadowMapEnabled&&o.enable(10),A.doubleSided&&o.enable(11),A.flipSided&&o.enable(12),A.useDepthPacking&&o.enable(13),A.dithering&&o.enable(14),A.transmission&&o.enable(15),A.sheen&&o.enable(16),A.opaque&&o.enable(17),A.pointsUvs&&o.enable(18),A.decodeVideoTexture&&o.enable(19),A.decodeVideoTextureEmissive&&o.enable(20),A.alphaToCoverage&&o.enable(21),A.numLightProbeGrids>0&&o.enable(22),A.hasPositionAttribute&&o.enable(23),v.push(o.mask)}function _(v){let A=d[v.type],k;if(A){let D=Zi[A];k=_0.clone(D.uniforms)}else k=v.uniforms;return k}function E(v,A){let k=u.get(A);return k!==void 0?++k.usedTimes:(k=new F1(i,A,v,s),c.push(k),u.set(A,k)),k}function b(v){if(--v.usedTimes===0){let A=c.indexOf(v);c[A]=c[c.length-1],c.pop(),u.delete(v.cacheKey),v.destroy()}}function R(v){a.remove(v)}function T(){a.dispose()}return{getParameters:m,getProgramCacheKey:y,getUniforms:_,acquireProgram:E,releaseProgram:b,releaseShaderCache:R,programs:c,dispose:T}}function z1(){let i=new WeakMap;function e(o){return i.has(o)}function t(o){let a=i.get(o);return a===void 0&&(a={},i.set(o,a)),a}function n(o){i.delete(o)}function s(o,a,l){i.get(o)[a]=l}function r(){i=new WeakMap}return{has:e,get:t,remove:n,update:s,dispose:r}}function V1(i,e){return i.groupOrder!==e.groupOrder?i.groupOrder-e.groupOrder:i.renderOrder!==e.renderOrder?i.renderOrder-e.renderOrder:i.material.id!==e.material.id?i.material.id-e.material.id:i.materialVariant!==e.materialVariant?i.materialVariant-e.materialVariant:i.z!==e.z?i.z-e.z:i.id-e.id}function z0(i,e){return i.groupOrder!==e.groupOrder?i.groupOrder-e.groupOrder:i.renderOrder!==e.renderOrder?i.renderOrder-e.renderOrder:i.z!==e.z?e.z-i.z:i.id-e.id}function V0(){let i=[],e=0,t=[],n=[],s=[];function r(){e=0,t.length=0,n.length=0,s.length=0}function o(d){let f=0;return d.isInstancedMesh&&(f+=2),d.isSkinnedMesh&&(f+=1),f}function a(d,f,m,y,p,g){let _=i[e];return _===void 0?(_={id:d.id,object:d,geometry:f,material:m,materialVariant:o(d),groupOrder:y,renderOrder:d.renderOrder,z:p,group:g},i[e]=_):(_.id=d.id,_.object=d,_.geometry=f,_.material=m,_.materialVariant=o(d),_.groupOrder=y,_.renderOrder=d.renderOrder,_.z=p,_.group=g),e++,_}function l(d,f,m,y,p,g,_){_.reversedDepth===!0&&(p=-p);let E=a(d,f,m,y,p,g);m.transmission>0?n.push(E):m.transparent===!0?s.push(E):t.push(E)}function c(d,f,m,y,p,g){let _=a(d,f,m,y,p,g);m.transmission>0?n.unshift(_):m.transparent===!0?s.unshift(_):t.unshift(_)}function u(d,f){t.length>1&&t.sort(d||V1),n.length>1&&n.sort(f||z0),s.length>1&&s.sort(f||z0)}function h(){for(let d=e,f=i.length;d<f;d++){let m=i[d];if(m.id===null)break;m.id=null,m.object=null,m.geometry=null,m.material=null,m.group=null}}return{opaque:t,transmissive:n,transparent:s,init:r,push:l,unshift:c,finish:h,sort:u}}function H1(){let i=new WeakMap;function e(n,s){let r=i.get(n),o;return r===void 0?(o=new V0,i.set(n,[o])):s>=r.length?(o=new V0,r.push(o)):o=r[s],o}function t(){i=new WeakMap}return{get:e,dispose:t}}function G1(){let i={};return{get:function(e){if(i[e.id]!==void 0)return i[e.id];let t;switch(e.type){case"SunLight":case"DirectionalLight":t={direction:new q,color:new xt};break;case"SpotLight":t={position:new q,direction:new q,color:new xt,distance:0,coneCos:0,penumbraCos:0,decay:0};break;case"PointLight":t={position:new q,color:new xt,distance:0,decay:0};break;case"HemisphereLight":t={direction:new q,skyColor:new xt,groundColor:new xt};break;case"RectAreaLight":t={color:new xt,position:new q,halfWidth:new q,halfHeight:new q};break}return i[e.id]=t,t}}}function W1(){let i={};return{get:function(e){if(i[e.id]!==void 0)return i[e.id];let t;switch(e.type){case"SunLight":case"DirectionalLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new nt};break;case"SpotLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new nt};break;case"PointLight":t={shadowIntensity:1,shadowBias:0,shadowNormalBias:0,shadowRadius:1,shadowMapSize:new nt,shadowCameraNear:1,shadowCameraFar:1e3};break}return i[e.id]=t,t}}}var X1=0;function q1(i,e){return(e.castShadow?2:0)-(i.castShadow?2:0)+(e.map?1:0)-(i.map?1:0)}function Y1(i){let e=new G1,t=W1(),n={version:0,hash:{sunLength:-1,directionalLength:-1,pointLength:-1,spotLength:-1,rectAreaLength:-1,hemiLength:-1,numSunShadows:-1,numDirectionalShadows:-1,numPointShadows:-1,numSpotShadows:-1,numSpotMaps:-1,numLightProbes:-1},ambient:[0,0,0],probe:[],sun:[],sunShadow:[],sunShadowMap:[],sunShadowMatrix:[],sunShadowCascade:[],directional:[],directionalShadow:[],directionalShadowMap:[],directionalShadowMatrix:[],spot:[],spotLightMap:[],spotShadow:[],spotShadowMap:[],spotLightMatrix:[],rectArea:[],rectAreaLTC1:null,rectAreaLTC2:null,point:[],pointShadow:[],pointShadowMap:[],pointShadowMatrix:[],hemi:[],numSpotLightShadowsWithMaps:0,numLightProbes:0};for(let c=0;c<9;c++)n.probe.push(new q);let s=new q,r=new zt,o=new zt;function a(c){let u=0,h=0,d=0;for(let G=0;G<9;G++)n.probe[G].set(0,0,0);let f=0,m=0,y=0,p=0,g=0,_=0,E=0,b=0,R=0,T=0,v=0,A=0,k=0,D=0;c.sort(q1);for(let G=0,W=c.length;G<W;G++){let N=c[G],V=N.color,Z=N.intensity,z=N.distance,ce=null;if(N.shadow&&N.shadow.map&&(N.shadow.map.texture.format===Hs?ce=N.shadow.map.texture:ce=N.shadow.map.depthTexture||N.shadow.map.texture),N.isAmbientLight)u+=V.r*Z,h+=V.g*Z,d+=V.b*Z;else if(N.isLightProbe){for(let K=0;K<9;K++)n.probe[K].addScaledVector(N.sh.coefficients[K],Z);D++}else if(N.isSunLight){let K=e.get(N);if(K.color.copy(N.color).multiplyScalar(N.intensity),N.castShadow){let Q=N.shadow,se=t.get(N);se.shadowIntensity=Q.intensity,se.shadowBias=Q.bias,se.shadowNormalBias=Q.normalBias,se.shadowRadius=Q.radius,se.shadowMapSize.copy(Q.mapSize).multiply(Q.getFrameExtents()),n.sunShadow[m]=se,n.sunShadowMap[m]=ce;let de=Q.getViewportCount();for(let he=0;he<de;he++)n.sunShadowMatrix[y+he]=Q.getMatrix(he),n.sunShadowCascade[y+he]=Q._cascadeData[he];y+=de,m++}n.sun[f]=K,f++}else if(N.isDirectionalLight){let K=e.get(N);if(K.color.copy(N.color).multiplyScalar(N.intensity),N.castShadow){let Q=N.shadow,se=t.get(N);se.shadowIntensity=Q.intensity,se.shadowBias=Q.bias,se.shadowNormalBias=Q.normalBias,se.shadowRadius=Q.radius,se.shadowMapSize=Q.mapSize,n.directionalShadow[p]=se,n.directionalShadowMap[p]=ce,n.directionalShadowMatrix[p]=N.shadow.matrix,R++}n.directional[p]=K,p++}else if(N.isSpotLight){let K=e.get(N);K.position.setFromMatrixPosition(N.matrixWorld),K.color.copy(V).multiplyScalar(Z),K.distance=z,K.coneCos=Math.cos(N.angle),K.penumbraCos=Math.cos(N.angle*(1-N.penumbra)),K.decay=N.decay,n.spot[_]=K;let Q=N.shadow;if(N.map&&(n.spotLightMap[A]=N.map,A++,Q.updateMatrices(N),N.castShadow&&k++),n.spotLightMatrix[_]=Q.matrix,N.castShadow){let se=t.get(N);se.shadowIntensity=Q.intensity,se.shadowBias=Q.bias,se.shadowNormalBias=Q.normalBias,se.shadowRadius=Q.radius,se.shadowMapSize=Q.mapSize,n.spotShadow[_]=se,n.spotShadowMap[_]=ce,v++}_++}else if(N.isRectAreaLight){let K=e.get(N);K.color.copy(V).multiplyScalar(Z),K.halfWidth.set(N.width*.5,0,0),K.halfHeight.set(0,N.height*.5,0),n.rectArea[E]=K,E++}else if(N.isPointLight){let K=e.get(N);if(K.color.copy(N.color).multiplyScalar(N.intensity),K.distance=N.distance,K.decay=N.decay,N.castShadow){let Q=N.shadow,se=t.get(N);se.shadowIntensity=Q.intensity,se.shadowBias=Q.bias,se.shadowNormalBias=Q.normalBias,se.shadowRadius=Q.radius,se.shadowMapSize=Q.mapSize,se.shadowCameraNear=Q.camera.near,se.shadowCameraFar=Q.camera.far,n.pointShadow[g]=se,n.pointShadowMap[g]=ce,n.pointShadowMatrix[g]=N.shadow.matrix,T++}n.point[g]=K,g++}else if(N.isHemisphereLight){let K=e.get(N);K.skyColor.copy(N.color).multiplyScalar(Z),K.groundColor.copy(N.groundColor).multiplyScalar(Z),n.hemi[b]=K,b++}}E>0&&(i.has("OES_texture_float_linear")===!0?(n.rectAreaLTC1=Le.LTC_FLOAT_1,n.rectAreaLTC2=Le.LTC_FLOAT_2):(n.rectAreaLTC1=Le.LTC_HALF_1,n.rectAreaLTC2=Le.LTC_HALF_2)),n.ambient[0]=u,n.ambient[1]=h,n.ambient[2]=d;let L=n.hash;(L.sunLength!==f||L.directionalLength!==p||L.pointLength!==g||L.spotLength!==_||L.rectAreaLength!==E||L.hemiLength!==b||L.numSunShadows!==m||L.numDirectionalShadows!==R||L.numPointShadows!==T||L.numSpotShadows!==v||L.numSpotMaps!==A||L.numLightProbes!==D)&&(n.sun.length=f,n.directional.length=p,n.spot.length=_,n.rectArea.length=E,n.point.length=g,n.hemi.length=b,n.sunShadow.length=m,n.sunShadowMap.length=m,n.sunShadowMatrix.length=y,n.sunShadowCascade.length=y,n.directionalShadow.length=R,n.directionalShadowMap.length=R,n.directionalShadowMatrix.length=R,n.pointShadow.length=T,n.pointShadowMap.length=T,n.pointShadowMatrix.length=T,n.spotShadow.length=v,n.spotShadowMap.length=v,n.spotLightMatrix.length=v+A-k,n.spotLightMap.length=A,n.numSpotLightShadowsWithMaps=k,n.numLightProbes=D,L.sunLength=f,L.directionalLength=p,L.pointLength=g,L.spotLength=_,L.rectAreaLength=E,L.hemiLength=b,L.numSunShadows=m,L.numDirectionalShadows=R,L.numPointShadows=T,L.numSpotShadows=v,L.numSpotMaps=A,L.numLightProbes=D,n.version=X1++)}function l(c,u){let h=0,d=0,f=0,m=0,y=0,p=0,g=u.matrixWorldInverse;for(let _=0,E=c.length;_<E;_++){let b=c[_];if(b.isSunLight){let R=n.sun[h];R.direction.setFromMatrixPosition(b.matrixWorld),R.direction.transformDirection(g),h++}else if(b.isDirectionalLight){let R=n.directional[d];R.direction.setFromMatrixPosition(b.matrixWorld),s.setFromMatrixPosition(b.target.matrixWorld),R.direction.sub(s),R.direction.transformDirection(g),d++}else if(b.isSpotLight){let R=n.spot[m];R.position.setFromMatrixPosition(b.matrixWorld),R.position.applyMatrix4(g),R.direction.setFromMatrixPosition(b.matrixWorld),s.setFromMatrixPosition(b.target.matrixWorld),R.direction.sub(s),R.direction.transformDirection(g),m++}else if(b.isRectAreaLight){let R=n.rectArea[y];R.position.setFromMatrixPosition(b.matrixWorld),R.position.applyMatrix4(g),o.identity(),r.copy(b.matrixWorld),r.premultiply(g),o.extractRotation(r),R.halfWidth.set(b.width*.5,0,0),R.halfHeight.set(0,b.height*.5,0),R.halfWidth.applyMatrix4(o),R.halfHeight.applyMatrix4(o),y++}else if(b.isPointLight){let R=n.point[f];R.position.setFromMatrixPosition(b.matrixWorld),R.position.applyMatrix4(g),f++}else if(b.isHemisphereLight){let R=n.hemi[p];R.direction.setFromMatrixPosition(b.matrixWorld),R.direction.transformDirection(g),p++}}}return{setup:a,setupView:l,state:n}}function H0(i){let e=new Y1(i),t=[],n=[],s=[];function r(h){u.camera=h,t.length=0,n.length=0,s.length=0}function o(h){h.isLightProbeGrid?s.push(h):t.push(h)}function a(h){n.push(h)}function l(){e.setup(t),s.sort((h,d)=>h.priority-d.priority||h.id-d.id)}function c(h){e.setupView(t,h)}let u={lightsArray:t,shadowsArray:n,lightProbeGridArray:s,camera:null,lights:e,transmissionRenderTarget:{},textureUnits:0};return{init:r,state:u,setupLights:l,setupLightsView:c,pushLight:o,pushShadow:a}}function $1(i){let e=new WeakMap;function t(s,r=0){let o=e.get(s),a;return o===void 0?(a=new H0(i),e.set(s,[a])):r>=o.length?(a=new H0(i),o.push(a)):a=o[r],a}function n(){e=new WeakMap}return{get:t,dispose:n}}var Z1=`void main() {
	gl_Position = vec4( position, 1.0 );
}`,J1=`uniform sampler2D shadow_pass;
uniform vec2 resolution;
uniform float radius;
void main() {
	const float samples = float( VSM_SAMPLES );
	float mean = 0.0;
	float squared_mean = 0.0;
	float uvStride = samples <= 1.0 ? 0.0 : 2.0 / ( samples - 1.0 );
	float uvStart = samples <= 1.0 ? 0.0 : - 1.0;
	for ( float i = 0.0; i < samples; i ++ ) {
		float uvOffset = uvStart + i * uvStride;
		#ifdef HORIZONTAL_PASS
			vec2 distribution = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( uvOffset, 0.0 ) * radius ) / resolution ).rg;
			mean += distribution.x;
			squared_mean += distribution.y * distribution.y + distribution.x * distribution.x;
		#else
			float depth = texture2D( shadow_pass, ( gl_FragCoord.xy + vec2( 0.0, uvOffset ) * radius ) / resolution ).r;
			mean += depth;
			squared_mean += depth * depth;
		#endif
	}
	mean = mean / samples;
	squared_mean = squared_mean / samples;
	float std_dev = sqrt( max( 0.0, squared_mean - mean * mean ) );
	gl_FragColor = vec4( mean, std_dev, 0.0, 1.0 );
}`,K1=[new q(1,0,0),new q(-1,0,0),new q(0,1,0),new q(0,-1,0),new q(0,0,1),new q(0,0,-1)],j1=[new q(0,-1,0),new q(0,-1,0),new q(0,0,1),new q(0,0,-1),new q(0,-1,0),new q(0,-1,0)],G0=new zt,Ia=new q,pf=new q;function Q1(i,e,t){let n=new cr,s=new nt,r=new nt,o=new Xt,a=new Pc,l=new Ic,c={},u=t.maxTextureSize,h={[Vs]:Xn,[Xn]:Vs,[Fn]:Fn},d=new An({defines:{VSM_SAMPLES:8},uniforms:{shadow_pass:{value:null},resolution:{value:new nt},radius:{value:4}},vertexShader:Z1,fragmentShader:J1}),f=d.clone();f.defines.HORIZONTAL_PASS=1;let m=new Un;m.setAttribute("position",new Dn(new Float32Array([-1,-1,.5,3,-1,.5,-1,3,.5]),3));let y=new en(m,d),p=this;this.enabled=!1,this.autoUpdate=!0,this.needsUpdate=!1,this.type=Sa;let g=this.type;this.render=function(T,v,A){if(p.enabled===!1||p.autoUpdate===!1&&p.needsUpdate===!1||T.length===0)return;this.type===Ng&&(Ye("WebGLShadowMap: PCFSoftShadowMap has been removed. Using PCFShadowMap instead."),this.type=Sa);let k=i.getRenderTarget(),D=i.getActiveCubeFace(),L=i.getActiveMipmapLevel(),G=i.state;G.setBlending(hr),G.buffers.depth.getReversed()===!0?G.buffers.color.setClear(0,0,0,0):G.buffers.color.setClear(1,1,1,1),G.buffers.depth.setTest(!0),G.setScissorTest(!1);let W=g!==this.type;W&&v.traverse(function(N){N.material&&(Array.isArray(N.material)?N.material.forEach(V=>V.needsUpdate=!0):N.material.needsUpdate=!0)});for(let N=0,V=T.length;N<V;N++){let Z=T[N],z=Z.shadow;if(z===void 0){Ye("WebGLShadowMap:",Z,"has no shadow.");continue}if(z.autoUpdate===!1&&z.needsUpdate===!1)continue;s.copy(z.mapSize);let ce=z.getFrameExtents();s.multiply(ce),r.copy(z.mapSize),(s.x>u||s.y>u)&&(s.x>u&&(r.x=Math.floor(u/ce.x),s.x=r.x*ce.x,z.mapSize.x=r.x),s.y>u&&(r.y=Math.floor(u/ce.y),s.y=r.y*ce.y,z.mapSize.y=r.y));let K=i.state.buffers.depth.getReversed();if(z.camera._reversedDepth=K,z.map===null||W===!0){if(z.map!==null&&(z.map.depthTexture!==null&&(z.map.depthTexture.dispose(),z.map.depthTexture=null),z.map.dispose()),this.type===co){if(Z.isPointLight){Ye("WebGLShadowMap: VSM shadow maps are not supported for PointLights. Use PCF or BasicShadowMap instead.");continue}z.map=new oi(s.x,s.y,{format:Hs,type:Ci,minFilter:xn,magFilter:xn,generateMipmaps:!1}),z.map.texture.name=Z.name+".shadowMap",z.map.depthTexture=new ds(s.x,s.y,ci),z.map.depthTexture.name=Z.name+".shadowMapDepth",z.map.depthTexture.format=us,z.map.depthTexture.compareFunction=null,z.map.depthTexture.minFilter=Kt,z.map.depthTexture.magFilter=Kt}else Z.isPointLight?(z.map=new Na(s.x),z.map.depthTexture=new da(s.x,Ri)):(z.map=new oi(s.x,s.y),z.map.depthTexture=new ds(s.x,s.y,Ri)),z.map.depthTexture.name=Z.name+".shadowMap",z.map.depthTexture.format=us,this.type===Sa?(z.map.depthTexture.compareFunction=K?nf:tf,z.map.depthTexture.minFilter=xn,z.map.depthTexture.magFilter=xn):(z.map.depthTexture.compareFunction=null,z.map.depthTexture.minFilter=Kt,z.map.depthTexture.magFilter=Kt);z.camera.updateProjectionMatrix()}z.map.isWebGLCubeRenderTarget!==!0&&(z.map.width!==s.x||z.map.height!==s.y)&&z.map.setSize(s.x,s.y);let Q=z.map.isWebGLCubeRenderTarget?6:z.getViewportCount();Z.isPointLight!==!0&&z.updateMatrices(Z,A);let se=(z.camera.layers.mask&4294967294)!==0?z.camera.layers:A.layers;for(let de=0;de<Q;de++){let he=z.getCamera(de);if(Z.isPointLight){let ee=z.camera,me=z.matrix,ve=Z.distance||ee.far;ve!==ee.far&&(ee.far=ve,ee.updateProjectionMatrix()),Ia.setFromMatrixPosition(Z.matrixWorld),ee.position.copy(Ia),pf.copy(ee.position),pf.add(K1[de]),ee.up.copy(j1[de]),ee.lookAt(pf),ee.updateMatrixWorld(),me.makeTranslation(-Ia.x,-Ia.y,-Ia.z),G0.multiplyMatrices(ee.projectionMatrix,ee.matrixWorldInverse),z._frustum.setFromProjectionMatrix(G0,ee.coordinateSystem,ee.reversedDepth)}if(z.map.isWebGLCubeRenderTarget)i.setRenderTarget(z.map,de),i.clear();else{de===0&&(i.setRenderTarget(z.map),i.clear());let ee=z.getViewport(de);o.set(r.x*ee.x,r.y*ee.y,r.x*ee.z,r.y*ee.w),G.viewport(o)}n=z.getFrustum(de),b(v,A,he,Z,se,this.type)}z.isPointLightShadow!==!0&&this.type===co&&_(z,A),z.needsUpdate=!1}g=this.type,p.needsUpdate=!1,i.setRenderTarget(k,D,L)};function _(T,v){let A=e.update(y);d.defines.VSM_SAMPLES!==T.blurSamples&&(d.defines.VSM_SAMPLES=T.blurSamples,f.defines.VSM_SAMPLES=T.blurSamples,d.needsUpdate=!0,f.needsUpdate=!0),T.mapPass===null?T.mapPass=new oi(s.x,s.y,{format:Hs,type:Ci}):(T.mapPass.width!==T.map.width||T.mapPass.height!==T.map.height)&&T.mapPass.setSize(T.map.width,T.map.height),d.uniforms.shadow_pass.value=T.map.depthTexture,d.uniforms.resolution.value.set(T.map.width,T.map.height),d.uniforms.radius.value=T.radius,i.setRenderTarget(T.mapPass),i.clear(),i.renderBufferDirect(v,null,A,d,y,null),f.uniforms.shadow_pass.value=T.mapPass.texture,f.uniforms.resolution.value.set(T.map.width,T.map.height),f.uniforms.radius.value=T.radius,i.setRenderTarget(T.map),i.clear(),i.renderBufferDirect(v,null,A,f,y,null)}function E(T,v,A,k){let D=null,L=A.isPointLight===!0?T.customDistanceMaterial:T.customDepthMaterial;if(L!==void 0)D=L;else if(D=A.isPointLight===!0?l:a,i.localClippingEnabled&&v.clipShadows===!0&&Array.isArray(v.clippingPlanes)&&v.clippingPlanes.length!==0||v.displacementMap&&v.displacementScale!==0||v.alphaMap&&v.alphaTest>0||v.map&&v.alphaTest>0||v.alphaToCoverage===!0){let G=D.uuid,W=v.uuid,N=c[G];N===void 0&&(N={},c[G]=N);let V=N[W];V===void 0&&(V=D.clone(),N[W]=V,v.addEventListener("dispose",R)),D=V}if(D.visible=v.visible,D.wireframe=v.wireframe,k===co?D.side=v.shadowSide!==null?v.shadowSide:v.side:D.side=v.shadowSide!==null?v.shadowSide:h[v.side],D.alphaMap=v.alphaMap,D.alphaTest=v.alphaToCoverage===!0?.5:v.alphaTest,D.map=v.map,D.clipShadows=v.clipShadows,D.clippingPlanes=v.clippingPlanes,D.clipIntersection=v.clipIntersection,D.displacementMap=v.displacementMap,D.displacementScale=v.displacementScale,D.displacementBias=v.displacementBias,D.wireframeLinewidth=v.wireframeLinewidth,D.linewidth=v.linewidth,A.isPointLight===!0&&D.isMeshDistanceMaterial===!0){let G=i.properties.get(D);G.light=A}return D}function b(T,v,A,k,D,L){if(T.visible===!1)return;if(T.layers.test(D)&&(T.isMesh||T.isLine||T.isPoints)&&(T.castShadow||T.receiveShadow&&L===co)&&(!T.frustumCulled||T.intersectsFrustum(n))){T.modelViewMatrix.multiplyMatrices(A.matrixWorldInverse,T.matrixWorld);let N=e.update(T),V=T.material;if(Array.isArray(V)){let Z=N.groups;for(let z=0,ce=Z.length;z<ce;z++){let K=Z[z],Q=V[K.materialIndex];if(Q&&Q.visible){let se=E(T,Q,k,L);T.onBeforeShadow(i,T,v,A,N,se,K),i.renderBufferDirect(A,null,N,se,T,K),T.onAfterShadow(i,T,v,A,N,se,K)}}}else if(V.visible){let Z=E(T,V,k,L);T.onBeforeShadow(i,T,v,A,N,Z,null),i.renderBufferDirect(A,null,N,Z,T,null),T.onAfterShadow(i,T,v,A,N,Z,null)}}let W=T.children;for(let N=0,V=W.length;N<V;N++)b(W[N],v,A,k,D,L)}function R(T){T.target.removeEventListener("dispose",R);for(let A in c){let k=c[A],D=T.target.uuid;D in k&&(k[D].dispose(),delete k[D])}}}function eE(i,e){function t(){let U=!1,re=new Xt,ne=null,we=new Xt(0,0,0,0);return{setMask:function(ge){ne!==ge&&!U&&(i.colorMask(ge,ge,ge,ge),ne=ge)},setLocked:function(ge){U=ge},setClear:function(ge,be,He,Ze,le){le===!0&&(ge*=Ze,be*=Ze,He*=Ze),re.set(ge,be,He,Ze),we.equals(re)===!1&&(i.clearColor(ge,be,He,Ze),we.copy(re))},reset:function(){U=!1,ne=null,we.set(-1,0,0,0)}}}function n(){let U=!1,re=!1,ne=null,we=null,ge=null;return{setReversed:function(be){if(re!==be){let He=e.get("EXT_clip_control");be?He.clipControlEXT(He.LOWER_LEFT_EXT,He.ZERO_TO_ONE_EXT):He.clipControlEXT(He.LOWER_LEFT_EXT,He.NEGATIVE_ONE_TO_ONE_EXT),re=be;let Ze=ge;ge=null,this.setClear(Ze)}},getReversed:function(){return re},setTest:function(be){be?Se(i.DEPTH_TEST):Ge(i.DEPTH_TEST)},setMask:function(be){ne!==be&&!U&&(i.depthMask(be),ne=be)},setFunc:function(be){if(re&&(be=f0[be]),we!==be){switch(be){case lc:i.depthFunc(i.NEVER);break;case cc:i.depthFunc(i.ALWAYS);break;case uc:i.depthFunc(i.LESS);break;case eo:i.depthFunc(i.LEQUAL);break;case hc:i.depthFunc(i.EQUAL);break;case dc:i.depthFunc(i.GEQUAL);break;case fc:i.depthFunc(i.GREATER);break;case pc:i.depthFunc(i.NOTEQUAL);break;default:i.depthFunc(i.LEQUAL)}we=be}},setLocked:function(be){U=be},setClear:function(be){ge!==be&&(ge=be,re&&(be=1-be),i.clearDepth(be))},reset:function(){U=!1,ne=null,we=null,ge=null,re=!1}}}function s(){let U=!1,re=null,ne=null,we=null,ge=null,be=null,He=null,Ze=null,le=null;return{setTest:function(Oe){U||(Oe?Se(i.STENCIL_TEST):Ge(i.STENCIL_TEST))},setMask:function(Oe){re!==Oe&&!U&&(i.stencilMask(Oe),re=Oe)},setFunc:function(Oe,Je,Re){(ne!==Oe||we!==Je||ge!==Re)&&(i.stencilFunc(Oe,Je,Re),ne=Oe,we=Je,ge=Re)},setOp:function(Oe,Je,Re){(be!==Oe||He!==Je||Ze!==Re)&&(i.stencilOp(Oe,Je,Re),be=Oe,He=Je,Ze=Re)},setLocked:function(Oe){U=Oe},setClear:function(Oe){le!==Oe&&(i.clearStencil(Oe),le=Oe)},reset:function(){U=!1,re=null,ne=null,we=null,ge=null,be=null,He=null,Ze=null,le=null}}}let r=new t,o=new n,a=new s,l={},c=new WeakMap,u={},h={},d={},f=new WeakMap,m=[],y=null,p=!1,g=null,_=null,E=null,b=null,R=null,T=null,v=null,A=new xt(0,0,0),k=0,D=!1,L=null,G=null,W=null,N=null,V=null,Z=i.getParameter(i.MAX_COMBINED_TEXTURE_IMAGE_UNITS),z=!1,ce=0,K=i.getParameter(i.VERSION);K.indexOf("WebGL")!==-1?(ce=parseFloat(/^WebGL (\d)/.exec(K)[1]),z=ce>=1):K.indexOf("OpenGL ES")!==-1&&(ce=parseFloat(/^OpenGL ES (\d)/.exec(K)[1]),z=ce>=2);let Q=null,se={},de=i.getParameter(i.SCISSOR_BOX),he=i.getParameter(i.VIEWPORT),ee=new Xt().fromArray(de),me=new Xt().fromArray(he);function ve(U,re,ne,we){let ge=new Uint8Array(4),be=i.createTexture();i.bindTexture(U,be),i.texParameteri(U,i.TEXTURE_MIN_FILTER,i.NEAREST),i.texParameteri(U,i.TEXTURE_MAG_FILTER,i.NEAREST);for(let He=0;He<ne;He++)U===i.TEXTURE_3D||U===i.TEXTURE_2D_ARRAY?i.texImage3D(re,0,i.RGBA,1,1,we,0,i.RGBA,i.UNSIGNED_BYTE,ge):i.texImage2D(re+He,0,i.RGBA,1,1,0,i.RGBA,i.UNSIGNED_BYTE,ge);return be}let Ae={};Ae[i.TEXTURE_2D]=ve(i.TEXTURE_2D,i.TEXTURE_2D,1),Ae[i.TEXTURE_CUBE_MAP]=ve(i.TEXTURE_CUBE_MAP,i.TEXTURE_CUBE_MAP_POSITIVE_X,6),Ae[i.TEXTURE_2D_ARRAY]=ve(i.TEXTURE_2D_ARRAY,i.TEXTURE_2D_ARRAY,1,1),Ae[i.TEXTURE_3D]=ve(i.TEXTURE_3D,i.TEXTURE_3D,1,1),r.setClear(0,0,0,1),o.setClear(1),a.setClear(0),Se(i.DEPTH_TEST),o.setFunc(eo),tn(!1),Rt(Id),Se(i.CULL_FACE),Vt(hr);function Se(U){u[U]!==!0&&(i.enable(U),u[U]=!0)}function Ge(U){u[U]!==!1&&(i.disable(U),u[U]=!1)}function it(U,re){return d[U]!==re?(i.bindFramebuffer(U,re),d[U]=re,U===i.DRAW_FRAMEBUFFER&&(d[i.FRAMEBUFFER]=re),U===i.FRAMEBUFFER&&(d[i.DRAW_FRAMEBUFFER]=re),!0):!1}function Ve(U,re){let ne=m,we=!1;if(U){ne=f.get(re),ne===void 0&&(ne=[],f.set(re,ne));let ge=U.textures;if(ne.length!==ge.length||ne[0]!==i.COLOR_ATTACHMENT0){for(let be=0,He=ge.length;be<He;be++)ne[be]=i.COLOR_ATTACHMENT0+be;ne.length=ge.length,we=!0}}else ne[0]!==i.BACK&&(ne[0]=i.BACK,we=!0);we&&i.drawBuffers(ne)}function ct(U){return y!==U?(i.useProgram(U),y=U,!0):!1}let ot={[dr]:i.FUNC_ADD,[Ug]:i.FUNC_SUBTRACT,[Fg]:i.FUNC_REVERSE_SUBTRACT};ot[Og]=i.MIN,ot[Bg]=i.MAX;let et={[kg]:i.ZERO,[zg]:i.ONE,[Vg]:i.SRC_COLOR,[Ud]:i.SRC_ALPHA,[Yg]:i.SRC_ALPHA_SATURATE,[Xg]:i.DST_COLOR,[Gg]:i.DST_ALPHA,[Hg]:i.ONE_MINUS_SRC_COLOR,[Fd]:i.ONE_MINUS_SRC_ALPHA,[qg]:i.ONE_MINUS_DST_COLOR,[Wg]:i.ONE_MINUS_DST_ALPHA,[$g]:i.CONSTANT_COLOR,[Zg]:i.ONE_MINUS_CONSTANT_COLOR,[Jg]:i.CONSTANT_ALPHA,[Kg]:i.ONE_MINUS_CONSTANT_ALPHA};function Vt(U,re,ne,we,ge,be,He,Ze,le,Oe){if(U===hr){p===!0&&(Ge(i.BLEND),p=!1);return}if(p===!1&&(Se(i.BLEND),p=!0),U!==Dg){if(U!==g||Oe!==D){if((_!==dr||R!==dr)&&(i.blendEquation(i.FUNC_ADD),_=dr,R=dr),Oe)switch(U){case uo:i.blendFuncSeparate(i.ONE,i.ONE_MINUS_SRC_ALPHA,i.ONE,i.ONE_MINUS_SRC_ALPHA);break;case Ld:i.blendFunc(i.ONE,i.ONE);break;case Nd:i.blendFuncSeparate(i.ZERO,i.ONE_MINUS_SRC_COLOR,i.ZERO,i.ONE);break;case Dd:i.blendFuncSeparate(i.DST_COLOR,i.ONE_MINUS_SRC_ALPHA,i.ZERO,i.ONE);break;default:Ke("WebGLState: Invalid blending: ",U);break}else switch(U){case uo:i.blendFuncSeparate(i.SRC_ALPHA,i.ONE_MINUS_SRC_ALPHA,i.ONE,i.ONE_MINUS_SRC_ALPHA);break;case Ld:i.blendFuncSeparate(i.SRC_ALPHA,i.ONE,i.ONE,i.ONE);break;case Nd:Ke("WebGLState: SubtractiveBlending requires material.premultipliedAlpha = true");break;case Dd:Ke("WebGLState: MultiplyBlending requires material.premultipliedAlpha = true");break;default:Ke("WebGLState: Invalid blending: ",U);break}E=null,b=null,T=null,v=null,A.set(0,0,0),k=0,g=U,D=Oe}return}ge=ge||re,be=be||ne,He=He||we,(re!==_||ge!==R)&&(i.blendEquationSeparate(ot[re],ot[ge]),_=re,R=ge),(ne!==E||we!==b||be!==T||He!==v)&&(i.blendFuncSeparate(et[ne],et[we],et[be],et[He]),E=ne,b=we,T=be,v=He),(Ze.equals(A)===!1||le!==k)&&(i.blendColor(Ze.r,Ze.g,Ze.b,le),A.copy(Ze),k=le),g=U,D=!1}function Nt(U,re){U.side===Fn?Ge(i.CULL_FACE):Se(i.CULL_FACE);let ne=U.side===Xn;re&&(ne=!ne),tn(ne),U.blending===uo&&U.transparent===!1?Vt(hr):Vt(U.blending,U.blendEquation,U.blendSrc,U.blendDst,U.blendEquationAlpha,U.blendSrcAlpha,U.blendDstAlpha,U.blendColor,U.blendAlpha,U.premultipliedAlpha),o.setFunc(U.depthFunc),o.setTest(U.depthTest),o.setMask(U.depthWrite),r.setMask(U.colorWrite);let we=U.stencilWrite;a.setTest(we),we&&(a.setMask(U.stencilWriteMask),a.setFunc(U.stencilFunc,U.stencilRef,U.stencilFuncMask),a.setOp(U.stencilFail,U.stencilZFail,U.stencilZPass)),vt(U.polygonOffset,U.polygonOffsetFactor,U.polygonOffsetUnits),U.alphaToCoverage===!0?Se(i.SAMPLE_ALPHA_TO_COVERAGE):Ge(i.SAMPLE_ALPHA_TO_COVERAGE)}function tn(U){L!==U&&(U?i.frontFace(i.CW):i.frontFace(i.CCW),L=U)}function Rt(U){U!==Ig?(Se(i.CULL_FACE),U!==G&&(U===Id?i.cullFace(i.BACK):U===Lg?i.cullFace(i.FRONT):i.cullFace(i.FRONT_AND_BACK))):Ge(i.CULL_FACE),G=U}function _n(U){U!==W&&(z&&i.lineWidth(U),W=U)}function vt(U,re,ne){U?(Se(i.POLYGON_OFFSET_FILL),(N!==re||V!==ne)&&(N=re,V=ne,o.getReversed()&&(re=-re,ne=-ne),i.polygonOffset(re,ne))):Ge(i.POLYGON_OFFSET_FILL)}function hn(U){U?Se(i.SCISSOR_TEST):Ge(i.SCISSOR_TEST)}function qt(U){U===void 0&&(U=i.TEXTURE0+Z-1),Q!==U&&(i.activeTexture(U),Q=U)}function nn(U,re,ne){ne===void 0&&(Q===null?ne=i.TEXTURE0+Z-1:ne=Q);let we=se[ne];we===void 0&&(we={type:void 0,texture:void 0},se[ne]=we),(we.type!==U||we.texture!==re)&&(Q!==ne&&(i.activeTexture(ne),Q=ne),i.bindTexture(U,re||Ae[U]),we.type=U,we.texture=re)}function F(){let U=se[Q];U!==void 0&&U.type!==void 0&&(i.bindTexture(U.type,null),U.type=void 0,U.texture=void 0)}function Ce(){try{i.compressedTexImage2D(...arguments)}catch(U){Ke("WebGLState:",U)}}function qe(){try{i.compressedTexImage3D(...arguments)}catch(U){Ke("WebGLState:",U)}}function st(){try{i.texSubImage2D(...arguments)}catch(U){Ke("WebGLState:",U)}}function Me(){try{i.texSubImage3D(...arguments)}catch(U){Ke("WebGLState:",U)}}function Pt(){try{i.compressedTexSubImage2D(...arguments)}catch(U){Ke("WebGLState:",U)}}function ze(){try{i.compressedTexSubImage3D(...arguments)}catch(U){Ke("WebGLState:",U)}}function Xe(){try{i.texStorage2D(...arguments)}catch(U){Ke("WebGLState:",U)}}function C(){try{i.texStorage3D(...arguments)}catch(U){Ke("WebGLState:",U)}}function S(){try{i.texImage2D(...arguments)}catch(U){Ke("WebGLState:",U)}}function X(){try{i.texImage3D(...arguments)}catch(U){Ke("WebGLState:",U)}}function ue(U){return h[U]!==void 0?h[U]:i.getParameter(U)}function oe(U,re){h[U]!==re&&(i.pixelStorei(U,re),h[U]=re)}function xe(U){ee.equals(U)===!1&&(i.scissor(U.x,U.y,U.z,U.w),ee.copy(U))}function ye(U){me.equals(U)===!1&&(i.viewport(U.x,U.y,U.z,U.w),me.copy(U))}function te(U,re){let ne=c.get(re);ne===void 0&&(ne=new WeakMap,c.set(re,ne));let we=ne.get(U);we===void 0&&(we=i.getUniformBlockIndex(re,U.name),i.uniformBlockBinding(re,we,we),ne.set(U,we))}function ie(U,re,ne){let ge=c.get(re).get(U);l[ge]!==ne&&(i.bindBufferBase(i.UNIFORM_BUFFER,ge,ne),l[ge]=ne)}function pe(){i.disable(i.BLEND),i.disable(i.CULL_FACE),i.disable(i.DEPTH_TEST),i.disable(i.POLYGON_OFFSET_FILL),i.disable(i.SCISSOR_TEST),i.disable(i.STENCIL_TEST),i.disable(i.SAMPLE_ALPHA_TO_COVERAGE),i.blendEquation(i.FUNC_ADD),i.blendFunc(i.ONE,i.ZERO),i.blendFuncSeparate(i.ONE,i.ZERO,i.ONE,i.ZERO),i.blendColor(0,0,0,0),i.colorMask(!0,!0,!0,!0),i.clearColor(0,0,0,0),i.depthMask(!0),i.depthFunc(i.LESS),o.setReversed(!1),i.clearDepth(1),i.stencilMask(4294967295),i.stencilFunc(i.ALWAYS,0,4294967295),i.stencilOp(i.KEEP,i.KEEP,i.KEEP),i.clearStencil(0),i.cullFace(i.BACK),i.frontFace(i.CCW),i.polygonOffset(0,0),i.activeTexture(i.TEXTURE0),i.bindFramebuffer(i.FRAMEBUFFER,null),i.bindFramebuffer(i.DRAW_FRAMEBUFFER,null),i.bindFramebuffer(i.READ_FRAMEBUFFER,null),i.useProgram(null),i.lineWidth(1),i.scissor(0,0,i.canvas.width,i.canvas.height),i.viewport(0,0,i.canvas.width,i.canvas.height),i.pixelStorei(i.PACK_ALIGNMENT,4),i.pixelStorei(i.UNPACK_ALIGNMENT,4),i.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,!1),i.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,!1),i.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,i.BROWSER_DEFAULT_WEBGL),i.pixelStorei(i.PACK_ROW_LENGTH,0),i.pixelStorei(i.PACK_SKIP_PIXELS,0),i.pixelStorei(i.PACK_SKIP_ROWS,0),i.pixelStorei(i.UNPACK_ROW_LENGTH,0),i.pixelStorei(i.UNPACK_IMAGE_HEIGHT,0),i.pixelStorei(i.UNPACK_SKIP_PIXELS,0),i.pixelStorei(i.UNPACK_SKIP_ROWS,0),i.pixelStorei(i.UNPACK_SKIP_IMAGES,0),u={},h={},Q=null,se={},d={},l={},f=new WeakMap,m=[],y=null,p=!1,g=null,_=null,E=null,b=null,R=null,T=null,v=null,A=new xt(0,0,0),k=0,D=!1,L=null,G=null,W=null,N=null,V=null,ee.set(0,0,i.canvas.width,i.canvas.height),me.set(0,0,i.canvas.width,i.canvas.height),r.reset(),o.reset(),a.reset()}return{buffers:{color:r,depth:o,stencil:a},enable:Se,disable:Ge,bindFramebuffer:it,drawBuffers:Ve,useProgram:ct,setBlending:Vt,setMaterial:Nt,setFlipSided:tn,setCullFace:Rt,setLineWidth:_n,setPolygonOffset:vt,setScissorTest:hn,activeTexture:qt,bindTexture:nn,unbindTexture:F,compressedTexImage2D:Ce,compressedTexImage3D:qe,texImage2D:S,texImage3D:X,pixelStorei:oe,getParameter:ue,updateUBOMapping:te,uniformBlockBinding:ie,texStorage2D:Xe,texStorage3D:C,texSubImage2D:st,texSubImage3D:Me,compressedTexSubImage2D:Pt,compressedTexSubImage3D:ze,scissor:xe,viewport:ye,reset:pe}}function tE(i,e,t,n,s,r,o){let a=e.has("WEBGL_multisampled_render_to_texture")?e.get("WEBGL_multisampled_render_to_texture"):null,l=typeof navigator>"u"?!1:/OculusBrowser/g.test(navigator.userAgent),c=new nt,u=new WeakMap,h=new Set,d,f=new WeakMap,m=new Set,y=new FinalizationRegistry(C=>m.delete(C)),p=!1;try{p=typeof OffscreenCanvas<"u"&&new OffscreenCanvas(1,1).getContext("2d")!==null}catch{}function g(C,S){return p?new OffscreenCanvas(C,S):sa("canvas")}function _(C,S,X){let ue=1,oe=Xe(C);if((oe.width>X||oe.height>X)&&(ue=X/Math.max(oe.width,oe.height)),ue<1)if(typeof HTMLImageElement<"u"&&C instanceof HTMLImageElement||typeof HTMLCanvasElement<"u"&&C instanceof HTMLCanvasElement||typeof ImageBitmap<"u"&&C instanceof ImageBitmap||typeof VideoFrame<"u"&&C instanceof VideoFrame){let xe=Math.floor(ue*oe.width),ye=Math.floor(ue*oe.height);d===void 0&&(d=g(xe,ye));let te=S?g(xe,ye):d;return te.width=xe,te.height=ye,te.getContext("2d").drawImage(C,0,0,xe,ye),Ye("WebGLRenderer: Texture has been resized from ("+oe.width+"x"+oe.height+") to ("+xe+"x"+ye+")."),te}else return"data"in C&&Ye("WebGLRenderer: Image in DataTexture is too big ("+oe.width+"x"+oe.height+")."),C;return C}function E(C){return C.generateMipmaps}function b(C){i.generateMipmap(C)}function R(C){return C.isWebGLCubeRenderTarget?i.TEXTURE_CUBE_MAP:C.isWebGL3DRenderTarget?i.TEXTURE_3D:C.isWebGLArrayRenderTarget||C.isCompressedArrayTexture?i.TEXTURE_2D_ARRAY:i.TEXTURE_2D}function T(C,S,X,ue,oe,xe=!1){if(C!==null){if(i[C]!==void 0)return i[C];Ye("WebGLRenderer: Attempt to use non-existing WebGL internal format '"+C+"'")}let ye;ue&&(ye=e.get("EXT_texture_norm16"),ye||Ye("WebGLRenderer: Unable to use normalized textures without EXT_texture_norm16 extension"));let te=S;if(S===i.RED&&(X===i.FLOAT&&(te=i.R32F),X===i.HALF_FLOAT&&(te=i.R16F),X===i.UNSIGNED_BYTE&&(te=i.R8),X===i.UNSIGNED_SHORT&&ye&&(te=ye.R16_EXT),X===i.SHORT&&ye&&(te=ye.R16_SNORM_EXT)),S===i.RED_INTEGER&&(X===i.UNSIGNED_BYTE&&(te=i.R8UI),X===i.UNSIGNED_SHORT&&(te=i.R16UI),X===i.UNSIGNED_INT&&(te=i.R32UI),X===i.BYTE&&(te=i.R8I),X===i.SHORT&&(te=i.R16I),X===i.INT&&(te=i.R32I)),S===i.RG&&(X===i.FLOAT&&(te=i.RG32F),X===i.HALF_FLOAT&&(te=i.RG16F),X===i.UNSIGNED_BYTE&&(te=i.RG8),X===i.UNSIGNED_SHORT&&ye&&(te=ye.RG16_EXT),X===i.SHORT&&ye&&(te=ye.RG16_SNORM_EXT)),S===i.RG_INTEGER&&(X===i.UNSIGNED_BYTE&&(te=i.RG8UI),X===i.UNSIGNED_SHORT&&(te=i.RG16UI),X===i.UNSIGNED_INT&&(te=i.RG32UI),X===i.BYTE&&(te=i.RG8I),X===i.SHORT&&(te=i.RG16I),X===i.INT&&(te=i.RG32I)),S===i.RGB_INTEGER&&(X===i.UNSIGNED_BYTE&&(te=i.RGB8UI),X===i.UNSIGNED_SHORT&&(te=i.RGB16UI),X===i.UNSIGNED_INT&&(te=i.RGB32UI),X===i.BYTE&&(te=i.RGB8I),X===i.SHORT&&(te=i.RGB16I),X===i.INT&&(te=i.RGB32I)),S===i.RGBA_INTEGER&&(X===i.UNSIGNED_BYTE&&(te=i.RGBA8UI),X===i.UNSIGNED_SHORT&&(te=i.RGBA16UI),X===i.UNSIGNED_INT&&(te=i.RGBA32UI),X===i.BYTE&&(te=i.RGBA8I),X===i.SHORT&&(te=i.RGBA16I),X===i.INT&&(te=i.RGBA32I)),S===i.RGB&&(X===i.UNSIGNED_SHORT&&ye&&(te=ye.RGB16_EXT),X===i.SHORT&&ye&&(te=ye.RGB16_SNORM_EXT),X===i.UNSIGNED_INT_5_9_9_9_REV&&(te=i.RGB9_E5),X===i.UNSIGNED_INT_10F_11F_11F_REV&&(te=i.R11F_G11F_B10F)),S===i.RGBA){let ie=xe?na:mt.getTransfer(oe);X===i.FLOAT&&(te=i.RGBA32F),X===i.HALF_FLOAT&&(te=i.RGBA16F),X===i.UNSIGNED_BYTE&&(te=ie===wt?i.SRGB8_ALPHA8:i.RGBA8),X===i.UNSIGNED_SHORT&&ye&&(te=ye.RGBA16_EXT),X===i.SHORT&&ye&&(te=ye.RGBA16_SNORM_EXT),X===i.UNSIGNED_SHORT_4_4_4_4&&(te=i.RGBA4),X===i.UNSIGNED_SHORT_5_5_5_1&&(te=i.RGB5_A1)}return(te===i.R16F||te===i.R32F||te===i.RG16F||te===i.RG32F||te===i.RGBA16F||te===i.RGBA32F)&&e.get("EXT_color_buffer_float"),te}function v(C,S){let X;return C?S===null||S===Ri||S===pr?X=i.DEPTH24_STENCIL8:S===ci?X=i.DEPTH32F_STENCIL8:S===fo&&(X=i.DEPTH24_STENCIL8,Ye("DepthTexture: 16 bit depth attachment is not supported with stencil. Using 24-bit attachment.")):S===null||S===Ri||S===pr?X=i.DEPTH_COMPONENT24:S===ci?X=i.DEPTH_COMPONENT32F:S===fo&&(X=i.DEPTH_COMPONENT16),X}function A(C,S){return E(C)===!0||C.isFramebufferTexture&&C.minFilter!==Kt&&C.minFilter!==xn?Math.log2(Math.max(S.width,S.height))+1:C.mipmaps.length>0?C.mipmaps.length:C.isCompressedTexture&&Array.isArray(C.image)?S.mipmaps.length:1}function k(C){let S=new WeakRef(C);n.get(C).__ref=S,m.add(S),y.register(C,S,S)}function D(C){let S=n.get(C).__ref;S!==void 0&&(m.delete(S),y.unregister(S))}function L(C){W(C.target)}function G(C){N(C.target)}function W(C){C.removeEventListener("dispose",L),D(C),Z(C),C.isVideoTexture&&u.delete(C),C.isHTMLTexture&&h.delete(C)}function N(C){C.removeEventListener("dispose",G),D(C),ce(C)}function V(){for(let C of m){let S=C.deref();S!==void 0&&(S.isRenderTarget===!0?N(S):W(S))}m.clear(),h.clear()}function Z(C){let S=n.get(C);if(S.__webglInit===void 0)return;let X=C.source,ue=f.get(X);if(ue){let oe=ue[S.__cacheKey];oe.usedTimes--,oe.usedTimes===0&&z(C),Object.keys(ue).length===0&&f.delete(X)}n.remove(C)}function z(C){let S=n.get(C);i.deleteTexture(S.__webglTexture);let X=C.source,ue=f.get(X);delete ue[S.__cacheKey],o.memory.textures--}function ce(C){let S=n.get(C);S.__depthDisposeCallback&&S.__depthDisposeCallback();let X=C.depthTexture;if(X&&X.renderTarget===C&&W(X),C.isWebGLCubeRenderTarget)for(let oe=0;oe<6;oe++){if(Array.isArray(S.__webglFramebuffer[oe]))for(let xe=0;xe<S.__webglFramebuffer[oe].length;xe++)i.deleteFramebuffer(S.__webglFramebuffer[oe][xe]);else i.deleteFramebuffer(S.__webglFramebuffer[oe]);S.__webglDepthbuffer&&i.deleteRenderbuffer(S.__webglDepthbuffer[oe])}else{if(Array.isArray(S.__webglFramebuffer))for(let oe=0;oe<S.__webglFramebuffer.length;oe++)i.deleteFramebuffer(S.__webglFramebuffer[oe]);else i.deleteFramebuffer(S.__webglFramebuffer);if(S.__webglDepthbuffer&&i.deleteRenderbuffer(S.__webglDepthbuffer),S.__webglMultisampledFramebuffer&&i.deleteFramebuffer(S.__webglMultisampledFramebuffer),S.__webglColorRenderbuffer)for(let oe=0;oe<S.__webglColorRenderbuffer.length;oe++)S.__webglColorRenderbuffer[oe]&&i.deleteRenderbuffer(S.__webglColorRenderbuffer[oe]);S.__webglDepthRenderbuffer&&i.deleteRenderbuffer(S.__webglDepthRenderbuffer)}let ue=C.textures;for(let oe=0,xe=ue.length;oe<xe;oe++){let ye=n.get(ue[oe]);ye.__webglTexture&&(i.deleteTexture(ye.__webglTexture),o.memory.textures--),n.remove(ue[oe])}n.remove(C)}let K=0;function Q(){K=0}function se(){return K}function de(C){K=C}function he(){let C=K;return C>=s.maxTextures&&Ye("WebGLTextures: Trying to use "+(C+1)+" texture units while this GPU supports only "+s.maxTextures),K+=1,C}function ee(C){let S=[];return S.push(C.wrapS),S.push(C.wrapT),S.push(C.wrapR||0),S.push(C.magFilter),S.push(C.minFilter),S.push(C.anisotropy),S.push(C.internalFormat),S.push(C.format),S.push(C.type),S.push(C.generateMipmaps),S.push(C.mipmapsAutoUpdate),S.push(C.premultiplyAlpha),S.push(C.flipY),S.push(C.unpackAlignment),S.push(C.colorSpace),S.join()}function me(C,S){let X=n.get(C);if(C.isVideoTexture&&Pt(C),C.isRenderTargetTexture===!1&&C.isExternalTexture!==!0&&C.version>0&&X.__version!==C.version){let ue=C.image;if(ue===null)Ye("WebGLRenderer: Texture marked for update but no image data found.");else if(ue.complete===!1)Ye("WebGLRenderer: Texture marked for update but image is incomplete");else{Nt(X,C,S);return}}else C.isExternalTexture&&(X.__webglTexture=C.sourceTexture?C.sourceTexture:null);t.bindTexture(i.TEXTURE_2D,X.__webglTexture,i.TEXTURE0+S)}function ve(C,S){let X=n.get(C);if(C.isRenderTargetTexture===!1&&C.version>0&&X.__version!==C.version){Nt(X,C,S);return}else C.isExternalTexture&&(X.__webglTexture=C.sourceTexture?C.sourceTexture:null);t.bindTexture(i.TEXTURE_2D_ARRAY,X.__webglTexture,i.TEXTURE0+S)}function Ae(C,S){let X=n.get(C);if(C.isRenderTargetTexture===!1&&C.version>0&&X.__version!==C.version){Nt(X,C,S);return}t.bindTexture(i.TEXTURE_3D,X.__webglTexture,i.TEXTURE0+S)}function Se(C,S){let X=n.get(C);if(C.version>0&&X.__version!==C.version){tn(X,C,S);return}t.bindTexture(i.TEXTURE_CUBE_MAP,X.__webglTexture,i.TEXTURE0+S)}let Ge={[mc]:i.REPEAT,[Gi]:i.CLAMP_TO_EDGE,[gc]:i.MIRRORED_REPEAT},it={[Kt]:i.NEAREST,[e0]:i.NEAREST_MIPMAP_NEAREST,[Ma]:i.NEAREST_MIPMAP_LINEAR,[xn]:i.LINEAR,[Xc]:i.LINEAR_MIPMAP_NEAREST,[fs]:i.LINEAR_MIPMAP_LINEAR},Ve={[s0]:i.NEVER,[sf]:i.ALWAYS,[r0]:i.LESS,[tf]:i.LEQUAL,[o0]:i.EQUAL,[nf]:i.GEQUAL,[a0]:i.GREATER,[l0]:i.NOTEQUAL};function ct(C,S){if(S.type===ci&&e.has("OES_texture_float_linear")===!1&&(S.magFilter===xn||S.magFilter===Xc||S.magFilter===Ma||S.magFilter===fs||S.minFilter===xn||S.minFilter===Xc||S.minFilter===Ma||S.minFilter===fs)&&Ye("WebGLRenderer: Unable to use linear filtering with floating point textures. OES_texture_float_linear not supported on this device."),i.texParameteri(C,i.TEXTURE_WRAP_S,Ge[S.wrapS]),i.texParameteri(C,i.TEXTURE_WRAP_T,Ge[S.wrapT]),(C===i.TEXTURE_3D||C===i.TEXTURE_2D_ARRAY)&&i.texParameteri(C,i.TEXTURE_WRAP_R,Ge[S.wrapR]),i.texParameteri(C,i.TEXTURE_MAG_FILTER,it[S.magFilter]),i.texParameteri(C,i.TEXTURE_MIN_FILTER,it[S.minFilter]),S.compareFunction&&(i.texParameteri(C,i.TEXTURE_COMPARE_MODE,i.COMPARE_REF_TO_TEXTURE),i.texParameteri(C,i.TEXTURE_COMPARE_FUNC,Ve[S.compareFunction])),e.has("EXT_texture_filter_anisotropic")===!0){if(S.magFilter===Kt||S.minFilter!==Ma&&S.minFilter!==fs||S.type===ci&&e.has("OES_texture_float_linear")===!1)return;if(S.anisotropy>1||n.get(S).__currentAnisotropy){let X=e.get("EXT_texture_filter_anisotropic");i.texParameterf(C,X.TEXTURE_MAX_ANISOTROPY_EXT,Math.min(S.anisotropy,s.getMaxAnisotropy())),n.get(S).__currentAnisotropy=S.anisotropy}}}function ot(C,S){let X=!1;C.__webglInit===void 0&&(C.__webglInit=!0,S.addEventListener("dispose",L),k(S));let ue=S.source,oe=f.get(ue);oe===void 0&&(oe={},f.set(ue,oe));let xe=ee(S);if(xe!==C.__cacheKey){oe[xe]===void 0&&(oe[xe]={texture:i.createTexture(),usedTimes:0},o.memory.textures++,X=!0),oe[xe].usedTimes++;let ye=oe[C.__cacheKey];ye!==void 0&&(oe[C.__cacheKey].usedTimes--,ye.usedTimes===0&&z(S)),C.__cacheKey=xe,C.__webglTexture=oe[xe].texture}return X}function et(C,S,X){return Math.floor(Math.floor(C/X)/S)}function Vt(C,S,X,ue){let xe=C.updateRanges;if(xe.length===0)t.texSubImage2D(i.TEXTURE_2D,0,0,0,S.width,S.height,X,ue,S.data);else{xe.sort((U,re)=>U.start-re.start);let ye=0;for(let U=1;U<xe.length;U++){let re=xe[ye],ne=xe[U],we=re.start+re.count,ge=et(ne.start,S.width,4),be=et(re.start,S.width,4);ne.start<=we+1&&ge===be&&et(ne.start+ne.count-1,S.width,4)===ge?re.count=Math.max(re.count,ne.start+ne.count-re.start):(++ye,xe[ye]=ne)}xe.length=ye+1;let te=t.getParameter(i.UNPACK_ROW_LENGTH),ie=t.getParameter(i.UNPACK_SKIP_PIXELS),pe=t.getParameter(i.UNPACK_SKIP_ROWS);t.pixelStorei(i.UNPACK_ROW_LENGTH,S.width);for(let U=0,re=xe.length;U<re;U++){let ne=xe[U],we=Math.floor(ne.start/4),ge=Math.ceil(ne.count/4),be=we%S.width,He=Math.floor(we/S.width),Ze=ge,le=1;t.pixelStorei(i.UNPACK_SKIP_PIXELS,be),t.pixelStorei(i.UNPACK_SKIP_ROWS,He),t.texSubImage2D(i.TEXTURE_2D,0,be,He,Ze,le,X,ue,S.data)}C.clearUpdateRanges(),t.pixelStorei(i.UNPACK_ROW_LENGTH,te),t.pixelStorei(i.UNPACK_SKIP_PIXELS,ie),t.pixelStorei(i.UNPACK_SKIP_ROWS,pe)}}function Nt(C,S,X){let ue=i.TEXTURE_2D;(S.isDataArrayTexture||S.isCompressedArrayTexture)&&(ue=i.TEXTURE_2D_ARRAY),S.isData3DTexture&&(ue=i.TEXTURE_3D);let oe=ot(C,S),xe=S.source;t.bindTexture(ue,C.__webglTexture,i.TEXTURE0+X);let ye=n.get(xe);if(xe.version!==ye.__version||oe===!0){if(t.activeTexture(i.TEXTURE0+X),(typeof ImageBitmap<"u"&&S.image instanceof ImageBitmap)===!1){let le=mt.getPrimaries(mt.workingColorSpace),Oe=S.colorSpace===ms?null:mt.getPrimaries(S.colorSpace),Je=S.colorSpace===ms||le===Oe?i.NONE:i.BROWSER_DEFAULT_WEBGL;t.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,S.flipY),t.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,S.premultiplyAlpha),t.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,Je)}t.pixelStorei(i.UNPACK_ALIGNMENT,S.unpackAlignment);let ie=_(S.image,!1,s.maxTextureSize);ie=ze(S,ie);let pe=r.convert(S.format,S.colorSpace),U=r.convert(S.type),re=T(S.internalFormat,pe,U,S.normalized,S.colorSpace,S.isVideoTexture);ct(ue,S);let ne,we=S.mipmaps,ge=S.isVideoTexture!==!0,be=ye.__version===void 0||oe===!0,He=xe.dataReady,Ze=A(S,ie);if(S.isDepthTexture)re=v(S.format===ps,S.type),be&&(ge?t.texStorage2D(i.TEXTURE_2D,1,re,ie.width,ie.height):t.texImage2D(i.TEXTURE_2D,0,re,ie.width,ie.height,0,pe,U,null));else if(S.isDataTexture)if(we.length>0){ge&&be&&t.texStorage2D(i.TEXTURE_2D,Ze,re,we[0].width,we[0].height);for(let le=0,Oe=we.length;le<Oe;le++)ne=we[le],ge?He&&t.texSubImage2D(i.TEXTURE_2D,le,0,0,ne.width,ne.height,pe,U,ne.data):t.texImage2D(i.TEXTURE_2D,le,re,ne.width,ne.height,0,pe,U,ne.data);S.generateMipmaps=!1}else ge?(be&&t.texStorage2D(i.TEXTURE_2D,Ze,re,ie.width,ie.height),He&&Vt(S,ie,pe,U)):t.texImage2D(i.TEXTURE_2D,0,re,ie.width,ie.height,0,pe,U,ie.data);else if(S.isCompressedTexture)if(S.isCompressedArrayTexture){ge&&be&&t.texStorage3D(i.TEXTURE_2D_ARRAY,Ze,re,we[0].width,we[0].height,ie.depth);for(let le=0,Oe=we.length;le<Oe;le++)if(ne=we[le],S.format!==Pi)if(pe!==null)if(ge){if(He)if(S.layerUpdates.size>0){let Je=df(ne.width,ne.height,S.format,S.type);for(let Re of S.layerUpdates){let rt=ne.data.subarray(Re*Je/ne.data.BYTES_PER_ELEMENT,(Re+1)*Je/ne.data.BYTES_PER_ELEMENT);t.compressedTexSubImage3D(i.TEXTURE_2D_ARRAY,le,0,0,Re,ne.width,ne.height,1,pe,rt)}}else t.compressedTexSubImage3D(i.TEXTURE_2D_ARRAY,le,0,0,0,ne.width,ne.height,ie.depth,pe,ne.data)}else t.compressedTexImage3D(i.TEXTURE_2D_ARRAY,le,re,ne.width,ne.height,ie.depth,0,ne.data,0,0);else Ye("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()");else ge?He&&t.texSubImage3D(i.TEXTURE_2D_ARRAY,le,0,0,0,ne.width,ne.height,ie.depth,pe,U,ne.data):t.texImage3D(i.TEXTURE_2D_ARRAY,le,re,ne.width,ne.height,ie.depth,0,pe,U,ne.data);S.layerUpdates.size>0&&S.clearLayerUpdates()}else{ge&&be&&t.texStorage2D(i.TEXTURE_2D,Ze,re,we[0].width,we[0].height);for(let le=0,Oe=we.length;le<Oe;le++)ne=we[le],S.format!==Pi?pe!==null?ge?He&&t.compressedTexSubImage2D(i.TEXTURE_2D,le,0,0,ne.width,ne.height,pe,ne.data):t.compressedTexImage2D(i.TEXTURE_2D,le,re,ne.width,ne.height,0,ne.data):Ye("WebGLRenderer: Attempt to load unsupported compressed texture format in .uploadTexture()"):ge?He&&t.texSubImage2D(i.TEXTURE_2D,le,0,0,ne.width,ne.height,pe,U,ne.data):t.texImage2D(i.TEXTURE_2D,le,re,ne.width,ne.height,0,pe,U,ne.data)}else if(S.isDataArrayTexture)if(ge){if(be&&t.texStorage3D(i.TEXTURE_2D_ARRAY,Ze,re,ie.width,ie.height,ie.depth),He)if(S.layerUpdates.size>0){let le=df(ie.width,ie.height,S.format,S.type);for(let Oe of S.layerUpdates){let Je=ie.data.subarray(Oe*le/ie.data.BYTES_PER_ELEMENT,(Oe+1)*le/ie.data.BYTES_PER_ELEMENT);t.texSubImage3D(i.TEXTURE_2D_ARRAY,0,0,0,Oe,ie.width,ie.height,1,pe,U,Je)}S.clearLayerUpdates()}else t.texSubImage3D(i.TEXTURE_2D_ARRAY,0,0,0,0,ie.width,ie.height,ie.depth,pe,U,ie.data)}else t.texImage3D(i.TEXTURE_2D_ARRAY,0,re,ie.width,ie.height,ie.depth,0,pe,U,ie.data);else if(S.isData3DTexture)ge?(be&&t.texStorage3D(i.TEXTURE_3D,Ze,re,ie.width,ie.height,ie.depth),He&&t.texSubImage3D(i.TEXTURE_3D,0,0,0,0,ie.width,ie.height,ie.depth,pe,U,ie.data)):t.texImage3D(i.TEXTURE_3D,0,re,ie.width,ie.height,ie.depth,0,pe,U,ie.data);else if(S.isFramebufferTexture){if(be)if(ge)t.texStorage2D(i.TEXTURE_2D,Ze,re,ie.width,ie.height);else{let le=ie.width,Oe=ie.height;for(let Je=0;Je<Ze;Je++)t.texImage2D(i.TEXTURE_2D,Je,re,le,Oe,0,pe,U,null),le>>=1,Oe>>=1}}else if(S.isHTMLTexture){if("texElementImage2D"in i){let le=i.canvas;if(le.hasAttribute("layoutsubtree")||le.setAttribute("layoutsubtree","true"),ie.parentNode!==le){le.appendChild(ie),h.add(S),le.onpaint=Oe=>{let Je=Oe.changedElements;for(let Re of h)Je.includes(Re.image)&&(Re.needsUpdate=!0)},le.requestPaint();return}if(i.texElementImage2D.length===3)i.texElementImage2D(i.TEXTURE_2D,i.RGBA8,ie);else{let Je=i.RGBA,Re=i.RGBA,rt=i.UNSIGNED_BYTE;i.texElementImage2D(i.TEXTURE_2D,0,Je,Re,rt,ie)}i.texParameteri(i.TEXTURE_2D,i.TEXTURE_MIN_FILTER,i.LINEAR),i.texParameteri(i.TEXTURE_2D,i.TEXTURE_WRAP_S,i.CLAMP_TO_EDGE),i.texParameteri(i.TEXTURE_2D,i.TEXTURE_WRAP_T,i.CLAMP_TO_EDGE)}}else if(we.length>0){if(ge&&be){let le=Xe(we[0]);t.texStorage2D(i.TEXTURE_2D,Ze,re,le.width,le.height)}for(let le=0,Oe=we.length;le<Oe;le++)ne=we[le],ge?He&&t.texSubImage2D(i.TEXTURE_2D,le,0,0,pe,U,ne):t.texImage2D(i.TEXTURE_2D,le,re,pe,U,ne);S.generateMipmaps=!1}else if(ge){if(be){let le=Xe(ie);t.texStorage2D(i.TEXTURE_2D,Ze,re,le.width,le.height)}He&&t.texSubImage2D(i.TEXTURE_2D,0,0,0,pe,U,ie)}else t.texImage2D(i.TEXTURE_2D,0,re,pe,U,ie);E(S)&&S.mipmapsAutoUpdate===!0&&b(ue),ye.__version=xe.version,S.onUpdate&&S.onUpdate(S)}C.__version=S.version}function tn(C,S,X){if(S.image.length!==6)return;let ue=ot(C,S),oe=S.source;t.bindTexture(i.TEXTURE_CUBE_MAP,C.__webglTexture,i.TEXTURE0+X);let xe=n.get(oe);if(oe.version!==xe.__version||ue===!0){t.activeTexture(i.TEXTURE0+X);let ye=mt.getPrimaries(mt.workingColorSpace),te=S.colorSpace===ms?null:mt.getPrimaries(S.colorSpace),ie=S.colorSpace===ms||ye===te?i.NONE:i.BROWSER_DEFAULT_WEBGL;t.pixelStorei(i.UNPACK_FLIP_Y_WEBGL,S.flipY),t.pixelStorei(i.UNPACK_PREMULTIPLY_ALPHA_WEBGL,S.premultiplyAlpha),t.pixelStorei(i.UNPACK_ALIGNMENT,S.unpackAlignment),t.pixelStorei(i.UNPACK_COLORSPACE_CONVERSION_WEBGL,ie);let pe=S.isCompressedTexture||S.image[0].isCompressedTexture,U=S.image[0]&&S.image[0].isDataTexture,re=[];for(let Re=0;Re<6;Re++)!pe&&!U?re[Re]=_(S.image[Re],!0,s.maxCubemapSize):re[Re]=U?S.image[Re].image:S.image[Re],re[Re]=ze(S,re[Re]);let ne=re[0],we=r.convert(S.format,S.colorSpace),ge=r.convert(S.type),be=T(S.internalFormat,we,ge,S.normalized,S.colorSpace),He=S.isVideoTexture!==!0,Ze=xe.__version===void 0||ue===!0,le=oe.dataReady,Oe=A(S,ne);ct(i.TEXTURE_CUBE_MAP,S);let Je;if(S.isDepthTexture){if(be=v(S.format===ps,S.type),Ze)if(He)t.texStorage2D(i.TEXTURE_CUBE_MAP,1,be,ne.width,ne.height);else for(let Re=0;Re<6;Re++)t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,0,be,ne.width,ne.height,0,we,ge,null)}else if(pe){He&&Ze&&t.texStorage2D(i.TEXTURE_CUBE_MAP,Oe,be,ne.width,ne.height);for(let Re=0;Re<6;Re++){Je=re[Re].mipmaps;for(let rt=0;rt<Je.length;rt++){let Dt=Je[rt];S.format!==Pi?we!==null?He?le&&t.compressedTexSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,rt,0,0,Dt.width,Dt.height,we,Dt.data):t.compressedTexImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,rt,be,Dt.width,Dt.height,0,Dt.data):Ye("WebGLRenderer: Attempt to load unsupported compressed texture format in .setTextureCube()"):He?le&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,rt,0,0,Dt.width,Dt.height,we,ge,Dt.data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,rt,be,Dt.width,Dt.height,0,we,ge,Dt.data)}}}else{if(Je=S.mipmaps,He&&Ze){Je.length>0&&Oe++;let Re=Xe(re[0]);t.texStorage2D(i.TEXTURE_CUBE_MAP,Oe,be,Re.width,Re.height)}for(let Re=0;Re<6;Re++)if(U){He?le&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,0,0,0,re[Re].width,re[Re].height,we,ge,re[Re].data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,0,be,re[Re].width,re[Re].height,0,we,ge,re[Re].data);for(let rt=0;rt<Je.length;rt++){let kn=Je[rt].image[Re].image;He?le&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,rt+1,0,0,kn.width,kn.height,we,ge,kn.data):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,rt+1,be,kn.width,kn.height,0,we,ge,kn.data)}}else{He?le&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,0,0,0,we,ge,re[Re]):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,0,be,we,ge,re[Re]);for(let rt=0;rt<Je.length;rt++){let Dt=Je[rt];He?le&&t.texSubImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,rt+1,0,0,we,ge,Dt.image[Re]):t.texImage2D(i.TEXTURE_CUBE_MAP_POSITIVE_X+Re,rt+1,be,we,ge,Dt.image[Re])}}}E(S)&&S.mipmapsAutoUpdate===!0&&b(i.TEXTURE_CUBE_MAP),xe.__version=oe.version,S.onUpdate&&S.onUpdate(S)}C.__version=S.version}function Rt(C,S,X,ue,oe,xe){let ye=r.convert(X.format,X.colorSpace),te=r.convert(X.type),ie=T(X.internalFormat,ye,te,X.normalized,X.colorSpace),pe=n.get(S),U=n.get(X);if(U.__renderTarget=S,!pe.__hasExternalTextures){let re=Math.max(1,S.width>>xe),ne=Math.max(1,S.height>>xe);oe===i.TEXTURE_3D||oe===i.TEXTURE_2D_ARRAY?t.texImage3D(oe,xe,ie,re,ne,S.depth,0,ye,te,null):t.texImage2D(oe,xe,ie,re,ne,0,ye,te,null)}t.bindFramebuffer(i.FRAMEBUFFER,C),Me(S)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,ue,oe,U.__webglTexture,0,st(S)):(oe===i.TEXTURE_2D||oe>=i.TEXTURE_CUBE_MAP_POSITIVE_X&&oe<=i.TEXTURE_CUBE_MAP_NEGATIVE_Z)&&i.framebufferTexture2D(i.FRAMEBUFFER,ue,oe,U.__webglTexture,xe),t.bindFramebuffer(i.FRAMEBUFFER,null)}function _n(C,S,X){if(i.bindRenderbuffer(i.RENDERBUFFER,C),S.depthBuffer){let ue=S.depthTexture,oe=ue&&ue.isDepthTexture?ue.type:null,xe=v(S.stencilBuffer,oe),ye=S.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;Me(S)?a.renderbufferStorageMultisampleEXT(i.RENDERBUFFER,st(S),xe,S.width,S.height):X?i.renderbufferStorageMultisample(i.RENDERBUFFER,st(S),xe,S.width,S.height):i.renderbufferStorage(i.RENDERBUFFER,xe,S.width,S.height),i.framebufferRenderbuffer(i.FRAMEBUFFER,ye,i.RENDERBUFFER,C)}else{let ue=S.textures;for(let oe=0;oe<ue.length;oe++){let xe=ue[oe],ye=r.convert(xe.format,xe.colorSpace),te=r.convert(xe.type),ie=T(xe.internalFormat,ye,te,xe.normalized,xe.colorSpace);Me(S)?a.renderbufferStorageMultisampleEXT(i.RENDERBUFFER,st(S),ie,S.width,S.height):X?i.renderbufferStorageMultisample(i.RENDERBUFFER,st(S),ie,S.width,S.height):i.renderbufferStorage(i.RENDERBUFFER,ie,S.width,S.height)}}i.bindRenderbuffer(i.RENDERBUFFER,null)}function vt(C,S,X){let ue=S.isWebGLCubeRenderTarget===!0;if(t.bindFramebuffer(i.FRAMEBUFFER,C),!(S.depthTexture&&S.depthTexture.isDepthTexture))throw new Error("THREE.WebGLTextures: renderTarget.depthTexture must be an instance of THREE.DepthTexture.");let oe=n.get(S.depthTexture);oe.__renderTarget=S;let xe=ue?S.depthTexture.image[0]:S.depthTexture.image;(!oe.__webglTexture||xe.width!==S.width||xe.height!==S.height)&&(xe.width=S.width,xe.height=S.height,S.depthTexture.needsUpdate=!0),ue?Se(S.depthTexture,0):me(S.depthTexture,0);let ye=oe.__webglTexture,te=st(S),ie=ue?i.TEXTURE_CUBE_MAP_POSITIVE_X+X:i.TEXTURE_2D,pe=S.depthTexture.format===ps?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;if(S.depthTexture.format===us)Me(S)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,pe,ie,ye,0,te):i.framebufferTexture2D(i.FRAMEBUFFER,pe,ie,ye,0);else if(S.depthTexture.format===ps)Me(S)?a.framebufferTexture2DMultisampleEXT(i.FRAMEBUFFER,pe,ie,ye,0,te):i.framebufferTexture2D(i.FRAMEBUFFER,pe,ie,ye,0);else throw new Error("THREE.WebGLTextures: Unknown depthTexture format.")}function hn(C){let S=n.get(C),X=C.isWebGLCubeRenderTarget===!0;if(S.__boundDepthTexture!==C.depthTexture){let ue=C.depthTexture;if(S.__depthDisposeCallback&&S.__depthDisposeCallback(),ue){let oe=()=>{delete S.__boundDepthTexture,delete S.__depthDisposeCallback,ue.removeEventListener("dispose",oe)};ue.addEventListener("dispose",oe),S.__depthDisposeCallback=oe}S.__boundDepthTexture=ue}if(C.depthTexture&&!S.__autoAllocateDepthBuffer)if(X)for(let ue=0;ue<6;ue++)vt(S.__webglFramebuffer[ue],C,ue);else C.texture.mipmaps.length>0?vt(S.__webglFramebuffer[0],C,0):vt(S.__webglFramebuffer,C,0);else if(X){S.__webglDepthbuffer=[];for(let ue=0;ue<6;ue++)if(t.bindFramebuffer(i.FRAMEBUFFER,S.__webglFramebuffer[ue]),S.__webglDepthbuffer[ue]===void 0)S.__webglDepthbuffer[ue]=i.createRenderbuffer(),_n(S.__webglDepthbuffer[ue],C,!1);else{let oe=C.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,xe=S.__webglDepthbuffer[ue];i.bindRenderbuffer(i.RENDERBUFFER,xe),i.framebufferRenderbuffer(i.FRAMEBUFFER,oe,i.RENDERBUFFER,xe)}}else if(C.texture.mipmaps.length>0?t.bindFramebuffer(i.FRAMEBUFFER,S.__webglFramebuffer[0]):t.bindFramebuffer(i.FRAMEBUFFER,S.__webglFramebuffer),S.__webglDepthbuffer===void 0)S.__webglDepthbuffer=i.createRenderbuffer(),_n(S.__webglDepthbuffer,C,!1);else{let oe=C.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,xe=S.__webglDepthbuffer;i.bindRenderbuffer(i.RENDERBUFFER,xe),i.framebufferRenderbuffer(i.FRAMEBUFFER,oe,i.RENDERBUFFER,xe)}t.bindFramebuffer(i.FRAMEBUFFER,null)}function qt(C,S,X){let ue=n.get(C);S!==void 0&&Rt(ue.__webglFramebuffer,C,C.texture,i.COLOR_ATTACHMENT0,i.TEXTURE_2D,0),X!==void 0&&hn(C)}function nn(C){let S=C.texture,X=n.get(C),ue=n.get(S);C.addEventListener("dispose",G),k(C);let oe=C.textures,xe=C.isWebGLCubeRenderTarget===!0,ye=oe.length>1;if(ye||(ue.__webglTexture===void 0&&(ue.__webglTexture=i.createTexture()),ue.__version=S.version,o.memory.textures++),xe){X.__webglFramebuffer=[];for(let te=0;te<6;te++)if(S.mipmaps.length>0){X.__webglFramebuffer[te]=[];for(let ie=0;ie<S.mipmaps.length;ie++)X.__webglFramebuffer[te][ie]=i.createFramebuffer()}else X.__webglFramebuffer[te]=i.createFramebuffer()}else{if(S.mipmaps.length>0){X.__webglFramebuffer=[];for(let te=0;te<S.mipmaps.length;te++)X.__webglFramebuffer[te]=i.createFramebuffer()}else X.__webglFramebuffer=i.createFramebuffer();if(ye)for(let te=0,ie=oe.length;te<ie;te++){let pe=n.get(oe[te]);pe.__webglTexture===void 0&&(pe.__webglTexture=i.createTexture(),o.memory.textures++)}if(C.samples>0&&Me(C)===!1){X.__webglMultisampledFramebuffer=i.createFramebuffer(),X.__webglColorRenderbuffer=[],t.bindFramebuffer(i.FRAMEBUFFER,X.__webglMultisampledFramebuffer);for(let te=0;te<oe.length;te++){let ie=oe[te];X.__webglColorRenderbuffer[te]=i.createRenderbuffer(),i.bindRenderbuffer(i.RENDERBUFFER,X.__webglColorRenderbuffer[te]);let pe=r.convert(ie.format,ie.colorSpace),U=r.convert(ie.type),re=T(ie.internalFormat,pe,U,ie.normalized,ie.colorSpace,C.isXRRenderTarget===!0),ne=st(C);i.renderbufferStorageMultisample(i.RENDERBUFFER,ne,re,C.width,C.height),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+te,i.RENDERBUFFER,X.__webglColorRenderbuffer[te])}i.bindRenderbuffer(i.RENDERBUFFER,null),C.depthBuffer&&(X.__webglDepthRenderbuffer=i.createRenderbuffer(),_n(X.__webglDepthRenderbuffer,C,!0)),t.bindFramebuffer(i.FRAMEBUFFER,null)}}if(xe){t.bindTexture(i.TEXTURE_CUBE_MAP,ue.__webglTexture),ct(i.TEXTURE_CUBE_MAP,S);for(let te=0;te<6;te++)if(S.mipmaps.length>0)for(let ie=0;ie<S.mipmaps.length;ie++)Rt(X.__webglFramebuffer[te][ie],C,S,i.COLOR_ATTACHMENT0,i.TEXTURE_CUBE_MAP_POSITIVE_X+te,ie);else Rt(X.__webglFramebuffer[te],C,S,i.COLOR_ATTACHMENT0,i.TEXTURE_CUBE_MAP_POSITIVE_X+te,0);E(S)?b(i.TEXTURE_CUBE_MAP):S.mipmaps.length>0&&i.texParameteri(i.TEXTURE_CUBE_MAP,i.TEXTURE_MAX_LEVEL,S.mipmaps.length-1),t.unbindTexture()}else if(ye){for(let te=0,ie=oe.length;te<ie;te++){let pe=oe[te],U=n.get(pe),re=i.TEXTURE_2D;(C.isWebGL3DRenderTarget||C.isWebGLArrayRenderTarget)&&(re=C.isWebGL3DRenderTarget?i.TEXTURE_3D:i.TEXTURE_2D_ARRAY),t.bindTexture(re,U.__webglTexture),ct(re,pe),Rt(X.__webglFramebuffer,C,pe,i.COLOR_ATTACHMENT0+te,re,0),E(pe)&&b(re)}t.unbindTexture()}else{let te=i.TEXTURE_2D;if((C.isWebGL3DRenderTarget||C.isWebGLArrayRenderTarget)&&(te=C.isWebGL3DRenderTarget?i.TEXTURE_3D:i.TEXTURE_2D_ARRAY),t.bindTexture(te,ue.__webglTexture),ct(te,S),S.mipmaps.length>0)for(let ie=0;ie<S.mipmaps.length;ie++)Rt(X.__webglFramebuffer[ie],C,S,i.COLOR_ATTACHMENT0,te,ie);else Rt(X.__webglFramebuffer,C,S,i.COLOR_ATTACHMENT0,te,0);E(S)?b(te):S.mipmaps.length>0&&i.texParameteri(te,i.TEXTURE_MAX_LEVEL,S.mipmaps.length-1),t.unbindTexture()}C.depthBuffer&&hn(C)}function F(C){let S=C.textures;for(let X=0,ue=S.length;X<ue;X++){let oe=S[X];if(E(oe)&&oe.mipmapsAutoUpdate===!0){let xe=R(C),ye=n.get(oe).__webglTexture;t.bindTexture(xe,ye),b(xe),t.unbindTexture()}}}let Ce=[];function qe(C){if(C.samples>0){if(Me(C)===!1){let S=C.textures,X=C.width,ue=C.height,oe=i.COLOR_BUFFER_BIT,xe=C.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT,ye=n.get(C),te=S.length>1;if(te)for(let pe=0;pe<S.length;pe++)t.bindFramebuffer(i.FRAMEBUFFER,ye.__webglMultisampledFramebuffer),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+pe,i.RENDERBUFFER,null),t.bindFramebuffer(i.FRAMEBUFFER,ye.__webglFramebuffer),i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0+pe,i.TEXTURE_2D,null,0);t.bindFramebuffer(i.READ_FRAMEBUFFER,ye.__webglMultisampledFramebuffer),C.texture.mipmaps.length>0?t.bindFramebuffer(i.DRAW_FRAMEBUFFER,ye.__webglFramebuffer[0]):t.bindFramebuffer(i.DRAW_FRAMEBUFFER,ye.__webglFramebuffer);for(let pe=0;pe<S.length;pe++){if(C.resolveDepthBuffer&&(C.depthBuffer&&(oe|=i.DEPTH_BUFFER_BIT),C.stencilBuffer&&C.resolveStencilBuffer&&(oe|=i.STENCIL_BUFFER_BIT)),te){i.framebufferRenderbuffer(i.READ_FRAMEBUFFER,i.COLOR_ATTACHMENT0,i.RENDERBUFFER,ye.__webglColorRenderbuffer[pe]);let U=n.get(S[pe]).__webglTexture;i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0,i.TEXTURE_2D,U,0)}i.blitFramebuffer(0,0,X,ue,0,0,X,ue,oe,i.NEAREST),l===!0&&(Ce.length=0,Ce.push(i.COLOR_ATTACHMENT0+pe),C.depthBuffer&&C.storeMultisampledDepthBuffer===!1&&Ce.push(xe),i.invalidateFramebuffer(i.READ_FRAMEBUFFER,Ce))}if(t.bindFramebuffer(i.READ_FRAMEBUFFER,null),t.bindFramebuffer(i.DRAW_FRAMEBUFFER,null),te)for(let pe=0;pe<S.length;pe++){t.bindFramebuffer(i.FRAMEBUFFER,ye.__webglMultisampledFramebuffer),i.framebufferRenderbuffer(i.FRAMEBUFFER,i.COLOR_ATTACHMENT0+pe,i.RENDERBUFFER,ye.__webglColorRenderbuffer[pe]);let U=n.get(S[pe]).__webglTexture;t.bindFramebuffer(i.FRAMEBUFFER,ye.__webglFramebuffer),i.framebufferTexture2D(i.DRAW_FRAMEBUFFER,i.COLOR_ATTACHMENT0+pe,i.TEXTURE_2D,U,0)}t.bindFramebuffer(i.DRAW_FRAMEBUFFER,ye.__webglMultisampledFramebuffer)}else if(C.depthBuffer&&C.storeMultisampledDepthBuffer===!1&&l){let S=C.stencilBuffer?i.DEPTH_STENCIL_ATTACHMENT:i.DEPTH_ATTACHMENT;i.invalidateFramebuffer(i.DRAW_FRAMEBUFFER,[S])}}}function st(C){return Math.min(s.maxSamples,C.samples)}function Me(C){let S=n.get(C);return C.samples>0&&e.has("WEBGL_multisampled_render_to_texture")===!0&&S.__useRenderToTexture!==!1}function Pt(C){let S=o.render.frame;u.get(C)!==S&&(u.set(C,S),C.update())}function ze(C,S){let X=C.colorSpace,ue=C.format,oe=C.type;return C.isCompressedTexture===!0||C.isVideoTexture===!0||X!==ta&&X!==ms&&(mt.getTransfer(X)===wt?(ue!==Pi||oe!==li)&&Ye("WebGLTextures: sRGB encoded textures have to use RGBAFormat and UnsignedByteType."):Ke("WebGLTextures: Unsupported texture color space:",X)),S}function Xe(C){return typeof HTMLImageElement<"u"&&C instanceof HTMLImageElement?(c.width=C.naturalWidth||C.width,c.height=C.naturalHeight||C.height):typeof VideoFrame<"u"&&C instanceof VideoFrame?(c.width=C.displayWidth,c.height=C.displayHeight):(c.width=C.width,c.height=C.height),c}this.allocateTextureUnit=he,this.resetTextureUnits=Q,this.getTextureUnits=se,this.setTextureUnits=de,this.setTexture2D=me,this.setTexture2DArray=ve,this.setTexture3D=Ae,this.setTextureCube=Se,this.rebindTextures=qt,this.setupRenderTarget=nn,this.updateRenderTargetMipmap=F,this.updateMultisampleRenderTarget=qe,this.setupDepthRenderbuffer=hn,this.setupFrameBufferTexture=Rt,this.useMultisampledRTT=Me,this.dispose=V}function nE(i,e){function t(n,s=ms){let r,o=mt.getTransfer(s);if(n===li)return i.UNSIGNED_BYTE;if(n===Yc)return i.UNSIGNED_SHORT_4_4_4_4;if(n===$c)return i.UNSIGNED_SHORT_5_5_5_1;if(n===$d)return i.UNSIGNED_INT_5_9_9_9_REV;if(n===Zd)return i.UNSIGNED_INT_10F_11F_11F_REV;if(n===qd)return i.BYTE;if(n===Yd)return i.SHORT;if(n===fo)return i.UNSIGNED_SHORT;if(n===qc)return i.INT;if(n===Ri)return i.UNSIGNED_INT;if(n===ci)return i.FLOAT;if(n===Ci)return i.HALF_FLOAT;if(n===Jd)return i.ALPHA;if(n===Kd)return i.RGB;if(n===Pi)return i.RGBA;if(n===us)return i.DEPTH_COMPONENT;if(n===ps)return i.DEPTH_STENCIL;if(n===mr)return i.RED;if(n===Zc)return i.RED_INTEGER;if(n===Hs)return i.RG;if(n===Jc)return i.RG_INTEGER;if(n===Kc)return i.RGBA_INTEGER;if(n===wa||n===Ea||n===Ta||n===Aa)if(o===wt)if(r=e.get("WEBGL_compressed_texture_s3tc_srgb"),r!==null){if(n===wa)return r.COMPRESSED_SRGB_S3TC_DXT1_EXT;if(n===Ea)return r.COMPRESSED_SRGB_ALPHA_S3TC_DXT1_EXT;if(n===Ta)return r.COMPRESSED_SRGB_ALPHA_S3TC_DXT3_EXT;if(n===Aa)return r.COMPRESSED_SRGB_ALPHA_S3TC_DXT5_EXT}else return null;else if(r=e.get("WEBGL_compressed_texture_s3tc"),r!==null){if(n===wa)return r.COMPRESSED_RGB_S3TC_DXT1_EXT;if(n===Ea)return r.COMPRESSED_RGBA_S3TC_DXT1_EXT;if(n===Ta)return r.COMPRESSED_RGBA_S3TC_DXT3_EXT;if(n===Aa)return r.COMPRESSED_RGBA_S3TC_DXT5_EXT}else return null;if(n===jc||n===Qc||n===eu||n===tu)if(r=e.get("WEBGL_compressed_texture_pvrtc"),r!==null){if(n===jc)return r.COMPRESSED_RGB_PVRTC_4BPPV1_IMG;if(n===Qc)return r.COMPRESSED_RGB_PVRTC_2BPPV1_IMG;if(n===eu)return r.COMPRESSED_RGBA_PVRTC_4BPPV1_IMG;if(n===tu)return r.COMPRESSED_RGBA_PVRTC_2BPPV1_IMG}else return null;if(n===nu||n===iu||n===su||n===ru||n===ou||n===Ra||n===au)if(r=e.get("WEBGL_compressed_texture_etc"),r!==null){if(n===nu||n===iu)return o===wt?r.COMPRESSED_SRGB8_ETC2:r.COMPRESSED_RGB8_ETC2;if(n===su)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ETC2_EAC:r.COMPRESSED_RGBA8_ETC2_EAC;if(n===ru)return r.COMPRESSED_R11_EAC;if(n===ou)return r.COMPRESSED_SIGNED_R11_EAC;if(n===Ra)return r.COMPRESSED_RG11_EAC;if(n===au)return r.COMPRESSED_SIGNED_RG11_EAC}else return null;if(n===lu||n===cu||n===uu||n===hu||n===du||n===fu||n===pu||n===mu||n===gu||n===xu||n===vu||n===yu||n===_u||n===bu)if(r=e.get("WEBGL_compressed_texture_astc"),r!==null){if(n===lu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_4x4_KHR:r.COMPRESSED_RGBA_ASTC_4x4_KHR;if(n===cu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_5x4_KHR:r.COMPRESSED_RGBA_ASTC_5x4_KHR;if(n===uu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_5x5_KHR:r.COMPRESSED_RGBA_ASTC_5x5_KHR;if(n===hu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_6x5_KHR:r.COMPRESSED_RGBA_ASTC_6x5_KHR;if(n===du)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_6x6_KHR:r.COMPRESSED_RGBA_ASTC_6x6_KHR;if(n===fu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_8x5_KHR:r.COMPRESSED_RGBA_ASTC_8x5_KHR;if(n===pu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_8x6_KHR:r.COMPRESSED_RGBA_ASTC_8x6_KHR;if(n===mu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_8x8_KHR:r.COMPRESSED_RGBA_ASTC_8x8_KHR;if(n===gu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x5_KHR:r.COMPRESSED_RGBA_ASTC_10x5_KHR;if(n===xu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x6_KHR:r.COMPRESSED_RGBA_ASTC_10x6_KHR;if(n===vu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x8_KHR:r.COMPRESSED_RGBA_ASTC_10x8_KHR;if(n===yu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_10x10_KHR:r.COMPRESSED_RGBA_ASTC_10x10_KHR;if(n===_u)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_12x10_KHR:r.COMPRESSED_RGBA_ASTC_12x10_KHR;if(n===bu)return o===wt?r.COMPRESSED_SRGB8_ALPHA8_ASTC_12x12_KHR:r.COMPRESSED_RGBA_ASTC_12x12_KHR}else return null;if(n===Su||n===Mu||n===wu)if(r=e.get("EXT_texture_compression_bptc"),r!==null){if(n===Su)return o===wt?r.COMPRESSED_SRGB_ALPHA_BPTC_UNORM_EXT:r.COMPRESSED_RGBA_BPTC_UNORM_EXT;if(n===Mu)return r.COMPRESSED_RGB_BPTC_SIGNED_FLOAT_EXT;if(n===wu)return r.COMPRESSED_RGB_BPTC_UNSIGNED_FLOAT_EXT}else return null;if(n===Eu||n===Tu||n===Ca||n===Au)if(r=e.get("EXT_texture_compression_rgtc"),r!==null){if(n===Eu)return r.COMPRESSED_RED_RGTC1_EXT;if(n===Tu)return r.COMPRESSED_SIGNED_RED_RGTC1_EXT;if(n===Ca)return r.COMPRESSED_RED_GREEN_RGTC2_EXT;if(n===Au)return r.COMPRESSED_SIGNED_RED_GREEN_RGTC2_EXT}else return null;return n===pr?i.UNSIGNED_INT_24_8:i[n]!==void 0?i[n]:null}return{convert:t}}var iE=`
void main() {

	gl_Position = vec4( position, 1.0 );

}`,sE=`
uniform sampler2DArray depthColor;
uniform float depthWidth;
uniform float depthHeight;

void main() {

	vec2 coord = vec2( gl_FragCoord.x / depthWidth, gl_FragCoord.y / depthHeight );

	if ( coord.x >= 1.0 ) {

		gl_FragDepth = texture( depthColor, vec3( coord.x - 1.0, coord.y, 1 ) ).r;

	} else {

		gl_FragDepth = texture( depthColor, vec3( coord.x, coord.y, 0 ) ).r;

	}

}`,bf=class{constructor(){this.texture=null,this.mesh=null,this.depthNear=0,this.depthFar=0}init(e,t){if(this.texture===null){let n=new fa(e.texture);(e.depthNear!==t.depthNear||e.depthFar!==t.depthFar)&&(this.depthNear=e.depthNear,this.depthFar=e.depthFar),this.texture=n}}getMesh(e){if(this.texture!==null&&this.mesh===null){let t=e.cameras[0].viewport,n=new An({vertexShader:iE,fragmentShader:sE,uniforms:{depthColor:{value:this.texture},depthWidth:{value:t.z},depthHeight:{value:t.w}}});this.mesh=new en(new va(20,20),n)}return this.mesh}reset(){this.texture=null,this.mesh=null}getDepthTexture(){return this.texture}},Sf=class extends Wi{constructor(e,t){super();let n=this,s=null,r=1,o=null,a="local-floor",l=1,c=null,u=null,h=null,d=null,f=null,m=null,y=typeof XRWebGLBinding<"u",p=new bf,g={},_=t.getContextAttributes(),E=null,b=null,R=[],T=[],v=new nt,A=null,k=null,D=new Nn;D.viewport=new Xt;let L=new Nn;L.viewport=new Xt;let G=[D,L],W=new Hc,N=null,V=null;this.cameraAutoUpdate=!0,this.enabled=!1,this.isPresenting=!1,this.getController=function(ee){let me=R[ee];return me===void 0&&(me=new so,R[ee]=me),me.getTargetRaySpace()},this.getControllerGrip=function(ee){let me=R[ee];return me===void 0&&(me=new so,R[ee]=me),me.getGripSpace()},this.getHand=function(ee){let me=R[ee];return me===void 0&&(me=new so,R[ee]=me),me.getHandSpace()};function Z(ee){let me=T.indexOf(ee.inputSource);if(me===-1)return;let ve=R[me];ve!==void 0&&(ve.update(ee.inputSource,ee.frame,c||o),ve.dispatchEvent({type:ee.type,data:ee.inputSource}))}function z(){s.removeEventListener("select",Z),s.removeEventListener("selectstart",Z),s.removeEventListener("selectend",Z),s.removeEventListener("squeeze",Z),s.removeEventListener("squeezestart",Z),s.removeEventListener("squeezeend",Z),s.removeEventListener("end",z),s.removeEventListener("inputsourceschange",ce);for(let ee=0;ee<R.length;ee++){let me=T[ee];me!==null&&(T[ee]=null,R[ee].disconnect(me))}N=null,V=null,p.reset();for(let ee in g)delete g[ee];if(e.setRenderTarget(E),f=null,d=null,h=null,s=null,b=null,he.stop(),n.isPresenting=!1,e.setPixelRatio(A),e.setSize(v.width,v.height,!1),k!==null){let ee=k.camera;ee.fov=k.fov,ee.zoom=k.zoom,ee.updateProjectionMatrix(),k=null}n.dispatchEvent({type:"sessionend"})}this.setFramebufferScaleFactor=function(ee){r=ee,n.isPresenting===!0&&Ye("WebXRManager: Cannot change framebuffer scale while presenting.")},this.setReferenceSpaceType=function(ee){a=ee,n.isPresenting===!0&&Ye("WebXRManager: Cannot change reference space type while presenting.")},this.getReferenceSpace=function(){return c||o},this.setReferenceSpace=function(ee){c=ee},this.getBaseLayer=function(){return d!==null?d:f},this.getBinding=function(){return h===null&&y&&(h=new XRWebGLBinding(s,t)),h},this.getFrame=function(){return m},this.getSession=function(){return s},this.setSession=async function(ee){if(s=ee,s!==null){if(E=e.getRenderTarget(),s.addEventListener("select",Z),s.addEventListener("selectstart",Z),s.addEventListener("selectend",Z),s.addEventListener("squeeze",Z),s.addEventListener("squeezestart",Z),s.addEventListener("squeezeend",Z),s.addEventListener("end",z),s.addEventListener("inputsourceschange",ce),_.xrCompatible!==!0&&await t.makeXRCompatible(),A=e.getPixelRatio(),e.getSize(v),y&&"createProjectionLayer"in XRWebGLBinding.prototype){let ve=null,Ae=null,Se=null;_.depth&&(Se=_.stencil?t.DEPTH24_STENCIL8:t.DEPTH_COMPONENT24,ve=_.stencil?ps:us,Ae=_.stencil?pr:Ri);let Ge={colorFormat:t.RGBA8,depthFormat:Se,scaleFactor:r};h=this.getBinding(),d=h.createProjectionLayer(Ge),s.updateRenderState({layers:[d]}),e.setPixelRatio(1),e.setSize(d.textureWidth,d.textureHeight,!1),b=new oi(d.textureWidth,d.textureHeight,{format:Pi,type:li,depthTexture:new ds(d.textureWidth,d.textureHeight,Ae,void 0,void 0,void 0,void 0,void 0,void 0,ve),stencilBuffer:_.stencil,colorSpace:e.outputColorSpace,samples:_.antialias?4:0,resolveDepthBuffer:d.ignoreDepthValues===!1,resolveStencilBuffer:d.ignoreDepthValues===!1,storeMultisampledDepthBuffer:d.ignoreDepthValues===!1,storeMultisampledStencilBuffer:d.ignoreDepthValues===!1})}else{let ve={antialias:_.antialias,alpha:!0,depth:_.depth,stencil:_.stencil,framebufferScaleFactor:r};f=new XRWebGLLayer(s,t,ve),s.updateRenderState({baseLayer:f}),e.setPixelRatio(1),e.setSize(f.framebufferWidth,f.framebufferHeight,!1),b=new oi(f.framebufferWidth,f.framebufferHeight,{format:Pi,type:li,colorSpace:e.outputColorSpace,stencilBuffer:_.stencil,resolveDepthBuffer:f.ignoreDepthValues===!1,resolveStencilBuffer:f.ignoreDepthValues===!1,storeMultisampledDepthBuffer:f.ignoreDepthValues===!1,storeMultisampledStencilBuffer:f.ignoreDepthValues===!1})}b.isXRRenderTarget=!0,this.setFoveation(l),c=null,o=await s.requestReferenceSpace(a),he.setContext(s),he.start(),n.isPresenting=!0,n.dispatchEvent({type:"sessionstart"})}},this.getEnvironmentBlendMode=function(){if(s!==null)return s.environmentBlendMode},this.getDepthTexture=function(){return p.getDepthTexture()};function ce(ee){for(let me=0;me<ee.removed.length;me++){let ve=ee.removed[me],Ae=T.indexOf(ve);Ae>=0&&(T[Ae]=null,R[Ae].disconnect(ve))}for(let me=0;me<ee.added.length;me++){let ve=ee.added[me],Ae=T.indexOf(ve);if(Ae===-1){for(let Ge=0;Ge<R.length;Ge++)if(Ge>=T.length){T.push(ve),Ae=Ge;break}else if(T[Ge]===null){T[Ge]=ve,Ae=Ge;break}if(Ae===-1)break}let Se=R[Ae];Se&&Se.connect(ve)}}function K(ee,me){me===null?ee.matrixWorld.copy(ee.matrix):ee.matrixWorld.multiplyMatrices(me.matrixWorld,ee.matrix),ee.matrixWorldInverse.copy(ee.matrixWorld).invert()}this.updateCamera=function(ee){if(s===null)return;let me=ee.near,ve=ee.far;p.texture!==null&&(p.depthNear>0&&(me=p.depthNear),p.depthFar>0&&(ve=p.depthFar)),W.near=L.near=D.near=me,W.far=L.far=D.far=ve,(N!==W.near||V!==W.far)&&(s.updateRenderState({depthNear:W.near,depthFar:W.far}),N=W.near,V=W.far),W.layers.mask=ee.layers.mask|6,D.layers.mask=W.layers.mask&-5,L.layers.mask=W.layers.mask&-3;let Ae=ee.parent,Se=W.cameras;K(W,Ae);for(let Ge=0;Ge<Se.length;Ge++)K(Se[Ge],Ae);W.projectionMatrix.copy(D.projectionMatrix),W.projectionMatrixInverse.copy(D.projectionMatrixInverse),k===null&&ee.isPerspectiveCamera&&(k={camera:ee,fov:ee.fov,zoom:ee.zoom}),Q(ee,W,Ae)};function Q(ee,me,ve){ve===null?ee.matrix.copy(me.matrixWorld):(ee.matrix.copy(ve.matrixWorld),ee.matrix.invert(),ee.matrix.multiply(me.matrixWorld)),ee.matrix.decompose(ee.position,ee.quaternion,ee.scale),ee.updateMatrixWorld(!0),ee.projectionMatrix.copy(me.projectionMatrix),ee.projectionMatrixInverse.copy(me.projectionMatrixInverse),ee.isPerspectiveCamera&&(ee.fov=vc*2*Math.atan(1/ee.projectionMatrix.elements[5]),ee.zoom=1)}this.getCamera=function(){return W},this.getFoveation=function(){if(!(d===null&&f===null))return l},this.setFoveation=function(ee){l=ee,d!==null&&(d.fixedFoveation=ee),f!==null&&f.fixedFoveation!==void 0&&(f.fixedFoveation=ee)},this.hasDepthSensing=function(){return p.texture!==null},this.getDepthSensingMesh=function(){return p.getMesh(W)},this.getCameraTexture=function(ee){return g[ee]};let se=null;function de(ee,me){if(u=me.getViewerPose(c||o),m=me,u!==null){let ve=u.views;f!==null&&(e.setRenderTargetFramebuffer(b,f.framebuffer),e.setRenderTarget(b));let Ae=!1;ve.length!==W.cameras.length&&(W.cameras.length=0,Ae=!0);for(let Ve=0;Ve<ve.length;Ve++){let ct=ve[Ve],ot=null;if(f!==null)ot=f.getViewport(ct);else{let Vt=h.getViewSubImage(d,ct);ot=Vt.viewport,Ve===0&&(e.setRenderTargetTextures(b,Vt.colorTexture,Vt.depthStencilTexture),e.setRenderTarget(b))}let et=G[Ve];et===void 0&&(et=new Nn,et.layers.enable(Ve),et.viewport=new Xt,G[Ve]=et),et.matrix.fromArray(ct.transform.matrix),et.matrix.decompose(et.position,et.quaternion,et.scale),et.projectionMatrix.fromArray(ct.projectionMatrix),et.projectionMatrixInverse.copy(et.projectionMatrix).invert(),et.viewport.set(ot.x,ot.y,ot.width,ot.height),Ve===0&&(W.matrix.copy(et.matrix),W.matrix.decompose(W.position,W.quaternion,W.scale)),Ae===!0&&W.cameras.push(et)}let Se=s.enabledFeatures;if(Se&&Se.includes("depth-sensing")&&s.depthUsage=="gpu-optimized"&&y){h=n.getBinding();let Ve=h.getDepthInformation(ve[0]);Ve&&Ve.isValid&&Ve.texture&&p.init(Ve,s.renderState)}if(Se&&Se.includes("camera-access")&&y){e.state.unbindTexture(),h=n.getBinding();for(let Ve=0;Ve<ve.length;Ve++){let ct=ve[Ve].camera;if(ct){let ot=g[ct];ot||(ot=new fa,g[ct]=ot);let et=h.getCameraImage(ct);ot.sourceTexture=et}}}}for(let ve=0;ve<R.length;ve++){let Ae=T[ve],Se=R[ve];Ae!==null&&Se!==void 0&&Se.update(Ae,me,c||o)}se&&se(ee,me),me.detectedPlanes&&n.dispatchEvent({type:"planesdetected",data:me}),m=null}let he=new W0;he.setAnimationLoop(de),this.setAnimationLoop=function(ee){se=ee},this.dispose=function(){}}},rE=new zt,ex=new Qe;ex.set(-1,0,0,0,1,0,0,0,1);function oE(i,e){function t(p,g){p.matrixAutoUpdate===!0&&p.updateMatrix(),g.value.copy(p.matrix)}function n(p,g){g.color.getRGB(p.fogColor.value,cf(i)),g.isFog?(p.fogNear.value=g.near,p.fogFar.value=g.far):g.isFogExp2&&(p.fogDensity.value=g.density)}function s(p,g,_,E,b){g.isNodeMaterial?g.uniformsNeedUpdate=!1:g.isMeshBasicMaterial?r(p,g):g.isMeshLambertMaterial?(r(p,g),g.envMap&&(p.envMapIntensity.value=g.envMapIntensity)):g.isMeshToonMaterial?(r(p,g),h(p,g)):g.isMeshPhongMaterial?(r(p,g),u(p,g),g.envMap&&(p.envMapIntensity.value=g.envMapIntensity)):g.isMeshStandardMaterial?(r(p,g),d(p,g),g.isMeshPhysicalMaterial&&f(p,g,b)):g.isMeshMatcapMaterial?(r(p,g),m(p,g)):g.isMeshDepthMaterial?r(p,g):g.isMeshDistanceMaterial?(r(p,g),y(p,g)):g.isMeshNormalMaterial?r(p,g):g.isLineBasicMaterial?(o(p,g),g.isLineDashedMaterial&&a(p,g)):g.isPointsMaterial?l(p,g,_,E):g.isSpriteMaterial?c(p,g):g.isShadowMaterial?(p.color.value.copy(g.color),p.opacity.value=g.opacity):g.isShaderMaterial&&(g.uniformsNeedUpdate=!1)}function r(p,g){p.opacity.value=g.opacity,g.color&&p.diffuse.value.copy(g.color),g.emissive&&p.emissive.value.copy(g.emissive).multiplyScalar(g.emissiveIntensity),g.map&&(p.map.value=g.map,t(g.map,p.mapTransform)),g.alphaMap&&(p.alphaMap.value=g.alphaMap,t(g.alphaMap,p.alphaMapTransform)),g.bumpMap&&(p.bumpMap.value=g.bumpMap,t(g.bumpMap,p.bumpMapTransform),p.bumpScale.value=g.bumpScale,g.side===Xn&&(p.bumpScale.value*=-1)),g.normalMap&&(p.normalMap.value=g.normalMap,t(g.normalMap,p.normalMapTransform),p.normalScale.value.copy(g.normalScale),g.side===Xn&&p.normalScale.value.negate()),g.displacementMap&&(p.displacementMap.value=g.displacementMap,t(g.displacementMap,p.displacementMapTransform),p.displacementScale.value=g.displacementScale,p.displacementBias.value=g.displacementBias),g.emissiveMap&&(p.emissiveMap.value=g.emissiveMap,t(g.emissiveMap,p.emissiveMapTransform)),g.specularMap&&(p.specularMap.value=g.specularMap,t(g.specularMap,p.specularMapTransform)),g.alphaTest>0&&(p.alphaTest.value=g.alphaTest);let _=e.get(g),E=_.envMap,b=_.envMapRotation;E&&(p.envMap.value=E,p.envMapRotation.value.setFromMatrix4(rE.makeRotationFromEuler(b)).transpose(),E.isCubeTexture&&E.isRenderTargetTexture===!1&&p.envMapRotation.value.premultiply(ex),p.reflectivity.value=g.reflectivity,p.ior.value=g.ior,p.refractionRatio.value=g.refractionRatio),g.lightMap&&(p.lightMap.value=g.lightMap,p.lightMapIntensity.value=g.lightMapIntensity,t(g.lightMap,p.lightMapTransform)),g.aoMap&&(p.aoMap.value=g.aoMap,p.aoMapIntensity.value=g.aoMapIntensity,t(g.aoMap,p.aoMapTransform))}function o(p,g){p.diffuse.value.copy(g.color),p.opacity.value=g.opacity,g.map&&(p.map.value=g.map,t(g.map,p.mapTransform))}function a(p,g){p.dashSize.value=g.dashSize,p.totalSize.value=g.dashSize+g.gapSize,p.scale.value=g.scale}function l(p,g,_,E){p.diffuse.value.copy(g.color),p.opacity.value=g.opacity,p.size.value=g.size*_,p.scale.value=E*.5,g.map&&(p.map.value=g.map,t(g.map,p.uvTransform)),g.alphaMap&&(p.alphaMap.value=g.alphaMap,t(g.alphaMap,p.alphaMapTransform)),g.alphaTest>0&&(p.alphaTest.value=g.alphaTest)}function c(p,g){p.diffuse.value.copy(g.color),p.opacity.value=g.opacity,p.rotation.value=g.rotation,g.map&&(p.map.value=g.map,t(g.map,p.mapTransform)),g.alphaMap&&(p.alphaMap.value=g.alphaMap,t(g.alphaMap,p.alphaMapTransform)),g.alphaTest>0&&(p.alphaTest.value=g.alphaTest)}function u(p,g){p.specular.value.copy(g.specular),p.shininess.value=Math.max(g.shininess,1e-4)}function h(p,g){g.gradientMap&&(p.gradientMap.value=g.gradientMap)}function d(p,g){p.metalness.value=g.metalness,g.metalnessMap&&(p.metalnessMap.value=g.metalnessMap,t(g.metalnessMap,p.metalnessMapTransform)),p.roughness.value=g.roughness,g.roughnessMap&&(p.roughnessMap.value=g.roughnessMap,t(g.roughnessMap,p.roughnessMapTransform)),g.envMap&&(p.envMapIntensity.value=g.envMapIntensity)}function f(p,g,_){p.ior.value=g.ior,g.diffuseRoughness>0&&(p.diffuseRoughness.value=g.diffuseRoughness,g.diffuseRoughnessMap&&(p.diffuseRoughnessMap.value=g.diffuseRoughnessMap,t(g.diffuseRoughnessMap,p.diffuseRoughnessMapTransform))),g.sheen>0&&(p.sheenColor.value.copy(g.sheenColor).multiplyScalar(g.sheen),p.sheenRoughness.value=g.sheenRoughness,g.sheenColorMap&&(p.sheenColorMap.value=g.sheenColorMap,t(g.sheenColorMap,p.sheenColorMapTransform)),g.sheenRoughnessMap&&(p.sheenRoughnessMap.value=g.sheenRoughnessMap,t(g.sheenRoughnessMap,p.sheenRoughnessMapTransform))),g.clearcoat>0&&(p.clearcoat.value=g.clearcoat,p.clearcoatRoughness.value=g.clearcoatRoughness,g.clearcoatMap&&(p.clearcoatMap.value=g.clearcoatMap,t(g.clearcoatMap,p.clearcoatMapTransform)),g.clearcoatRoughnessMap&&(p.clearcoatRoughnessMap.value=g.clearcoatRoughnessMap,t(g.clearcoatRoughnessMap,p.clearcoatRoughnessMapTransform)),g.clearcoatNormalMap&&(p.clearcoatNormalMap.value=g.clearcoatNormalMap,t(g.clearcoatNormalMap,p.clearcoatNormalMapTransform),p.clearcoatNormalScale.value.copy(g.clearcoatNormalScale),g.side===Xn&&p.clearcoatNormalScale.value.negate())),g.dispersion>0&&(p.dispersion.value=g.dispersion),g.retroreflectivity>0&&(p.retroreflectivity.value=g.retroreflectivity),g.iridescence>0&&(p.iridescence.value=g.iridescence,p.iridescenceIOR.value=g.iridescenceIOR,p.iridescenceThicknessMinimum.value=g.iridescenceThicknessMinimum,p.iridescenceThicknessMaximum.value=g.iridescenceThicknessMaximum,g.iridescenceMap&&(p.iridescenceMap.value=g.iridescenceMap,t(g.iridescenceMap,p.iridescenceMapTransform)),g.iridescenceThicknessMap&&(p.iridescenceThicknessMap.value=g.iridescenceThicknessMap,t(g.iridescenceThicknessMap,p.iridescenceThicknessMapTransform))),g.transmission>0&&(p.transmission.value=g.transmission,p.transmissionSamplerMap.value=_.texture,p.transmissionSamplerSize.value.set(_.width,_.height),g.transmissionMap&&(p.transmissionMap.value=g.transmissionMap,t(g.transmissionMap,p.transmissionMapTransform)),p.thickness.value=g.thickness,g.thicknessMap&&(p.thicknessMap.value=g.thicknessMap,t(g.thicknessMap,p.thicknessMapTransform)),p.attenuationDistance.value=g.attenuationDistance,p.attenuationColor.value.copy(g.attenuationColor)),g.anisotropy>0&&(p.anisotropyVector.value.set(g.anisotropy*Math.cos(g.anisotropyRotation),g.anisotropy*Math.sin(g.anisotropyRotation)),g.anisotropyMap&&(p.anisotropyMap.value=g.anisotropyMap,t(g.anisotropyMap,p.anisotropyMapTransform))),p.specularIntensity.value=g.specularIntensity,p.specularColor.value.copy(g.specularColor),g.specularColorMap&&(p.specularColorMap.value=g.specularColorMap,t(g.specularColorMap,p.specularColorMapTransform)),g.specularIntensityMap&&(p.specularIntensityMap.value=g.specularIntensityMap,t(g.specularIntensityMap,p.specularIntensityMapTransform))}function m(p,g){g.matcap&&(p.matcap.value=g.matcap)}function y(p,g){let _=e.get(g).light;p.referencePosition.value.setFromMatrixPosition(_.matrixWorld),p.nearDistance.value=_.shadow.camera.near,p.farDistance.value=_.shadow.camera.far}return{refreshFogUniforms:n,refreshMaterialUniforms:s}}function aE(i,e,t,n){let s={},r={};function o(_,E){let b=E.program;n.uniformBlockBinding(_,b,s[_.id])}function a(_,E){let b=s[_.id];b===void 0&&(m(_),b=l(_),s[_.id]=b,_.addEventListener("dispose",p));let R=E.program;n.updateUBOMapping(_,R);let T=e.render.frame;r[_.id]!==T&&(c(_),r[_.id]=T)}function l(_){let E=i.createBuffer(),b=_.__size,R=_.usage;return i.bindBuffer(i.UNIFORM_BUFFER,E),i.bufferData(i.UNIFORM_BUFFER,b,R),i.bindBuffer(i.UNIFORM_BUFFER,null),E}function c(_){let E=s[_.id],b=_.uniforms,R=_.__cache;i.bindBuffer(i.UNIFORM_BUFFER,E);for(let T=0,v=b.length;T<v;T++){let A=b[T];if(Array.isArray(A))for(let k=0,D=A.length;k<D;k++)u(A[k],T,k,R);else u(A,T,0,R)}i.bindBuffer(i.UNIFORM_BUFFER,null)}function u(_,E,b,R){if(d(_,E,b,R)===!0){let T=_.__offset,v=_.value;if(Array.isArray(v)){let A=0;for(let k=0;k<v.length;k++){let D=v[k],L=y(D,!0);h(D,_.__data,A),A+=L.storage/Float32Array.BYTES_PER_ELEMENT}}else h(v,_.__data,0);i.bufferSubData(i.UNIFORM_BUFFER,T,_.__data)}}function h(_,E,b){typeof _=="number"||typeof _=="boolean"?E[b]=_:_.isMatrix3?(E[b]=_.elements[0],E[b+1]=_.elements[1],E[b+2]=_.elements[2],E[b+3]=0,E[b+4]=_.elements[3],E[b+5]=_.elements[4],E[b+6]=_.elements[5],E[b+7]=0,E[b+8]=_.elements[6],E[b+9]=_.elements[7],E[b+10]=_.elements[8],E[b+11]=0):ArrayBuffer.isView(_)?E.set(_.subarray(0,E.length-b),b):_.toArray(E,b)}function d(_,E,b,R){let T=_.value,v=E+"_"+b;if(Array.isArray(T)){R[v]===void 0&&(R[v]=[]);let A=R[v],k=!1;for(let D=0;D<T.length;D++)f(T[D],A,D)===!0&&(k=!0);return k}return f(T,R,v)}function f(_,E,b){if(E[b]===void 0)return typeof _=="number"||typeof _=="boolean"?E[b]=_:ArrayBuffer.isView(_)?E[b]=_.slice():E[b]=_.clone(),!0;{let R=E[b];if(typeof _=="number"||typeof _=="boolean"){if(R!==_)return E[b]=_,!0}else{if(ArrayBuffer.isView(_))return!0;if(R.equals(_)===!1)return R.copy(_),!0}}return!1}function m(_){let E=_.uniforms,b=0,R=16;for(let v=0,A=E.length;v<A;v++){let k=Array.isArray(E[v])?E[v]:[E[v]];for(let D=0,L=k.length;D<L;D++){let G=k[D],W=Array.isArray(G.value)?G.value:[G.value],N=Array.isArray(E[v])||Array.isArray(G.value),V=b;for(let z=0,ce=W.length;z<ce;z++){let K=W[z],Q=y(K,N),se=b%R,de=se%Q.boundary,he=se+de;b+=de,he!==0&&R-he<Q.storage&&(b+=R-he),z===0&&(V=b),b+=Q.storage}let Z=G.type==="int"?Int32Array:G.type==="uint"?Uint32Array:Float32Array;G.__data=new Z((b-V)/Float32Array.BYTES_PER_ELEMENT),G.__offset=V}}let T=b%R;return T>0&&(b+=R-T),_.__size=b,_.__cache={},this}function y(_,E){let b={boundary:0,storage:0};return typeof _=="number"||typeof _=="boolean"?(b.boundary=4,b.storage=4):_.isVector2?(b.boundary=8,b.storage=8):_.isVector3||_.isColor?(b.boundary=16,b.storage=12):_.isVector4?(b.boundary=16,b.storage=16):_.isMatrix3?(b.boundary=16,b.storage=48):_.isMatrix4?(b.boundary=16,b.storage=64):_.isTexture?Ye("WebGLRenderer: Texture samplers can not be part of an uniforms group."):ArrayBuffer.isView(_)?(b.boundary=16,b.storage=_.byteLength):Ye("WebGLRenderer: Unsupported uniform value type.",_),E===!0&&(b.boundary=16,b.storage=Math.ceil(b.storage/16)*16),b}function p(_){let E=_.target;E.removeEventListener("dispose",p),i.deleteBuffer(s[E.id]),delete s[E.id],delete r[E.id]}function g(){for(let _ in s)i.deleteBuffer(s[_]);s={},r={}}return{bind:o,update:a,dispose:g}}var lE=new Uint16Array([12469,15057,12620,14925,13266,14620,13807,14376,14323,13990,14545,13625,14713,13328,14840,12882,14931,12528,14996,12233,15039,11829,15066,11525,15080,11295,15085,10976,15082,10705,15073,10495,13880,14564,13898,14542,13977,14430,14158,14124,14393,13732,14556,13410,14702,12996,14814,12596,14891,12291,14937,11834,14957,11489,14958,11194,14943,10803,14921,10506,14893,10278,14858,9960,14484,14039,14487,14025,14499,13941,14524,13740,14574,13468,14654,13106,14743,12678,14818,12344,14867,11893,14889,11509,14893,11180,14881,10751,14852,10428,14812,10128,14765,9754,14712,9466,14764,13480,14764,13475,14766,13440,14766,13347,14769,13070,14786,12713,14816,12387,14844,11957,14860,11549,14868,11215,14855,10751,14825,10403,14782,10044,14729,9651,14666,9352,14599,9029,14967,12835,14966,12831,14963,12804,14954,12723,14936,12564,14917,12347,14900,11958,14886,11569,14878,11247,14859,10765,14828,10401,14784,10011,14727,9600,14660,9289,14586,8893,14508,8533,15111,12234,15110,12234,15104,12216,15092,12156,15067,12010,15028,11776,14981,11500,14942,11205,14902,10752,14861,10393,14812,9991,14752,9570,14682,9252,14603,8808,14519,8445,14431,8145,15209,11449,15208,11451,15202,11451,15190,11438,15163,11384,15117,11274,15055,10979,14994,10648,14932,10343,14871,9936,14803,9532,14729,9218,14645,8742,14556,8381,14461,8020,14365,7603,15273,10603,15272,10607,15267,10619,15256,10631,15231,10614,15182,10535,15118,10389,15042,10167,14963,9787,14883,9447,14800,9115,14710,8665,14615,8318,14514,7911,14411,7507,14279,7198,15314,9675,15313,9683,15309,9712,15298,9759,15277,9797,15229,9773,15166,9668,15084,9487,14995,9274,14898,8910,14800,8539,14697,8234,14590,7790,14479,7409,14367,7067,14178,6621,15337,8619,15337,8631,15333,8677,15325,8769,15305,8871,15264,8940,15202,8909,15119,8775,15022,8565,14916,8328,14804,8009,14688,7614,14569,7287,14448,6888,14321,6483,14088,6171,15350,7402,15350,7419,15347,7480,15340,7613,15322,7804,15287,7973,15229,8057,15148,8012,15046,7846,14933,7611,14810,7357,14682,7069,14552,6656,14421,6316,14251,5948,14007,5528,15356,5942,15356,5977,15353,6119,15348,6294,15332,6551,15302,6824,15249,7044,15171,7122,15070,7050,14949,6861,14818,6611,14679,6349,14538,6067,14398,5651,14189,5311,13935,4958,15359,4123,15359,4153,15356,4296,15353,4646,15338,5160,15311,5508,15263,5829,15188,6042,15088,6094,14966,6001,14826,5796,14678,5543,14527,5287,14377,4985,14133,4586,13869,4257,15360,1563,15360,1642,15358,2076,15354,2636,15341,3350,15317,4019,15273,4429,15203,4732,15105,4911,14981,4932,14836,4818,14679,4621,14517,4386,14359,4156,14083,3795,13808,3437,15360,122,15360,137,15358,285,15355,636,15344,1274,15322,2177,15281,2765,15215,3223,15120,3451,14995,3569,14846,3567,14681,3466,14511,3305,14344,3121,14037,2800,13753,2467,15360,0,15360,1,15359,21,15355,89,15346,253,15325,479,15287,796,15225,1148,15133,1492,15008,1749,14856,1882,14685,1886,14506,1783,14324,1608,13996,1398,13702,1183]),$i=null;function cE(){return $i===null&&($i=new Ai(lE,16,16,Hs,Ci),$i.name="DFG_LUT",$i.minFilter=xn,$i.magFilter=xn,$i.wrapS=Gi,$i.wrapT=Gi,$i.generateMipmaps=!1,$i.needsUpdate=!0),$i}var Iu=class{constructor(e={}){let{canvas:t=u0(),context:n=null,depth:s=!0,stencil:r=!1,alpha:o=!1,antialias:a=!1,premultipliedAlpha:l=!0,preserveDrawingBuffer:c=!1,powerPreference:u="default",failIfMajorPerformanceCaveat:h=!1,reversedDepthBuffer:d=!1,outputBufferType:f=li}=e;this.isWebGLRenderer=!0;let m;if(n!==null){if(typeof WebGLRenderingContext<"u"&&n instanceof WebGLRenderingContext)throw new Error("THREE.WebGLRenderer: WebGL 1 is not supported since r163.");m=n.getContextAttributes().alpha}else m=o;let y=f,p=new Set([Kc,Jc,Zc]),g=new Set([li,Ri,fo,pr,Yc,$c]),_=new Uint32Array(4),E=new Int32Array(4),b={textures:[],min:[],max:[],resolution:[]},R=null,T=null,v=[],A=[],k=null;this.domElement=t,this.debug={checkShaderErrors:!0,diagnostics:{keywords:!1},onShaderError:null},this.autoClear=!0,this.autoClearColor=!0,this.autoClearDepth=!0,this.autoClearStencil=!0,this.sortObjects=!0,this.clippingPlanes=[],this.localClippingEnabled=!1,this.toneMapping=Yi,this.toneMappingExposure=1,this.transmissionResolutionScale=1;let D=this,L=!1,G=null,W=null,N=null,V=null;this._outputColorSpace=si;let Z=0,z=0,ce=null,K=-1,Q=null,se=new Xt,de=new Xt,he=null,ee=new xt(0),me=0,ve=t.width,Ae=t.height,Se=1,Ge=null,it=null,Ve=new Xt(0,0,ve,Ae),ct=new Xt(0,0,ve,Ae),ot=!1,et=new cr,Vt=new Mc,Nt=!1,tn=!1,Rt=new zt,_n=new q,vt=new Xt,hn={background:null,fog:null,environment:null,overrideMaterial:null,isScene:!0},qt=!1;function nn(){return ce===null?Se:1}let F=n;function Ce(w,O){return t.getContext(w,O)}let qe,st,Me,Pt,ze,Xe,C,S,X,ue,oe,xe,ye,te,ie,pe,U,re,ne,we,ge,be,He;try{let w={alpha:!0,depth:s,stencil:r,antialias:a,premultipliedAlpha:l,preserveDrawingBuffer:c,powerPreference:u,failIfMajorPerformanceCaveat:h};if("setAttribute"in t&&t.setAttribute("data-engine",`three.js r${"187"}`),t.addEventListener("webglcontextlost",Oe,!1),t.addEventListener("webglcontextrestored",Je,!1),t.addEventListener("webglcontextcreationerror",Re,!1),F===null){let O="webgl2";if(F=Ce(O,w),F===null)throw Ce(O)?new Error("THREE.WebGLRenderer: Error creating WebGL context with your selected attributes."):new Error("THREE.WebGLRenderer: Error creating WebGL context.")}Ze()}catch(w){throw t.removeEventListener("webglcontextlost",Oe,!1),t.removeEventListener("webglcontextrestored",Je,!1),t.removeEventListener("webglcontextcreationerror",Re,!1),Ke("WebGLRenderer: "+w.message),w}function Ze(){qe=new _w(F),qe.init(),ge=new nE(F,qe),st=new cw(F,qe,e,ge),Me=new eE(F,qe),st.reversedDepthBuffer&&d&&Me.buffers.depth.setReversed(!0),W=F.createFramebuffer(),N=F.createFramebuffer(),V=F.createFramebuffer(),Pt=new Mw(F),ze=new z1,Xe=new tE(F,qe,Me,ze,st,ge,Pt),C=new yw(D),S=new Eb(F),be=new aw(F,S),X=new bw(F,S,Pt,be),ue=new Ew(F,X,S,be,Pt),re=new ww(F,st,Xe),ie=new uw(ze),oe=new k1(D,C,qe,st,be,ie),xe=new oE(D,ze),ye=new H1,te=new $1(qe),U=new ow(D,C,Me,ue,m,l),pe=new Q1(D,ue,st),He=new aE(F,Pt,st,Me),ne=new lw(F,qe,Pt),we=new Sw(F,qe,Pt),Pt.programs=oe.programs,D.capabilities=st,D.extensions=qe,D.properties=ze,D.renderLists=ye,D.shadowMap=pe,D.state=Me,D.info=Pt}y!==li&&(k=new Aw(y,t.width,t.height,a,s,r));let le=new Sf(D,F);this.xr=le,this.getContext=function(){return F},this.getContextAttributes=function(){return F.getContextAttributes()},this.forceContextLoss=function(){let w=qe.get("WEBGL_lose_context");w&&w.loseContext()},this.forceContextRestore=function(){let w=qe.get("WEBGL_lose_context");w&&w.restoreContext()},this.getPixelRatio=function(){return Se},this.setPixelRatio=function(w){w!==void 0&&(Se=w,this.setSize(ve,Ae,!1))},this.getSize=function(w){return w.set(ve,Ae)},this.setSize=function(w,O,j=!0){if(le.isPresenting){Ye("WebGLRenderer: Can't change size while VR device is presenting.");return}ve=w,Ae=O,t.width=Math.floor(w*Se),t.height=Math.floor(O*Se),j===!0&&(t.style.width=w+"px",t.style.height=O+"px"),k!==null&&k.setSize(t.width,t.height),this.setViewport(0,0,w,O)},this.getDrawingBufferSize=function(w){return w.set(ve*Se,Ae*Se).floor()},this.setDrawingBufferSize=function(w,O,j){ve=w,Ae=O,Se=j,t.width=Math.floor(w*j),t.height=Math.floor(O*j),this.setViewport(0,0,w,O)},this.setEffects=function(w){if(y===li){Ke("WebGLRenderer: setEffects() requires outputBufferType set to HalfFloatType or FloatType.");return}if(w){for(let O=0;O<w.length;O++)if(w[O].isOutputPass===!0){Ye("WebGLRenderer: OutputPass is not needed in setEffects(). Tone mapping and color space conversion are applied automatically.");break}}k.setEffects(w||[])},this.getCurrentViewport=function(w){return w.copy(se)},this.getViewport=function(w){return w.copy(Ve)},this.setViewport=function(w,O,j,Y){w.isVector4?Ve.set(w.x,w.y,w.z,w.w):Ve.set(w,O,j,Y),Me.viewport(se.copy(Ve).multiplyScalar(nn()).round())},this.getScissor=function(w){return w.copy(ct)},this.setScissor=function(w,O,j,Y){w.isVector4?ct.set(w.x,w.y,w.z,w.w):ct.set(w,O,j,Y),Me.scissor(de.copy(ct).multiplyScalar(nn()).round())},this.getScissorTest=function(){return ot},this.setScissorTest=function(w){Me.setScissorTest(ot=w)},this.setOpaqueSort=function(w){Ge=w},this.setTransparentSort=function(w){it=w},this.getClearColor=function(w){return w.copy(U.getClearColor())},this.setClearColor=function(){U.setClearColor(...arguments)},this.getClearAlpha=function(){return U.getClearAlpha()},this.setClearAlpha=function(){U.setClearAlpha(...arguments)},this.clear=function(w=!0,O=!0,j=!0){let Y=0;if(w){let $=!1;if(ce!==null){let Ee=ce.texture.format;$=p.has(Ee)}if($){let Ee=ce.texture.type,Pe=g.has(Ee),Te=U.getClearColor(),Ie=U.getClearAlpha(),ke=Te.r,je=Te.g,ut=Te.b;Pe?(_[0]=ke,_[1]=je,_[2]=ut,_[3]=Ie,F.clearBufferuiv(F.COLOR,0,_)):(E[0]=ke,E[1]=je,E[2]=ut,E[3]=Ie,F.clearBufferiv(F.COLOR,0,E))}else Y|=F.COLOR_BUFFER_BIT}O&&(Y|=F.DEPTH_BUFFER_BIT,this.state.buffers.depth.setMask(!0)),j&&(Y|=F.STENCIL_BUFFER_BIT,this.state.buffers.stencil.setMask(4294967295)),Y!==0&&F.clear(Y)},this.clearColor=function(){this.clear(!0,!1,!1)},this.clearDepth=function(){this.clear(!1,!0,!1)},this.clearStencil=function(){this.clear(!1,!1,!0)},this.setNodesHandler=function(w){w.setRenderer(this),G=w},this.dispose=function(){t.removeEventListener("webglcontextlost",Oe,!1),t.removeEventListener("webglcontextrestored",Je,!1),t.removeEventListener("webglcontextcreationerror",Re,!1),U.dispose(),ye.dispose(),te.dispose(),Xe.dispose(),ze.dispose(),C.dispose(),ue.dispose(),X.dispose(),be.dispose(),He.dispose(),oe.dispose(),le.dispose(),le.removeEventListener("sessionstart",Oa),le.removeEventListener("sessionend",Ii),Ji.stop()};function Oe(w){w.preventDefault(),af("WebGLRenderer: Context Lost."),L=!0}function Je(){af("WebGLRenderer: Context Restored."),L=!1;let w=Pt.autoReset,O=pe.enabled,j=pe.autoUpdate,Y=pe.needsUpdate,$=pe.type;Ze(),Pt.autoReset=w,pe.enabled=O,pe.autoUpdate=j,pe.needsUpdate=Y,pe.type=$}function Re(w){Ke("WebGLRenderer: A WebGL context could not be created. Reason: ",w.statusMessage)}function rt(w){let O=w.target;O.removeEventListener("dispose",rt),Dt(O)}function Dt(w){kn(w),ze.remove(w)}function kn(w){let O=ze.get(w).programs;O!==void 0&&(O.forEach(function(j){oe.releaseProgram(j)}),w.isShaderMaterial&&oe.releaseShaderCache(w))}this.renderBufferDirect=function(w,O,j,Y,$,Ee){O===null&&(O=hn);let Pe=$.isMesh&&$.matrixWorld.determinantAffine()<0,Te=Mo(w,O,j,Y,$);Me.setMaterial(Y,Pe);let Ie=j.index,ke=1;if(Y.wireframe===!0){if(Ie=X.getWireframeAttribute(j),Ie===void 0)return;ke=2}let je=j.drawRange,ut=j.attributes.position,Be=je.start*ke,ht=(je.start+je.count)*ke;Ee!==null&&(Be=Math.max(Be,Ee.start*ke),ht=Math.min(ht,(Ee.start+Ee.count)*ke)),Ie!==null?(Be=Math.max(Be,0),ht=Math.min(ht,Ie.count)):ut!=null&&(Be=Math.max(Be,0),ht=Math.min(ht,ut.count));let Gt=ht-Be;if(Gt<0||Gt===1/0)return;be.setup($,Y,Te,j,Ie);let Et,Tt=ne;if(Ie!==null&&(Et=S.get(Ie),Tt=we,Tt.setIndex(Et)),$.isMesh)Y.wireframe===!0?(Me.setLineWidth(Y.wireframeLinewidth*nn()),Tt.setMode(F.LINES)):Tt.setMode(F.TRIANGLES);else if($.isLine){let dn=Y.linewidth;dn===void 0&&(dn=1),Me.setLineWidth(dn*nn()),$.isLineSegments?Tt.setMode(F.LINES):$.isLineLoop?Tt.setMode(F.LINE_LOOP):Tt.setMode(F.LINE_STRIP)}else $.isPoints?Tt.setMode(F.POINTS):$.isSprite&&Tt.setMode(F.TRIANGLES);if($.isBatchedMesh)if(qe.get("WEBGL_multi_draw"))Tt.renderMultiDraw($._multiDrawStarts,$._multiDrawCounts,$._multiDrawCount);else{let dn=$._multiDrawStarts,Ue=$._multiDrawCounts,sn=$._multiDrawCount,ft=Ie?S.get(Ie).bytesPerElement:1,ji=ze.get(Y).currentProgram.getUniforms();for(let rn=0;rn<sn;rn++)ji.setValue(F,"_gl_DrawID",rn),Tt.render(dn[rn]/ft,Ue[rn])}else if($.isInstancedMesh)Tt.renderInstances(Be,Gt,$.count);else if(j.isInstancedBufferGeometry){let dn=j._maxInstanceCount!==void 0?j._maxInstanceCount:1/0,Ue=Math.min(j.instanceCount,dn);Tt.renderInstances(Be,Gt,Ue)}else Tt.render(Be,Gt)};function _o(w,O,j,Y){G!==null&&w.isNodeMaterial&&G.setObject(Y,w),Nt===!0&&ie.setState(w,j,!1),w.transparent===!0&&w.side===Fn&&w.forceSinglePass===!1?(w.side=Xn,w.needsUpdate=!0,Li(w,O,Y),w.side=Vs,w.needsUpdate=!0,Li(w,O,Y),w.side=Fn):Li(w,O,Y)}this.compile=function(w,O,j=null){j===null&&(j=w),G!==null&&G.renderStart(w,O,j),T=te.get(j),T.init(O),A.push(T),j.traverseVisible(function($){$.isLight&&$.layers.test(O.layers)&&(T.pushLight($),$.castShadow&&T.pushShadow($))}),w!==j&&w.traverseVisible(function($){$.isLight&&$.layers.test(O.layers)&&(T.pushLight($),$.castShadow&&T.pushShadow($))}),T.setupLights(),G!==null&&G.updateLights(T.state.lightsArray),tn=this.localClippingEnabled,Nt=ie.init(this.clippingPlanes,tn),Nt===!0&&ie.setGlobalState(this.clippingPlanes,O),G!==null&&pe.render(T.state.shadowsArray,j,O);let Y=new Set;return w.traverse(function($){if(!($.isMesh||$.isPoints||$.isLine||$.isSprite))return;let Ee=$.material;if(Ee)if(Array.isArray(Ee))for(let Pe=0;Pe<Ee.length;Pe++){let Te=Ee[Pe];_o(Te,j,O,$),Y.add(Te)}else _o(Ee,j,O,$),Y.add(Ee)}),T=A.pop(),G!==null&&G.renderEnd(),Y},this.compileAsync=function(w,O,j=null){let Y=this.compile(w,O,j);return new Promise($=>{function Ee(){if(Y.forEach(function(Pe){let Ie=ze.get(Pe).currentProgram;(Ie===void 0||Ie.isReady())&&Y.delete(Pe)}),Y.size===0){$(w);return}setTimeout(Ee,10)}qe.get("KHR_parallel_shader_compile")!==null?Ee():setTimeout(Ee,10)})};let vr=null;function Ju(w){vr&&vr(w)}function Oa(){Ji.stop()}function Ii(){Ji.start()}let Ji=new W0;Ji.setAnimationLoop(Ju),typeof self<"u"&&Ji.setContext(self),this.setAnimationLoop=function(w){vr=w,le.setAnimationLoop(w),w===null?Ji.stop():Ji.start()},le.addEventListener("sessionstart",Oa),le.addEventListener("sessionend",Ii),this.render=function(w,O){if(O!==void 0&&O.isCamera!==!0){Ke("WebGLRenderer.render: camera is not an instance of THREE.Camera.");return}if(L===!0)return;G!==null&&G.renderStart(w,O);let j=le.enabled===!0&&le.isPresenting===!0,Y=k!==null&&(ce===null||j)&&k.begin(D,ce);if(w.matrixWorldAutoUpdate===!0&&w.updateMatrixWorld(),O.parent===null&&O.matrixWorldAutoUpdate===!0&&O.updateMatrixWorld(),le.enabled===!0&&le.isPresenting===!0&&(k===null||k.isCompositing()===!1)&&(le.cameraAutoUpdate===!0&&le.updateCamera(O),O=le.getCamera()),w.isScene===!0&&w.onBeforeRender(D,w,O,ce),T=te.get(w,A.length),T.init(O),T.state.textureUnits=Xe.getTextureUnits(),A.push(T),Rt.multiplyMatrices(O.projectionMatrix,O.matrixWorldInverse),O.isArrayCamera?Vt.setFromArrayCamera(O):et.setFromProjectionMatrix(Rt,mi,O.reversedDepth),tn=this.localClippingEnabled,Nt=ie.init(this.clippingPlanes,tn),R=ye.get(w,v.length),R.init(),v.push(R),this.info.render.frame++,le.enabled===!0&&le.isPresenting===!0){let Pe=D.xr.getDepthSensingMesh();Pe!==null&&Ki(Pe,O,-1/0,D.sortObjects)}Ki(w,O,0,D.sortObjects),R.finish(),G!==null&&G.updateLights(T.state.lightsArray),D.sortObjects===!0&&R.sort(Ge,it),qt=le.enabled===!1||le.isPresenting===!1||le.hasDepthSensing()===!1,qt&&U.addToRenderList(R,w),this.info.autoReset===!0&&this.info.reset(),Nt===!0&&ie.beginShadows();let $=T.state.shadowsArray;if(pe.render($,w,O),Nt===!0&&ie.endShadows(),(Y&&k.hasRenderPass())===!1){let Pe=R.opaque,Te=R.transmissive;if(T.setupLights(),O.isArrayCamera){let Ie=O.cameras;if(Te.length>0)for(let ke=0,je=Ie.length;ke<je;ke++){let ut=Ie[ke];gi(Pe,Te,w,ut)}qt&&U.render(w);for(let ke=0,je=Ie.length;ke<je;ke++){let ut=Ie[ke];bo(R,w,ut,ut.viewport)}}else Te.length>0&&gi(Pe,Te,w,O),qt&&U.render(w),bo(R,w,O)}ce!==null&&z===0&&(Xe.updateMultisampleRenderTarget(ce),Xe.updateRenderTargetMipmap(ce)),Y&&k.end(D),w.isScene===!0&&w.onAfterRender(D,w,O),be.resetDefaultState(),K=-1,Q=null,A.pop(),A.length>0?(T=A[A.length-1],Xe.setTextureUnits(T.state.textureUnits),Nt===!0&&ie.setGlobalState(D.clippingPlanes,T.state.camera)):T=null,v.pop(),v.length>0?R=v[v.length-1]:R=null,G!==null&&G.renderEnd()};function Ki(w,O,j,Y){if(w.visible===!1)return;if(w.layers.test(O.layers)){if(w.isGroup)j=w.renderOrder;else if(w.isLOD)w.autoUpdate===!0&&w.update(O);else if(w.isLight)T.pushLight(w),w.castShadow&&T.pushShadow(w);else if(w.isSprite){let Pe=O.isArrayCamera?Vt:et;if(!w.frustumCulled||w.intersectsFrustum(Pe)){Y&&vt.setFromMatrixPosition(w.matrixWorld).applyMatrix4(Rt);let Te=ue.update(w),Ie=w.material;Ie.visible&&R.push(w,Te,Ie,j,vt.z,null,O)}}else if(w.isMesh||w.isLine||w.isPoints){let Pe=O.isArrayCamera?Vt:et;if(!w.frustumCulled||w.intersectsFrustum(Pe)){let Te=ue.update(w),Ie=w.material;if(Y&&(w.boundingSphere!==void 0?(w.boundingSphere===null&&w.computeBoundingSphere(),vt.copy(w.boundingSphere.center)):(Te.boundingSphere===null&&Te.computeBoundingSphere(),vt.copy(Te.boundingSphere.center)),vt.applyMatrix4(w.matrixWorld).applyMatrix4(Rt)),Array.isArray(Ie)){let ke=Te.groups;for(let je=0,ut=ke.length;je<ut;je++){let Be=ke[je],ht=Ie[Be.materialIndex];ht&&ht.visible&&R.push(w,Te,ht,j,vt.z,Be,O)}}else Ie.visible&&R.push(w,Te,Ie,j,vt.z,null,O)}}}let Ee=w.children;for(let Pe=0,Te=Ee.length;Pe<Te;Pe++)Ki(Ee[Pe],O,j,Y)}function bo(w,O,j,Y){let{opaque:$,transmissive:Ee,transparent:Pe}=w;T.setupLightsView(j),Nt===!0&&ie.setGlobalState(D.clippingPlanes,j),Y&&Me.viewport(se.copy(Y)),$.length>0&&Yt($,O,j),Ee.length>0&&Yt(Ee,O,j),Pe.length>0&&Yt(Pe,O,j),Me.buffers.depth.setTest(!0),Me.buffers.depth.setMask(!0),Me.buffers.color.setMask(!0),Me.setPolygonOffset(!1)}function gi(w,O,j,Y){if((j.isScene===!0?j.overrideMaterial:null)!==null)return;if(T.state.transmissionRenderTarget[Y.id]===void 0){let Be=qe.has("EXT_color_buffer_half_float")||qe.has("EXT_color_buffer_float");T.state.transmissionRenderTarget[Y.id]=new oi(1,1,{generateMipmaps:!0,type:Be?Ci:li,minFilter:fs,samples:Math.max(4,st.samples),stencilBuffer:r,resolveDepthBuffer:!1,resolveStencilBuffer:!1,storeMultisampledDepthBuffer:!1,storeMultisampledStencilBuffer:!1,colorSpace:mt.workingColorSpace})}let Ee=T.state.transmissionRenderTarget[Y.id],Pe=Y.viewport||se;Ee.setSize(Pe.z*D.transmissionResolutionScale,Pe.w*D.transmissionResolutionScale);let Te=D.getRenderTarget(),Ie=D.getActiveCubeFace(),ke=D.getActiveMipmapLevel();D.setRenderTarget(Ee),D.getClearColor(ee),me=D.getClearAlpha(),me<1&&D.setClearColor(16777215,.5),D.clear(),qt&&U.render(j);let je=D.toneMapping;D.toneMapping=Yi;let ut=Y.viewport;if(Y.viewport!==void 0&&(Y.viewport=void 0),T.setupLightsView(Y),Nt===!0&&ie.setGlobalState(D.clippingPlanes,Y),Yt(w,j,Y),Xe.updateMultisampleRenderTarget(Ee),Xe.updateRenderTargetMipmap(Ee),qe.has("WEBGL_multisampled_render_to_texture")===!1){let Be=!1;for(let ht=0,Gt=O.length;ht<Gt;ht++){let Et=O[ht],{object:Tt,geometry:dn,material:Ue,group:sn}=Et;if(Ue.side===Fn&&Tt.layers.test(Y.layers)){let ft=Ue.side;Ue.side=Xn,Ue.needsUpdate=!0,jt(Tt,j,Y,dn,Ue,sn),Ue.side=ft,Ue.needsUpdate=!0,Be=!0}}Be===!0&&(Xe.updateMultisampleRenderTarget(Ee),Xe.updateRenderTargetMipmap(Ee))}D.setRenderTarget(Te,Ie,ke),D.setClearColor(ee,me),ut!==void 0&&(Y.viewport=ut),D.toneMapping=je}function Yt(w,O,j){let Y=O.isScene===!0?O.overrideMaterial:null;for(let $=0,Ee=w.length;$<Ee;$++){let Pe=w[$],{object:Te,geometry:Ie,group:ke}=Pe,je=Pe.material;je.allowOverride===!0&&Y!==null&&(je=Y),Te.layers.test(j.layers)&&jt(Te,O,j,Ie,je,ke)}}function jt(w,O,j,Y,$,Ee){G!==null&&$.isNodeMaterial&&G.setObject(w,$),w.onBeforeRender(D,O,j,Y,$,Ee),w.modelViewMatrix.multiplyMatrices(j.matrixWorldInverse,w.matrixWorld),w.normalMatrix.getNormalMatrix(w.modelViewMatrix),$.onBeforeRender(D,O,j,Y,w,Ee),$.transparent===!0&&$.side===Fn&&$.forceSinglePass===!1?($.side=Xn,$.needsUpdate=!0,D.renderBufferDirect(j,O,Y,$,w,Ee),$.side=Vs,$.needsUpdate=!0,D.renderBufferDirect(j,O,Y,$,w,Ee),$.side=Fn):D.renderBufferDirect(j,O,Y,$,w,Ee),w.onAfterRender(D,O,j,Y,$,Ee)}function Qt(w){let O=0;for(let j of w)j.texture!==null&&O++;return O}function Li(w,O,j){O.isScene!==!0&&(O=hn);let Y=ze.get(w),$=T.state.lights,Ee=T.state.shadowsArray,Pe=$.state.version,Te=oe.getParameters(w,$.state,Ee,O,j,T.state.lightProbeGridArray),Ie=oe.getProgramCacheKey(Te),ke=Y.programs;Y.environment=w.isMeshStandardMaterial||w.isMeshLambertMaterial||w.isMeshPhongMaterial?O.environment:null,Y.fog=O.fog;let je=w.isMeshStandardMaterial||w.isMeshLambertMaterial&&!w.envMap||w.isMeshPhongMaterial&&!w.envMap;Y.envMap=C.get(w.envMap||Y.environment,je),Y.envMapRotation=Y.environment!==null&&w.envMap===null?O.environmentRotation:w.envMapRotation,ke===void 0&&(w.addEventListener("dispose",rt),ke=new Map,Y.programs=ke,Y.programVariants=new Map);let ut=ke.get(Ie);if(ut!==void 0){if(Y.currentProgram===ut&&Y.lightsStateVersion===Pe)return So(w,Te),ut}else Te.uniforms=oe.getUniforms(w),G!==null&&w.isNodeMaterial&&G.build(w,j,Te),w.onBeforeCompile(Te,D),ut=oe.acquireProgram(Te,Ie),ke.set(Ie,ut),Y.uniforms=Te.uniforms;let Be=Y.uniforms;return(!w.isShaderMaterial&&!w.isRawShaderMaterial||w.clipping===!0)&&(Be.clippingPlanes=ie.uniform),So(w,Te),Y.needsLights=_s(w),Y.lightsStateVersion=Pe,Y.needsLights&&(Be.ambientLightColor.value=$.state.ambient,Be.lightProbe.value=$.state.probe,Be.sunLights.value=$.state.sun,Be.sunLightShadows.value=$.state.sunShadow,Be.directionalLights.value=$.state.directional,Be.directionalLightShadows.value=$.state.directionalShadow,Be.spotLights.value=$.state.spot,Be.spotLightShadows.value=$.state.spotShadow,Be.rectAreaLights.value=$.state.rectArea,Be.ltc_1.value=$.state.rectAreaLTC1,Be.ltc_2.value=$.state.rectAreaLTC2,Be.pointLights.value=$.state.point,Be.pointLightShadows.value=$.state.pointShadow,Be.hemisphereLights.value=$.state.hemi,Be.sunShadowMatrix.value=$.state.sunShadowMatrix,Be.sunShadowCascade.value=$.state.sunShadowCascade,Be.directionalShadowMatrix.value=$.state.directionalShadowMatrix,Be.spotLightMatrix.value=$.state.spotLightMatrix,Be.spotLightMap.value=$.state.spotLightMap,Be.pointShadowMatrix.value=$.state.pointShadowMatrix),Y.numLightProbeGrids=Qt(T.state.lightProbeGridArray),Y.currentProgram=ut,Y.uniformsList=null,ut}function Zn(w,O,j,Y,$){let Ee=ze.get(w),Pe=Ee.currentProgram.id+","+Y+","+$,Te=Ee.programVariants.get(Pe);return Te===void 0?(Te=Li(w,O,j),Ee.programVariants.set(Pe,Te)):(Ee.currentProgram=Te,Ee.uniformsList=null,Ee.outputColorSpace=Y,Ee.toneMapping=$),Te}function ys(w){if(w.uniformsList===null){let O=w.currentProgram.getUniforms();w.uniformsList=po.seqWithValue(O.seq,w.uniforms)}return w.uniformsList}function So(w,O){let j=ze.get(w);j.outputColorSpace=O.outputColorSpace,j.batching=O.batching,j.batchingColor=O.batchingColor,j.instancing=O.instancing,j.instancingColor=O.instancingColor,j.instancingMorph=O.instancingMorph,j.skinning=O.skinning,j.morphTargets=O.morphTargets,j.morphNormals=O.morphNormals,j.morphColors=O.morphColors,j.morphTargetsCount=O.morphTargetsCount,j.numClippingPlanes=O.numClippingPlanes,j.numIntersection=O.numClipIntersection,j.vertexAlphas=O.vertexAlphas,j.vertexTangents=O.vertexTangents,j.toneMapping=O.toneMapping}function Mo(w,O,j,Y,$){O.isScene!==!0&&(O=hn),Xe.resetTextureUnits();let Ee=O.fog,Pe=Y.isMeshStandardMaterial||Y.isMeshLambertMaterial||Y.isMeshPhongMaterial?O.environment:null,Te=ce===null?D.outputColorSpace:ce.isXRRenderTarget===!0?ce.texture.colorSpace:mt.workingColorSpace,Ie=Y.isMeshStandardMaterial||Y.isMeshLambertMaterial&&!Y.envMap||Y.isMeshPhongMaterial&&!Y.envMap,ke=C.get(Y.envMap||Pe,Ie),je=Y.vertexColors===!0&&!!j.attributes.color&&j.attributes.color.itemSize===4,ut=!!j.attributes.tangent&&(!!Y.normalMap||Y.anisotropy>0),Be=!!j.morphAttributes.position,ht=!!j.morphAttributes.normal,Gt=!!j.morphAttributes.color,Et=Yi;Y.toneMapped&&(ce===null||ce.isXRRenderTarget===!0)&&(Et=D.toneMapping);let Tt=j.morphAttributes.position||j.morphAttributes.normal||j.morphAttributes.color,dn=Tt!==void 0?Tt.length:0,Ue=ze.get(Y),sn=T.state.lights;if(Nt===!0&&(tn===!0||w!==Q)){let At=w===Q&&Y.id===K;ie.setState(Y,w,At)}let ft=!1,ji=!1;Y.version===Ue.__version?Ue.needsLights&&Ue.lightsStateVersion!==sn.state.version||$.isBatchedMesh&&Ue.batching===!1||!$.isBatchedMesh&&Ue.batching===!0||$.isBatchedMesh&&Ue.batchingColor===!0&&$._colorsTexture===null||$.isBatchedMesh&&Ue.batchingColor===!1&&$._colorsTexture!==null||$.isInstancedMesh&&Ue.instancing===!1||!$.isInstancedMesh&&Ue.instancing===!0||$.isSkinnedMesh&&Ue.skinning===!1||!$.isSkinnedMesh&&Ue.skinning===!0||$.isInstancedMesh&&Ue.instancingColor===!0&&$.instanceColor===null||$.isInstancedMesh&&Ue.instancingColor===!1&&$.instanceColor!==null||$.isInstancedMesh&&Ue.instancingMorph===!0&&$.morphTexture===null||$.isInstancedMesh&&Ue.instancingMorph===!1&&$.morphTexture!==null||Ue.envMap!==ke||Y.fog===!0&&Ue.fog!==Ee||Ue.numClippingPlanes!==void 0&&(Ue.numClippingPlanes!==ie.numPlanes||Ue.numIntersection!==ie.numIntersection)||Ue.vertexAlphas!==je||Ue.vertexTangents!==ut||Ue.morphTargets!==Be||Ue.morphNormals!==ht||Ue.morphColors!==Gt||Ue.morphTargetsCount!==dn||Ue.numLightProbeGrids!==Qt(T.state.lightProbeGridArray)?ft=!0:(Ue.outputColorSpace!==Te||Ue.toneMapping!==Et)&&(ji=!0):(ft=!0,Ue.__version=Y.version);let rn=Ue.currentProgram;(ft===!0||ji===!0)&&(rn=ji===!0?Zn(Y,O,$,Te,Et):Li(Y,O,$),G&&Y.isNodeMaterial&&G.onUpdateProgram(Y,rn,Ue));let br=!1,Ni=!1,Qi=!1,at=rn.getUniforms(),$t=Ue.uniforms;if(Me.useProgram(rn.program)&&(br=!0,Ni=!0,Qi=!0),Y.id!==K&&(K=Y.id,Ni=!0),br||Q!==w){Me.buffers.depth.getReversed()&&w.reversedDepth!==!0&&(w._reversedDepth=!0,w.updateProjectionMatrix()),at.setValue(F,"projectionMatrix",w.projectionMatrix),at.setValue(F,"viewMatrix",w.matrixWorldInverse);let on=at.map.cameraPosition;on!==void 0&&on.setValue(F,_n.setFromMatrixPosition(w.matrixWorld)),st.logarithmicDepthBuffer&&at.setValue(F,"logDepthBufFC",2/(Math.log(w.far+1)/Math.LN2)),(Y.isMeshPhongMaterial||Y.isMeshToonMaterial||Y.isMeshLambertMaterial||Y.isMeshBasicMaterial||Y.isMeshStandardMaterial||Y.isShaderMaterial)&&at.setValue(F,"isOrthographic",w.isOrthographicCamera===!0),Q!==w&&(Q=w,Ni=!0,Qi=!0)}if(Ue.needsLights&&(sn.state.sunShadowMap.length>0&&at.setValue(F,"sunShadowMap",sn.state.sunShadowMap,Xe),sn.state.directionalShadowMap.length>0&&at.setValue(F,"directionalShadowMap",sn.state.directionalShadowMap,Xe),sn.state.spotShadowMap.length>0&&at.setValue(F,"spotShadowMap",sn.state.spotShadowMap,Xe),sn.state.pointShadowMap.length>0&&at.setValue(F,"pointShadowMap",sn.state.pointShadowMap,Xe)),$.isSkinnedMesh){at.setOptional(F,$,"bindMatrix"),at.setOptional(F,$,"bindMatrixInverse");let At=$.skeleton;At&&(At.boneTexture===null&&At.computeBoneTexture(),at.setValue(F,"boneTexture",At.boneTexture,Xe))}$.isBatchedMesh&&(at.setOptional(F,$,"batchingTexture"),at.setValue(F,"batchingTexture",$._matricesTexture,Xe),at.setOptional(F,$,"batchingIdTexture"),at.setValue(F,"batchingIdTexture",$._indirectTexture,Xe),at.setOptional(F,$,"batchingColorTexture"),$._colorsTexture!==null&&at.setValue(F,"batchingColorTexture",$._colorsTexture,Xe));let zn=j.morphAttributes;if((zn.position!==void 0||zn.normal!==void 0||zn.color!==void 0)&&re.update($,j,rn),(Ni||Ue.receiveShadow!==$.receiveShadow)&&(Ue.receiveShadow=$.receiveShadow,at.setValue(F,"receiveShadow",$.receiveShadow)),(Y.isMeshStandardMaterial||Y.isMeshLambertMaterial||Y.isMeshPhongMaterial)&&Y.envMap===null&&O.environment!==null&&($t.envMapIntensity.value=O.environmentIntensity),$t.dfgLUT!==void 0&&($t.dfgLUT.value=cE()),Ni){if(at.setValue(F,"toneMappingExposure",D.toneMappingExposure),Ue.needsLights&&yr($t,Qi),Ee&&Y.fog===!0&&xe.refreshFogUniforms($t,Ee),xe.refreshMaterialUniforms($t,Y,Se,Ae,T.state.transmissionRenderTarget[w.id]),Ue.needsLights&&Ue.numLightProbeGrids>0){let At=b,on=0;for(let Cn of T.state.lightProbeGridArray)Cn.texture!==null&&(At.textures[on]=Cn.texture,At.min[on]=Cn.boundingBox.min,At.max[on]=Cn.boundingBox.max,At.resolution[on]=Cn.resolution,on++);for(let Cn in At)At[Cn].length=on;$t.probesSH.value=At.textures,$t.probesMin.value=At.min,$t.probesMax.value=At.max,$t.probesResolution.value=At.resolution}po.upload(F,ys(Ue),$t,Xe)}if(Y.isShaderMaterial&&Y.uniformsNeedUpdate===!0&&(po.upload(F,ys(Ue),$t,Xe),Y.uniformsNeedUpdate=!1),Y.isSpriteMaterial&&at.setValue(F,"center",$.center),at.setValue(F,"modelViewMatrix",$.modelViewMatrix),at.setValue(F,"normalMatrix",$.normalMatrix),at.setValue(F,"modelMatrix",$.matrixWorld),Y.uniformsGroups!==void 0){let At=Y.uniformsGroups;for(let on=0,Cn=At.length;on<Cn;on++){let Ba=At[on];He.update(Ba,rn),He.bind(Ba,rn)}}return rn}function yr(w,O){w.ambientLightColor.needsUpdate=O,w.lightProbe.needsUpdate=O,w.sunLights.needsUpdate=O,w.sunLightShadows.needsUpdate=O,w.directionalLights.needsUpdate=O,w.directionalLightShadows.needsUpdate=O,w.pointLights.needsUpdate=O,w.pointLightShadows.needsUpdate=O,w.spotLights.needsUpdate=O,w.spotLightShadows.needsUpdate=O,w.rectAreaLights.needsUpdate=O,w.hemisphereLights.needsUpdate=O}function _s(w){return w.isMeshLambertMaterial||w.isMeshToonMaterial||w.isMeshPhongMaterial||w.isMeshStandardMaterial||w.isShadowMaterial||w.isShaderMaterial&&w.lights===!0}this.getActiveCubeFace=function(){return Z},this.getActiveMipmapLevel=function(){return z},this.getRenderTarget=function(){return ce},this.setRenderTargetTextures=function(w,O,j){let Y=ze.get(w);Y.__autoAllocateDepthBuffer=w.resolveDepthBuffer===!1,Y.__autoAllocateDepthBuffer===!1&&(Y.__useRenderToTexture=!1),ze.get(w.texture).__webglTexture=O,ze.get(w.depthTexture).__webglTexture=Y.__autoAllocateDepthBuffer?void 0:j,Y.__hasExternalTextures=!0},this.setRenderTargetFramebuffer=function(w,O){let j=ze.get(w);j.__webglFramebuffer=O,j.__useDefaultFramebuffer=O===void 0},this.setRenderTarget=function(w,O=0,j=0){ce=w,Z=O,z=j;let Y=null,$=!1,Ee=!1;if(w){let Te=ze.get(w);if(Te.__useDefaultFramebuffer!==void 0){Me.bindFramebuffer(F.FRAMEBUFFER,Te.__webglFramebuffer),se.copy(w.viewport),de.copy(w.scissor),he=w.scissorTest,Me.viewport(se),Me.scissor(de),Me.setScissorTest(he),K=-1;return}else if(Te.__webglFramebuffer===void 0)Xe.setupRenderTarget(w);else if(Te.__hasExternalTextures)Xe.rebindTextures(w,ze.get(w.texture).__webglTexture,ze.get(w.depthTexture).__webglTexture);else if(w.depthBuffer){let je=w.depthTexture;if(Te.__boundDepthTexture!==je){if(je!==null&&ze.has(je)&&(w.width!==je.image.width||w.height!==je.image.height))throw new Error("THREE.WebGLRenderer: Attached DepthTexture is initialized to the incorrect size.");Xe.setupDepthRenderbuffer(w)}}let Ie=w.texture;(Ie.isData3DTexture||Ie.isDataArrayTexture||Ie.isCompressedArrayTexture)&&(Ee=!0);let ke=ze.get(w).__webglFramebuffer;w.isWebGLCubeRenderTarget?(Array.isArray(ke[O])?Y=ke[O][j]:Y=ke[O],$=!0):w.samples>0&&Xe.useMultisampledRTT(w)===!1?Y=ze.get(w).__webglMultisampledFramebuffer:Array.isArray(ke)?Y=ke[j]:Y=ke,se.copy(w.viewport),de.copy(w.scissor),he=w.scissorTest}else se.copy(Ve).multiplyScalar(Se).floor(),de.copy(ct).multiplyScalar(Se).floor(),he=ot;if(j!==0&&(Y=W),Me.bindFramebuffer(F.FRAMEBUFFER,Y)&&Me.drawBuffers(w,Y),Me.viewport(se),Me.scissor(de),Me.setScissorTest(he),$){let Te=ze.get(w.texture);F.framebufferTexture2D(F.FRAMEBUFFER,F.COLOR_ATTACHMENT0,F.TEXTURE_CUBE_MAP_POSITIVE_X+O,Te.__webglTexture,j)}else if(Ee){let Te=O;for(let Ie=0;Ie<w.textures.length;Ie++){let ke=ze.get(w.textures[Ie]);F.framebufferTextureLayer(F.FRAMEBUFFER,F.COLOR_ATTACHMENT0+Ie,ke.__webglTexture,j,Te)}}else if(w!==null&&j!==0){let Te=ze.get(w.texture);F.framebufferTexture2D(F.FRAMEBUFFER,F.COLOR_ATTACHMENT0,F.TEXTURE_2D,Te.__webglTexture,j)}K=-1};function _r(w){let O=ze.get(w);return(O.__readFormat!==w.format||O.__readType!==w.type)&&(O.__readFormat=w.format,O.__readType=w.type,O.__formatReadable=st.textureFormatReadable(w.format),O.__typeReadable=st.textureTypeReadable(w.type)),O}this.readRenderTargetPixels=function(w,O,j,Y,$,Ee,Pe,Te=0){if(!(w&&w.isWebGLRenderTarget)){Ke("WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");return}let Ie=ze.get(w).__webglFramebuffer;if(w.isWebGLCubeRenderTarget&&Pe!==void 0&&(Ie=Ie[Pe],Array.isArray(Ie)&&(Ie=Ie[0])),Ie){Me.bindFramebuffer(F.FRAMEBUFFER,Ie);try{let ke=w.textures[Te],je=ke.format,ut=ke.type;w.textures.length>1&&F.readBuffer(F.COLOR_ATTACHMENT0+Te);let Be=_r(ke);if(Be.__formatReadable===!1){Ke("WebGLRenderer.readRenderTargetPixels: renderTarget is not in RGBA or implementation defined format.");return}if(Be.__typeReadable===!1){Ke("WebGLRenderer.readRenderTargetPixels: renderTarget is not in UnsignedByteType or implementation defined type.");return}O>=0&&O<=w.width-Y&&j>=0&&j<=w.height-$&&F.readPixels(O,j,Y,$,ge.convert(je),ge.convert(ut),Ee)}finally{let ke=ce!==null?ze.get(ce).__webglFramebuffer:null;Me.bindFramebuffer(F.FRAMEBUFFER,ke)}}},this.readRenderTargetPixelsAsync=async function(w,O,j,Y,$,Ee,Pe,Te=0){if(!(w&&w.isWebGLRenderTarget))throw new Error("THREE.WebGLRenderer.readRenderTargetPixels: renderTarget is not THREE.WebGLRenderTarget.");let Ie=ze.get(w).__webglFramebuffer;if(w.isWebGLCubeRenderTarget&&Pe!==void 0&&(Ie=Ie[Pe],Array.isArray(Ie)&&(Ie=Ie[0])),Ie)if(O>=0&&O<=w.width-Y&&j>=0&&j<=w.height-$){Me.bindFramebuffer(F.FRAMEBUFFER,Ie);let ke=w.textures[Te],je=ke.format,ut=ke.type;w.textures.length>1&&F.readBuffer(F.COLOR_ATTACHMENT0+Te);let Be=_r(ke);if(Be.__formatReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in RGBA or implementation defined format.");if(Be.__typeReadable===!1)throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: renderTarget is not in UnsignedByteType or implementation defined type.");let ht=F.createBuffer();F.bindBuffer(F.PIXEL_PACK_BUFFER,ht),F.bufferData(F.PIXEL_PACK_BUFFER,Ee.byteLength,F.STREAM_READ),F.readPixels(O,j,Y,$,ge.convert(je),ge.convert(ut),0),F.bindBuffer(F.PIXEL_PACK_BUFFER,null);let Gt=ce!==null?ze.get(ce).__webglFramebuffer:null;Me.bindFramebuffer(F.FRAMEBUFFER,Gt);let Et=F.fenceSync(F.SYNC_GPU_COMMANDS_COMPLETE,0);return F.flush(),await d0(F,Et,4),F.bindBuffer(F.PIXEL_PACK_BUFFER,ht),F.getBufferSubData(F.PIXEL_PACK_BUFFER,0,Ee),F.bindBuffer(F.PIXEL_PACK_BUFFER,null),F.deleteBuffer(ht),F.deleteSync(Et),Ee}else throw new Error("THREE.WebGLRenderer.readRenderTargetPixelsAsync: requested read bounds are out of range.")},this.copyFramebufferToTexture=function(w,O=null,j=0){let Y=Math.pow(2,-j),$=Math.floor(w.image.width*Y),Ee=Math.floor(w.image.height*Y),Pe=O!==null?O.x:0,Te=O!==null?O.y:0;Xe.setTexture2D(w,0),F.copyTexSubImage2D(F.TEXTURE_2D,j,0,0,Pe,Te,$,Ee),Me.unbindTexture()},this.copyTextureToTexture=function(w,O,j=null,Y=null,$=0,Ee=0){let Pe,Te,Ie,ke,je,ut,Be,ht,Gt,Et=w.isCompressedTexture?w.mipmaps[Ee]:w.image;if(j!==null)Pe=j.max.x-j.min.x,Te=j.max.y-j.min.y,Ie=j.isBox3?j.max.z-j.min.z:1,ke=j.min.x,je=j.min.y,ut=j.isBox3?j.min.z:0;else{let at=Math.pow(2,-$);Pe=Math.floor(Et.width*at),Te=Math.floor(Et.height*at),w.isDataArrayTexture?Ie=Et.depth:w.isData3DTexture?Ie=Math.floor(Et.depth*at):Ie=1,ke=0,je=0,ut=0}Y!==null?(Be=Y.x,ht=Y.y,Gt=Y.z):(Be=0,ht=0,Gt=0);let Tt=ge.convert(O.format),dn=ge.convert(O.type),Ue;O.isData3DTexture?(Xe.setTexture3D(O,0),Ue=F.TEXTURE_3D):O.isDataArrayTexture||O.isCompressedArrayTexture?(Xe.setTexture2DArray(O,0),Ue=F.TEXTURE_2D_ARRAY):(Xe.setTexture2D(O,0),Ue=F.TEXTURE_2D),Me.activeTexture(F.TEXTURE0),Me.pixelStorei(F.UNPACK_FLIP_Y_WEBGL,O.flipY),Me.pixelStorei(F.UNPACK_PREMULTIPLY_ALPHA_WEBGL,O.premultiplyAlpha),Me.pixelStorei(F.UNPACK_ALIGNMENT,O.unpackAlignment);let sn=Me.getParameter(F.UNPACK_ROW_LENGTH),ft=Me.getParameter(F.UNPACK_IMAGE_HEIGHT),ji=Me.getParameter(F.UNPACK_SKIP_PIXELS),rn=Me.getParameter(F.UNPACK_SKIP_ROWS),br=Me.getParameter(F.UNPACK_SKIP_IMAGES);Me.pixelStorei(F.UNPACK_ROW_LENGTH,Et.width),Me.pixelStorei(F.UNPACK_IMAGE_HEIGHT,Et.height),Me.pixelStorei(F.UNPACK_SKIP_PIXELS,ke),Me.pixelStorei(F.UNPACK_SKIP_ROWS,je),Me.pixelStorei(F.UNPACK_SKIP_IMAGES,ut);let Ni=w.isDataArrayTexture||w.isData3DTexture,Qi=O.isDataArrayTexture||O.isData3DTexture;if(w.isDepthTexture){let at=ze.get(w),$t=ze.get(O),zn=ze.get(at.__renderTarget),At=ze.get($t.__renderTarget);Me.bindFramebuffer(F.READ_FRAMEBUFFER,zn.__webglFramebuffer),Me.bindFramebuffer(F.DRAW_FRAMEBUFFER,At.__webglFramebuffer);for(let on=0;on<Ie;on++)Ni&&(F.framebufferTextureLayer(F.READ_FRAMEBUFFER,F.COLOR_ATTACHMENT0,ze.get(w).__webglTexture,$,ut+on),F.framebufferTextureLayer(F.DRAW_FRAMEBUFFER,F.COLOR_ATTACHMENT0,ze.get(O).__webglTexture,Ee,Gt+on)),F.blitFramebuffer(ke,je,ke+Pe,je+Te,Be,ht,Be+Pe,ht+Te,F.DEPTH_BUFFER_BIT,F.NEAREST);Me.bindFramebuffer(F.READ_FRAMEBUFFER,null),Me.bindFramebuffer(F.DRAW_FRAMEBUFFER,null)}else if($!==0||w.isRenderTargetTexture||ze.has(w)){let at=ze.get(w),$t=ze.get(O);Me.bindFramebuffer(F.READ_FRAMEBUFFER,N),Me.bindFramebuffer(F.DRAW_FRAMEBUFFER,V);for(let zn=0;zn<Ie;zn++)Ni?F.framebufferTextureLayer(F.READ_FRAMEBUFFER,F.COLOR_ATTACHMENT0,at.__webglTexture,$,ut+zn):F.framebufferTexture2D(F.READ_FRAMEBUFFER,F.COLOR_ATTACHMENT0,F.TEXTURE_2D,at.__webglTexture,$),Qi?F.framebufferTextureLayer(F.DRAW_FRAMEBUFFER,F.COLOR_ATTACHMENT0,$t.__webglTexture,Ee,Gt+zn):F.framebufferTexture2D(F.DRAW_FRAMEBUFFER,F.COLOR_ATTACHMENT0,F.TEXTURE_2D,$t.__webglTexture,Ee),$!==0?F.blitFramebuffer(ke,je,ke+Pe,je+Te,Be,ht,Be+Pe,ht+Te,F.COLOR_BUFFER_BIT,F.NEAREST):Qi?F.copyTexSubImage3D(Ue,Ee,Be,ht,Gt+zn,ke,je,Pe,Te):F.copyTexSubImage2D(Ue,Ee,Be,ht,ke,je,Pe,Te);Me.bindFramebuffer(F.READ_FRAMEBUFFER,null),Me.bindFramebuffer(F.DRAW_FRAMEBUFFER,null)}else Qi?w.isDataTexture||w.isData3DTexture?F.texSubImage3D(Ue,Ee,Be,ht,Gt,Pe,Te,Ie,Tt,dn,Et.data):O.isCompressedArrayTexture?F.compressedTexSubImage3D(Ue,Ee,Be,ht,Gt,Pe,Te,Ie,Tt,Et.data):F.texSubImage3D(Ue,Ee,Be,ht,Gt,Pe,Te,Ie,Tt,dn,Et):w.isDataTexture?F.texSubImage2D(F.TEXTURE_2D,Ee,Be,ht,Pe,Te,Tt,dn,Et.data):w.isCompressedTexture?F.compressedTexSubImage2D(F.TEXTURE_2D,Ee,Be,ht,Et.width,Et.height,Tt,Et.data):F.texSubImage2D(F.TEXTURE_2D,Ee,Be,ht,Pe,Te,Tt,dn,Et);Me.pixelStorei(F.UNPACK_ROW_LENGTH,sn),Me.pixelStorei(F.UNPACK_IMAGE_HEIGHT,ft),Me.pixelStorei(F.UNPACK_SKIP_PIXELS,ji),Me.pixelStorei(F.UNPACK_SKIP_ROWS,rn),Me.pixelStorei(F.UNPACK_SKIP_IMAGES,br),Ee===0&&O.generateMipmaps===!0&&O.mipmapsAutoUpdate===!0&&F.generateMipmap(Ue),Me.unbindTexture()},this.initRenderTarget=function(w){ze.get(w).__webglFramebuffer===void 0&&Xe.setupRenderTarget(w)},this.initTexture=function(w){w.isCubeTexture?Xe.setTextureCube(w,0):w.isData3DTexture?Xe.setTexture3D(w,0):w.isDataArrayTexture||w.isCompressedArrayTexture?Xe.setTexture2DArray(w,0):Xe.setTexture2D(w,0),Me.unbindTexture()},this.resetState=function(){Z=0,z=0,ce=null,Me.reset(),be.reset()},typeof __THREE_DEVTOOLS__<"u"&&__THREE_DEVTOOLS__.dispatchEvent(new CustomEvent("observe",{detail:this}))}get coordinateSystem(){return mi}get outputColorSpace(){return this._outputColorSpace}set outputColorSpace(e){this._outputColorSpace=e;let t=this.getContext();t.drawingBufferColorSpace=mt._getDrawingBufferColorSpace(e),t.unpackColorSpace=mt._getUnpackColorSpace()}};var Bn=class{position=[];elevation=[];colour=[];get empty(){return this.position.length===0}triangle(e,t,n,s,r=1){this.vertex(e,s,r),this.vertex(t,s,r),this.vertex(n,s,r)}quad(e,t,n,s,r,o=1){this.triangle(e,t,n,r,o),this.triangle(e,n,s,r,o)}line(e,t,n){this.vertex(e,n,1),this.vertex(t,n,1)}vertex([e,t,n,s],r,o){this.position.push(e,t,n),this.elevation.push(s);for(let a of[16,8,0])this.colour.push(Math.min(255,(r>>a&255)*o))}build(){let e=new Un;return e.setAttribute("position",new Dn(Float32Array.from(this.position),3)),e.setAttribute("elevation",new Dn(Float32Array.from(this.elevation),1)),e.setAttribute("tint",new Dn(Uint8Array.from(this.colour),3,!0)),e}};function xs(i,e){return .9+.1*(-.55*i+.83*e)}var Ua=`
  uniform float uBase;
  uniform float uSpread;
  float lift(float e) { return uBase + (e - uBase) * uSpread; }
`;function Gs(i,e={}){return new An({uniforms:{...i,uAlpha:{value:1}},vertexShader:`
      attribute float elevation;
      attribute vec3 tint;
      varying vec3 vTint;
      ${Ua}
      void main() {
        vTint = tint;
        gl_Position = projectionMatrix * viewMatrix * vec4(position.xy, lift(elevation) + position.z, 1.0);
      }`,fragmentShader:`
      varying vec3 vTint;
      uniform float uAlpha;
      void main() { gl_FragColor = vec4(vTint, uAlpha); }`,side:Fn,...e})}var Du=.14,Fa=2.1,go=1.1;function Uu(i,e){return i.openings.map(t=>Bi(t,e)).join()}function tx(i,e,t,n){let s=new Bn;for(let r of e.openings){if(r.surface!==i.index)continue;let o=Bi(r,n)==="open",a=r.kind==="exit",[l,c]=r.line,u=Math.hypot(c[0]-l[0],c[1]-l[1])||1,h=[(c[0]-l[0])/u,(c[1]-l[1])/u],d=[h[1],-h[0]],f=o?a?t.exit:t.door:t.shut,m=i.height(...l),y=(_,E,b)=>[l[0]+h[0]*_+d[0]*E,l[1]+h[1]*_+d[1]*E,b,m],p=a?.22:.1,g=a?0:-.1;for(let _ of[-Du,u])Mf(s,y,[_,_+Du],[g,p],[0,Fa],h,f);a?(Mf(s,y,[-Du,u+Du],[g,p],[Fa,Fa+.3],h,f),s.quad(y(0,0,.04),y(u,0,.04),y(u,go,.04),y(0,go,.04),f),o&&uE(s,y,u,f)):s.quad(y(0,g,.05),y(u,g,.05),y(u,p,.05),y(0,p,.05),f),o||(Mf(s,y,[0,u],[-.03,.05],[0,Fa],h,f),hE(s,y,u,a?go/2:0))}return s}function Mf(i,e,[t,n],[s,r],[o,a],l,c){i.quad(e(t,s,a),e(n,s,a),e(n,r,a),e(t,r,a),c,1.05),i.quad(e(t,s,o),e(n,s,o),e(n,s,a),e(t,s,a),c,xs(-l[1],l[0])),i.quad(e(t,r,o),e(n,r,o),e(n,r,a),e(t,r,a),c,xs(l[1],-l[0])),i.quad(e(t,s,o),e(t,r,o),e(t,r,a),e(t,s,a),c,.82),i.quad(e(n,s,o),e(n,r,o),e(n,r,a),e(n,s,a),c,.82)}function uE(i,e,t,n){let s=t/2,r=Math.min(.8,t*.42);i.triangle(e(s-r,go+.25,.04),e(s+r,go+.25,.04),e(s,go+.25+r,.04),n)}function hE(i,e,t,n){let s=t/2,r=Math.min(.45,t*.3),o=.09;for(let a of[-1,1]){let l=Fa+.35;i.quad(e(s-r-o,n-a*r,l),e(s-r+o,n-a*r,l),e(s+r+o,n+a*r,l),e(s+r-o,n+a*r,l),16777215)}}var dE=.12,fE=.05,pE={sign:Pn(ln($s)),steward:Pn(ln(Zs)),"call point":Pn(ln(ts))},nx='"Inter", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',Fu=class{constructor(e){this.stage=e}stage;canvas=document.createElement("canvas");context=this.canvas.getContext("2d",{willReadFrequently:!0});taken=[];key="";draw(e){let{stage:t,context:n,canvas:s}=this,{pose:r,plan:o}=t.rig,a=[r.target.toArray(),r.distance,r.azimuth,r.polar,o,t.width,t.height,t.theme.ink,t.shared.uSpread.value,t.arrangement,e.labels,e.selected,e.selected<0?"":e.time,JSON.stringify([e.lines,e.draft,e.places.map(h=>[h.state,h.occupancy])]),e.zones.map(h=>`${h.id} ${h.centre}`),Uu(t.run.venue,e.time)].join();if(a===this.key)return;this.key=a;let l=t.pixelRatio,c=Math.round(t.width*l),u=Math.round(t.height*l);(s.width!==c||s.height!==u)&&([s.width,s.height]=[c,u]),n.setTransform(l,0,0,l,0,0),n.clearRect(0,0,t.width,t.height),this.taken=[];for(let h of[...e.lines,...e.draft===null?[]:[e.draft]])this.line(h);if(this.person(e),e.labels){for(let h of e.zones)this.zone(h);for(let h of e.places)this.place(h);this.exits(e.time),e.single||t.run.venue.storeys.length===1?this.rooms():this.storeys()}this.scaleBar()}line({surface:e,p:t,q:n,label:s,colour:r}){let o=this.stage.run.venue.surfaces[e];if(o===void 0||!this.stage.shown(e))return;let[a,l]=this.stage.project(t[0],t[1],o.height(...t)),[c,u]=this.stage.project(n[0],n[1],o.height(...n)),{context:h}=this;h.lineCap="round";for(let[d,f]of[["#ffffff",6],[r,3]])h.strokeStyle=d,h.lineWidth=f,h.beginPath(),h.moveTo(a,l),h.lineTo(c,u),h.stroke();for(let[d,f]of[[a,l],[c,u]])h.beginPath(),h.arc(d,f,4.5,0,7),h.fillStyle="#ffffff",h.fill(),h.lineWidth=2.5,h.stroke();s!==""&&this.tag((a+c)/2,(l+u)/2-20,s,r,"#ffffff")}person({selected:e,time:t,accent:n}){let{slice:s}=this.stage.run,r=e<0?-1:s.indexOf(e);if(r<0||!this.stage.shown(s.surface[r]))return;let[o,a,l]=s.position(r,this.stage.run.shareAt(t)),[c,u,h]=this.stage.project(o,a,l);if(!h)return;let[d,f]=this.stage.rig.project(o,a,this.stage.lift(l)+1.75),{context:m}=this,y=Math.max(9,.55/(this.stage.rig.plan?this.stage.rig.metresPerPixel:.06)),p=this.stage.rig.plan?u-y-4:f-8;m.strokeStyle=n,m.lineWidth=2.5,m.beginPath(),m.ellipse(c,u,y,this.stage.rig.plan?y:y*.55,0,0,7),m.stroke(),m.beginPath(),m.moveTo(d,p),m.lineTo(d-6,p-10),m.lineTo(d+6,p-10),m.closePath(),m.fillStyle=n,m.fill(),this.tag(d,p-24,`Person ${e}`,n,"#ffffff")}zone({id:e,surface:t,centre:n,radius:s}){let{stage:r}=this;if(!r.shown(t))return;let o=r.run.venue.surfaces[t].height(...n),[a,l,c]=r.rig.project(...n,r.lift(o)+(r.rig.plan?0:2.4));c&&this.tag(a,l-(r.rig.plan?s/r.rig.metresPerPixel:0)-14,e,Pn(ln(ts)),"#ffffff")}place({place:e,state:t,occupancy:n}){let{stage:s,context:r}=this;if(!s.shown(e.surface))return;let[o,a,l]=s.project(...e.at,s.run.venue.surfaces[e.surface].height(...e.at));if(!l)return;if(e.kind==="refuge"){let h=e.capacity>0?` of ${e.capacity}`:"",d=`${e.id}: ${n}${h}${t==="locked"?", locked":""}`;this.tag(o,a,d,Pn(ln(t==="open"?$s:Zs)),"#ffffff");return}let c=s.rig.metresPerPixel,u=pE[e.kind];u===void 0||c>dE||(r.fillStyle=u,r.strokeStyle="#ffffff",r.lineWidth=1.5,r.beginPath(),e.kind==="steward"?r.arc(o,a,5,0,7):e.kind==="sign"?r.rect(o-7,a-4,14,8):r.rect(o-4.5,a-4.5,9,9),r.fill(),r.stroke(),c<fE&&this.words(o,a+13,e.id,11,500,s.theme.ink))}exits(e){let{stage:t}=this;for(let n of t.run.venue.openings){let s=Bi(n,e)==="open";if(!t.shown(n.surface)||n.kind!=="exit"&&s)continue;let r=t.run.venue.surfaces[n.surface],[o,a]=n.line,l=Math.hypot(a[0]-o[0],a[1]-o[1])||1,c=t.rig.plan?2.4+9*t.rig.metresPerPixel:.3,u=(o[0]+a[0])/2+(a[1]-o[1])/l*c,h=(o[1]+a[1])/2-(a[0]-o[0])/l*c,d=r.height((o[0]+a[0])/2,(o[1]+a[1])/2),[f,m,y]=t.rig.project(u,h,t.lift(d)+(t.rig.plan?0:2.5+9*t.rig.metresPerPixel)),p=s?n.id:`${n.id} – ${Qf(n)?Bi(n,e):"never open"}`;y&&this.words(f,m,p,12,600,s?t.theme.exitInk:t.theme.shutInk)}}rooms(){let{stage:e}=this;for(let t of e.run.venue.rooms){if(!e.shown(t.surface))continue;let n=e.run.venue.surfaces[t.surface],[s,r,o]=e.project(...t.centre,n.height(...t.centre));o&&t.width>30*e.rig.metresPerPixel&&this.words(s,r,t.id,12,500,e.theme.ink)}}storeys(){let{stage:e}=this;for(let{surface:t}of e.run.venue.storeys){let[n,s,r,o]=t.bounds,a=[[n,s],[r,s],[n,o],[r,o]].map(([u,h])=>e.project(u,h,t.height(u,h))),[l,c]=a.reduce((u,h)=>h[0]<u[0]?h:u);this.words(l-14,c,t.id,13,650,e.theme.ink,"right")}}words(e,t,n,s,r,o,a="center"){let{context:l}=this;l.font=`${r} ${s}px ${nx}`;let c=l.measureText(n).width,u=a==="left"?e:a==="center"?e-c/2:e-c;if(u+c<0||u>this.stage.width)return;let h=Math.min(this.stage.width-c-6,Math.max(6,u));this.take([h-3,t-s*.7,h+c+3,t+s*.7])&&(l.textAlign="left",l.textBaseline="middle",l.lineJoin="round",l.lineWidth=3.5,l.strokeStyle=this.stage.theme.halo,l.strokeText(n,h,t),l.fillStyle=o,l.fillText(n,h,t))}take(e){return this.taken.some(n=>e[0]<n[2]&&e[2]>n[0]&&e[1]<n[3]&&e[3]>n[1])||e[2]<0||e[0]>this.stage.width||e[3]<0||e[1]>this.stage.height?!1:(this.taken.push(e),!0)}tag(e,t,n,s,r){let{context:o}=this;o.font=`600 12px ${nx}`;let a=o.measureText(n).width+16,l=Math.min(this.stage.width-a-6,Math.max(6,e-a/2));this.taken.push([l,t-11,l+a,t+11]),o.fillStyle=s,o.beginPath(),o.roundRect(l,t-11,a,22,6),o.fill(),o.fillStyle=r,o.textAlign="left",o.textBaseline="middle",o.fillText(n,l+8,t+.5)}scaleBar(){let{stage:e,context:t}=this,n=mE(130*e.rig.metresPerPixel),s=n/e.rig.metresPerPixel,r=20,o=e.height-22;t.fillStyle=e.theme.halo,t.fillRect(r-3,o-6,s+6,12),t.fillStyle=e.theme.ink,t.fillRect(r,o-3,s/2,6),t.strokeStyle=e.theme.ink,t.lineWidth=1,t.strokeRect(r+.5,o-2.5,s-1,5),this.taken=[],this.words(r+s+10,o,e.rig.plan?`${n} m`:`${n} m at the centre`,12,500,e.theme.ink,"left")}};function mE(i){let e=10**Math.floor(Math.log10(i));return[5,2,1].map(t=>t*e).find(t=>t<=i)??e}var gE=1.15,xE=.95,vE=.2,Bu=.28,yE=.3,Ws=.42,Ou=.21;function sx(i,e,t){let n=new Bn,s=new Bn,r=new Bn,o=(h,d,f)=>[h,d,f,i.height(h,d)],a=i.sloped&&i.kind!=="ramp",l=i.sloped||i.kind==="landing"?t.flight:t.floor;for(let h of i.polygons){let d=a?.14:.03;xo(h,(f,m,y)=>{r.triangle(o(...f,d),o(...m,d),o(...y,d),t.floor),a||n.triangle(o(...f,0),o(...m,0),o(...y,0),l)}),a?_E(n,s,i,h,t):i.sloped&&bE(s,i,h,t)}let c=e.blocks.filter(h=>h.surface===i.index),u=c.flatMap(h=>h.footprints);ME(n,s,i,e,u,t);for(let h of u)EE(n,s,i,h,t);for(let h of c)TE(n,i,h.places,t);return{solid:n.build(),lines:s.build(),floor:r.build()}}function xo(i,e){let[t,...n]=i.map(r=>r.map(([o,a])=>new nt(o,a)));if(t===void 0||t.length<3)return;let s=[t,...n].flat();for(let[r,o,a]of xa.triangulateShape(t,n))e([s[r].x,s[r].y],[s[o].x,s[o].y],[s[a].x,s[a].y])}function rx(i,e){let t=Math.hypot(...i.gradient),n=[i.gradient[0]/t,i.gradient[1]/t],s=e.map(([r,o])=>r*n[0]+o*n[1]);return{u:n,low:Math.min(...s),high:Math.max(...s),steep:t}}function _E(i,e,t,n,s){let r=n[0],{u:o,low:a,high:l,steep:c}=rx(t,r),u=Math.max(1,Math.round((l-a)/yE)),h=(l-a)/u,d=t.height(a*o[0],a*o[1]);for(let f=0;f<u;f++){let m=a+f*h,y=m+h,p=Co(Co(r,o[0],o[1],m),-o[0],-o[1],-y);if(p.length<3)continue;let g=d+(f+.5)*h*c,_=d+(f-.5)*h*c,E=([R,T],v)=>[R,T,v,g];for(let R=1;R+1<p.length;R++)i.triangle(E(p[0],0),E(p[R],0),E(p[R+1],0),f%2===0?s.flight:s.tread);let b=p.filter(([R,T])=>Math.abs(R*o[0]+T*o[1]-m)<1e-6).sort((R,T)=>R[1]*o[0]-R[0]*o[1]-(T[1]*o[0]-T[0]*o[1]));for(let R=0;R+1<b.length;R+=2){let[T,v]=[b[R],b[R+1]];i.quad([...T,0,_],[...v,0,_],[...v,0,g],[...T,0,g],s.slab,xs(-o[0],-o[1])),e.line([...T,.01,g],[...v,.01,g],s.line)}}}function bE(i,e,t,n){let{u:s,low:r,high:o}=rx(e,t[0]);for(let a=Math.ceil(r);a<o;a+=1){let c=Co(Co(t[0],s[0],s[1],a),-s[0],-s[1],-a-.5).filter(([d,f])=>Math.abs(d*s[0]+f*s[1]-a)<1e-6);if(c.length<2)continue;let[u,h]=[c[0],c[c.length-1]];i.line([...u,.02,e.height(...u)],[...h,.02,e.height(...h)],n.tread)}}function SE(i,e,t){return i.map((n,s)=>{let r=i[(s+1)%i.length],o=Math.hypot(r[0]-n[0],r[1]-n[1])||1,a=[(r[1]-n[1])/o,-(r[0]-n[0])/o],l=e.some(([h,d])=>Po(n,h,d)&&Po(r,h,d)),c=[(n[0]+r[0])/2+.05*a[0],(n[1]+r[1])/2+.05*a[1]],u=!l&&t.some(h=>Es(h,...c));return{a:n,b:r,n:a,wall:!l&&!u}})}function ME(i,e,t,n,s,r){let o=[...n.openings.filter(c=>c.surface===t.index).map(c=>c.line),...n.portals.filter(c=>c.surfaces.includes(t.index)).map(c=>c.line)],a=t.kind==="storey"?gE:xE,l=t.kind==="storey"?vE:.1;for(let c of t.polygons.flat()){let u=SE(c,o,s);u.forEach((h,d)=>{let f=u[(d+u.length-1)%u.length],m=u[(d+1)%u.length];if(wE(i,t,h,r),!h.wall)return;let y=h.a,p=h.b,g=ix(h,f,y,l),_=ix(h,m,p,l),E=(T,v)=>[T[0],T[1],v,t.height(T[0],T[1])],b=xs(-h.n[0],-h.n[1]),R=xs(h.n[0],h.n[1])*.96;i.quad(E(y,0),E(p,0),E(p,a),E(y,a),r.wall,b),i.quad(E(g,-Bu),E(_,-Bu),E(_,a),E(g,a),r.wall,R),i.quad(E(y,a),E(p,a),E(_,a),E(g,a),r.wallTop),f.wall||i.quad(E(y,0),E(g,0),E(g,a),E(y,a),r.wall,.9),m.wall||i.quad(E(p,0),E(_,0),E(_,a),E(p,a),r.wall,.9),e.line(E(y,a+.005),E(p,a+.005),r.line)})}}function ix(i,e,t,n){let s=[t[0]+i.n[0]*n,t[1]+i.n[1]*n];if(!e.wall)return s;let r=i.n[0]*e.n[0]+i.n[1]*e.n[1];if(r<-.7)return s;let o=n/(1+r);return[t[0]+(i.n[0]+e.n[0])*o,t[1]+(i.n[1]+e.n[1])*o]}function wE(i,e,{a:t,b:n,n:s},r){let o=e.sloped?.09:0,a=(l,c)=>[l[0],l[1],c,e.height(l[0],l[1])];i.quad(a(t,-Bu),a(n,-Bu),a(n,o),a(t,o),r.slab,xs(s[0],s[1]))}function EE(i,e,t,n,s){let r=([o,a],l)=>[o,a,l,t.height(o,a)];xo([n],(o,a,l)=>{i.triangle(r(o,Ws),r(a,Ws),r(l,Ws),s.seat)}),n.forEach((o,a)=>{let l=n[(a+1)%n.length],c=Math.hypot(l[0]-o[0],l[1]-o[1])||1,u=xs((l[1]-o[1])/c,-(l[0]-o[0])/c)*.9;i.quad(r(o,0),r(l,0),r(l,Ws),r(o,Ws),s.seat,u),e.line(r(o,Ws+.004),r(l,Ws+.004),s.seatTop)})}function TE(i,e,t,n){let s=1,r=0;t.forEach(([o,a],l)=>{let c=t[l+1],u=c===void 0?1/0:Math.hypot(c[0]-o,c[1]-a);u>.2&&u<1.2&&([s,r]=[(c[0]-o)/u,(c[1]-a)/u]);let h=Math.min(Ou,u<1.2?u*.42:Ou),d=(f,m)=>{let y=o+f*h*s-m*Ou*r,p=a+f*h*r+m*Ou*s;return[y,p,Ws+.02,e.height(y,p)]};i.quad(d(-1,-1),d(1,-1),d(1,1),d(-1,1),n.seatTop)})}var wf=`
  attribute float elevation;
  uniform vec2 uCorner;
  uniform vec2 uSize;
  varying vec2 vPlace;
  ${Ua}
  void main() {
    vPlace = (position.xy - uCorner) / uSize;
    gl_Position = projectionMatrix * viewMatrix * vec4(position.xy, lift(elevation) + position.z, 1.0);
  }`,ku=class{constructor(e,t,n){this.table=n;this.material=new An({uniforms:{...t,uTable:this.table,uMap:{value:null},uCorner:{value:new nt},uSize:{value:new nt(1,1)},uSmooth:{value:!1}},vertexShader:wf,fragmentShader:`
        uniform highp sampler2D uMap;
        uniform sampler2D uTable;
        uniform bool uSmooth;
        varying vec2 vPlace;
        void main() {
          ivec2 last = textureSize(uMap, 0) - 1;
          vec2 place = vPlace * vec2(last + 1);
          float share = texelFetch(uMap, clamp(ivec2(floor(place)), ivec2(0), last), 0).r;
          if (share < 0.0) discard;
          if (uSmooth) {
            vec2 low = floor(place - 0.5), part = place - 0.5 - low;
            float sum = 0.0, weights = 0.0;
            for (int k = 0; k < 4; k++) {
              ivec2 step = ivec2(k & 1, k >> 1);
              float value = texelFetch(uMap, clamp(ivec2(low) + step, ivec2(0), last), 0).r;
              float weight = (step.x == 1 ? part.x : 1.0 - part.x) * (step.y == 1 ? part.y : 1.0 - part.y);
              if (value < 0.0) continue;
              sum += weight * value;
              weights += weight;
            }
            share = sum / weights;
          }
          gl_FragColor = texture2D(uTable, vec2((min(share, 1.0) * 255.0 + 0.5) / 256.0, 0.5));
        }`,side:Fn,transparent:!0,depthWrite:!1}),this.mesh=new en(e,this.material),this.mesh.frustumCulled=!1,this.mesh.visible=!1,this.mesh.renderOrder=1}table;mesh;material;texture;show(e,t){if(e===void 0||t===void 0){this.texture?.dispose(),this.texture=void 0,this.material.uniforms.uMap.value=null,this.mesh.visible=!1;return}let{nx:n,ny:s,cell:r}=e,o=this.texture?.image;(this.texture===void 0||o?.width!==n||o.height!==s)&&(this.texture?.dispose(),this.texture=new Ai(new Float32Array(n*s),n,s,mr,ci),this.texture.magFilter=this.texture.minFilter=Kt,this.material.uniforms.uMap.value=this.texture),this.material.uniforms.uCorner.value.set(e.x0,e.y0),this.material.uniforms.uSize.value.set(n*r,s*r),this.material.uniforms.uSmooth.value=t.kind==="amount";let a=this.texture.image.data,l=t.kind==="classes"?.5:0;for(let c=0;c<a.length;c++){let u=e.values[c];a[c]=Number.isNaN(u)?-1:(u+l)/t.full}this.texture.needsUpdate=!0,this.mesh.visible=!0}get active(){return this.texture!==void 0}dispose(){this.texture?.dispose(),this.material.dispose()}};function ox(){let i=new Ai(new Uint8Array(1024),256,1);return i.magFilter=i.minFilter=xn,i}function ax(i,e,t){let n=i.image.data,{classes:s}=e;for(let r=0;r<256;r++){let[o,a,l,c]=e.kind==="classes"?[...ln(parseInt(s[Math.min(s.length-1,Math.floor(r*s.length/255))].colour.slice(1),16)),1]:Za(r/255,e.kind,t);n.set([Math.round(o),Math.round(a),Math.round(l),Math.round(255*c)],4*r)}i.needsUpdate=!0}var RE=-1e6,CE=.2,PE=`
  attribute vec3 aTo;
  attribute float aValue;
  attribute float aTall;
  uniform float uShare;
  uniform float uRadius;
  uniform float uHeight;
  uniform float uPixel;
  uniform float uSmallest;
  uniform vec2 uViewport;
  uniform bool uPerspective;
  uniform bool uClasses;
  uniform vec2 uRange;
  uniform vec3 uUnknown;
  uniform sampler2D uTable;
  varying vec2 vAxis;
  varying float vLength;
  varying float vHalf;
  varying vec3 vColour;
  ${Ua}
  void main() {
    vec3 p = mix(position, aTo, uShare);
    p.z = lift(p.z);
    vec4 foot = viewMatrix * vec4(p.xy, p.z + uRadius, 1.0);
    vec4 head = viewMatrix * vec4(p.xy, p.z + max(aTall * uHeight, 2.0 * uRadius) - uRadius, 1.0);
    gl_Position = projectionMatrix * (0.5 * (foot + head));
    // the silhouette of a capsule is that of a disc swept along its axis, seen on the screen
    vec4 low = projectionMatrix * foot, high = projectionMatrix * head;
    vec2 axis = (high.xy / high.w - low.xy / low.w) * 0.5 * uViewport;
    float reach = length(axis);
    float radius = max(uRadius / (uPerspective ? max(-foot.z, 0.1) * uPixel : uPixel), uSmallest);
    vAxis = reach < 1e-4 ? vec2(0.0, 1.0) : axis / reach;
    vLength = reach / radius;
    vHalf = 0.5 * vLength + 1.0;
    gl_PointSize = 2.0 * vHalf * radius;
    float share = uClasses ? (aValue + 0.5) / 256.0
      : (clamp((aValue - uRange.x) / (uRange.y - uRange.x), 0.0, 1.0) * 255.0 + 0.5) / 256.0;
    vColour = aValue < -1e5 ? uUnknown : texture2D(uTable, vec2(share, 0.5)).rgb;
  }
`,IE=`
  varying vec2 vAxis;
  varying float vLength;
  varying float vHalf;
  varying vec3 vColour;
  void main() {
    vec2 c = (gl_PointCoord - 0.5) * vec2(2.0, -2.0) * vHalf;
    vec2 place = vec2(dot(c, vec2(vAxis.y, -vAxis.x)), dot(c, vAxis) + 0.5 * vLength);
    vec2 head = vec2(place.x, place.y - 1.05 * vLength) / 0.66;
    vec2 body = vec2(place.x, place.y - clamp(place.y, 0.0, 0.76 * vLength));
    float h2 = dot(head, head), b2 = dot(body, body);
    bool upper = h2 < 1.0;
    vec2 d = upper ? head : body;
    float r2 = upper ? h2 : b2;
    float edge = COVER;
    if (edge <= 0.0) discard;
    float light = (upper ? 0.78 : 0.62) + 0.28 * sqrt(max(0.0, 1.0 - r2)) + 0.12 * d.y - 0.06 * d.x;
    light *= 0.84 + 0.16 * clamp((place.y + 1.0) / (vLength + 2.0), 0.0, 1.0) + (vLength < 0.5 ? 0.08 : 0.0);
    gl_FragColor = vec4(vColour * light, edge);
  }
`,zu=class{mesh;material;geometry=new Un;capacity=0;from;to;value;tall;drawn=new Uint32Array(0);count=0;constructor(e,t){let n=new Ai(new Uint8Array(1024),256,1);n.magFilter=n.minFilter=Kt;let s=t?"upper ? 1.0 : 1.0 - smoothstep(1.0 - fwidth(b2), 1.0, b2)":"r2 > 1.0 ? 0.0 : 1.0";this.material=new An({uniforms:{...e,uShare:{value:0},uRadius:{value:.23},uHeight:{value:1.7},uPixel:{value:.01},uSmallest:{value:1.6},uViewport:{value:new nt(1,1)},uPerspective:{value:!0},uClasses:{value:!0},uRange:{value:new nt(0,1)},uTable:{value:n},uUnknown:{value:new q(...$a.map(r=>r/255))}},vertexShader:PE,fragmentShader:IE.replace("COVER",s),alphaToCoverage:t}),this.mesh=new ua(this.geometry,this.material),this.mesh.frustumCulled=!1,this.reserve(1024)}reserve(e){if(e<=this.capacity)return;this.capacity=Math.ceil(e*1.2);let t=n=>new Dn(new Float32Array(this.capacity*n),n).setUsage(rf);this.geometry.dispose(),[this.from,this.to,this.value,this.tall]=[t(3),t(3),t(1),t(1)],this.geometry.setAttribute("position",this.from),this.geometry.setAttribute("aTo",this.to),this.geometry.setAttribute("aValue",this.value),this.geometry.setAttribute("aTall",this.tall),this.drawn=new Uint32Array(this.capacity)}see(e,t,n,s,r){let{uniforms:o}=this.material;o.uViewport.value.set(e*n,t*n),o.uSmallest.value=1.6*n,o.uPerspective.value=s,o.uPixel.value=r/n}load(e,t,n){this.reserve(e.count);let s=this.from.array,r=this.to.array,o=this.value.array,a=this.tall.array,l=0;for(let c=0;c<e.count;c++)if(n(e.surface[c])){for(let u=0;u<3;u++)s[3*l+u]=e.from[3*c+u],r[3*l+u]=e.to[3*c+u];o[l]=Number.isNaN(t[c])?RE:t[c],a[l]=e.status[c]===4?CE:1,this.drawn[l++]=c}this.count=l,this.geometry.setDrawRange(0,l);for(let[c,u]of[[this.from,3],[this.to,3],[this.value,1],[this.tall,1]])c.clearUpdateRanges(),c.addUpdateRange(0,l*u),c.needsUpdate=!0}colour({table:e,low:t,high:n,category:s}){let r=this.material.uniforms.uTable.value,o=r.image.data;e.slice(0,256).forEach((a,l)=>o.set([...a.map(Math.round),255],4*l)),r.needsUpdate=!0,this.material.uniforms.uClasses.value=s,this.material.uniforms.uRange.value.set(t,n)}dispose(){this.geometry.dispose(),this.material.dispose()}};var LE=.05,NE=.17,lx=2.2,cx=.14,ux=1.2,Vu=class{constructor(e){this.shared=e;this.core=this.material(.55),this.curtain=this.material(.22),this.lines=this.material(.9)}shared;group=new Ti;core;curtain;lines;seen=[];key="";material(e,t={}){let n=Gs(this.shared,{transparent:!0,depthWrite:!1,...t});return n.uniforms.uAlpha.value=e,n}seenMaterial(e){return this.seen[e]??=this.material(.26,{stencilWrite:!0,stencilRef:e+1,stencilFunc:ef,stencilZPass:Qd})}show(e,t,n,s){s!==this.key&&(this.key=s,this.clear(),e.forEach((r,o)=>{let a=t[r.surface];if(a===void 0||!n(r.surface))return;let l=a.sloped&&a.kind!=="ramp"?NE:LE,c=([p,g],_)=>[p,g,l+_,a.height(p,g)],u=new Bn,h=new Bn,d=new Bn,f=new Bn;for(let p of r.seen)DE(p,(g,_,E)=>u.triangle(c(g,0),c(_,0),c(E,0),qa));xo([r.core.ring],(p,g,_)=>h.triangle(c(p,.01),c(g,.01),c(_,.01),ts));let m=[...r.core.ring,r.core.ring[0]];m.slice(1).forEach((p,g)=>d.quad(c(m[g],0),c(p,0),c(p,lx),c(m[g],lx),ts)),Hu(f,m,c,ts);let y=r.hearing>0?UE(ip(r.corners,r.hearing)):[];for(let p of y)p.every(g=>a.contains(...g))&&Hu(f,p,c,sp);this.add(u,this.seenMaterial(o),3),this.add(h,this.core,4),this.add(d,this.curtain,5),this.add(f,this.lines,5)}))}add(e,t,n){if(e.empty)return;let s=new en(e.build(),t);s.frustumCulled=!1,s.renderOrder=n,this.group.add(s)}clear(){for(let e of[...this.group.children])e.geometry.dispose(),this.group.remove(e)}dispose(){this.clear();for(let e of[this.core,this.curtain,this.lines,...this.seen])e.dispose()}};function DE({eye:i,ring:e},t){e.forEach((n,s)=>t(i,n,e[(s+1)%e.length]))}function Hu(i,e,t,n){for(let s=0;s+1<e.length;s++){let[r,o]=[e[s],e[s+1]],a=Math.hypot(o[0]-r[0],o[1]-r[1]);if(a<1e-6)continue;let l=(o[1]-r[1])/a*(cx/2),c=-(o[0]-r[0])/a*(cx/2),u=([h,d],f)=>t([h+f*l,d+f*c],.03);i.quad(u(r,-1),u(o,-1),u(o,1),u(r,1),n)}}function UE(i){let e=[],t=[],n=0,s=!0;for(let r=0;r<i.length;r++){let o=i[r],a=i[(r+1)%i.length];for(s&&t.length===0&&t.push(o);;){let l=Math.hypot(a[0]-o[0],a[1]-o[1]);if(n+l<ux){n+=l,s&&t.push(a);break}let c=(ux-n)/l;o=[o[0]+c*(a[0]-o[0]),o[1]+c*(a[1]-o[1])],s&&e.push([...t,o]),s=!s,t=s?[o]:[],n=0}}return s&&t.length>1&&e.push(t),e}var FE=.04,Gu=class{group=new Ti;ground;lines;key="";constructor(e){this.ground=Gs(e,{transparent:!0,depthWrite:!1}),this.ground.uniforms.uAlpha.value=.3,this.lines=Gs(e,{transparent:!0,depthWrite:!1})}show(e,t,n,s,r){let o=e.filter(({kind:u,surface:h})=>u==="refuge"&&n(h)),a=r+o.map(u=>`${u.id} ${Io(u,t,s)}`).join();if(a===this.key)return;this.key=a,this.clear();let l=new Bn,c=new Bn;for(let u of o){let h=t.surfaces[u.surface],d=Io(u,t,s)==="open"?$s:Zs,f=([m,y],p)=>[m,y,FE+p,h.height(m,y)];for(let m of Ts(u.polygons)){xo(m,(y,p,g)=>l.triangle(f(y,0),f(p,0),f(g,0),d));for(let y of m)Hu(c,[...y,y[0]],f,d)}}for(let[u,h,d]of[[l,this.ground,1],[c,this.lines,2]]){if(u.empty)continue;let f=new en(u.build(),h);f.frustumCulled=!1,f.renderOrder=d,this.group.add(f)}}clear(){for(let e of[...this.group.children])e.geometry.dispose(),this.group.remove(e)}dispose(){this.clear(),this.ground.dispose(),this.lines.dispose()}};var hx=32,vo=Math.tan(hx*Math.PI/360),OE=.06,BE=1.5,Wu=class{perspective=new Nn(hx,1,1,2e3);orthographic=new ao(-1,1,1,-1,1,2e3);plan=!1;pose={target:new q,distance:100,azimuth:-1.15,polar:.85};width=1;height=1;get camera(){return this.plan?this.orthographic:this.perspective}resize(e,t){this.width=Math.max(1,e),this.height=Math.max(1,t),this.update()}get metresPerPixel(){return 2*this.pose.distance*vo/this.height}get pixelAtUnitDepth(){return 2*vo/this.height}direction(){if(this.plan)return new q(0,0,1);let{azimuth:e,polar:t}=this.pose;return new q(Math.sin(t)*Math.cos(e),Math.sin(t)*Math.sin(e),Math.cos(t))}update(){let{target:e,distance:t}=this.pose,n=this.camera,s=this.plan?1e3:t;n.position.copy(e).addScaledVector(this.direction(),s),n.up.set(0,this.plan?1:0,this.plan?0:1),n.lookAt(e);let r=this.width/this.height;if(n instanceof Nn)n.aspect=r,n.near=Math.max(.3,t*.02),n.far=t*3+800;else{let o=t*vo;[n.left,n.right,n.top,n.bottom]=[-o*r,o*r,o,-o],n.near=1,n.far=3e3}n.updateProjectionMatrix(),n.updateMatrixWorld()}fit(e,t){if(e.length===0)return;let n=new qi().setFromPoints(e);n.getCenter(this.pose.target);let s=this.direction(),r=this.plan?new q(1,0,0):new q(0,0,1).cross(s).normalize(),o=s.clone().cross(r),a=Math.max(.3,1-2*t/this.width),l=Math.max(.3,1-2*t/this.height),c=vo*(this.width/this.height)*a,u=vo*l,h=n.getSize(new q).length();this.pose.distance=Math.max(5,h/(2*vo));for(let d=0;d<12;d++){let f=[1/0,1/0],m=[-1/0,-1/0];for(let y of e){let p=y.clone().sub(this.pose.target),g=this.pose.distance-(this.plan?0:p.dot(s));[p.dot(r),p.dot(o)].forEach((_,E)=>{f[E]=Math.min(f[E],_/Math.max(g,1)),m[E]=Math.max(m[E],_/Math.max(g,1))})}this.pose.target.addScaledVector(r,(f[0]+m[0])/2*this.pose.distance).addScaledVector(o,(f[1]+m[1])/2*this.pose.distance),this.pose.distance*=Math.max((m[0]-f[0])/2/c,(m[1]-f[1])/2/u)}this.update()}orbit(e,t){this.pose.azimuth-=e*.006,this.pose.polar=Math.min(BE,Math.max(OE,this.pose.polar-t*.006)),this.update()}pan(e,t){let n=this.metresPerPixel,s=this.camera,r=new q().setFromMatrixColumn(s.matrixWorld,0),o=this.plan?new q(0,1,0):new q(0,0,1).cross(r).normalize(),a=this.plan?1:Math.max(.35,Math.cos(this.pose.polar));this.pose.target.addScaledVector(r,-e*n).addScaledVector(o,t*n/a),this.update()}zoom(e,t,n){let s=this.onPlane(t,n,this.pose.target.z);this.pose.distance=Math.min(5e3,Math.max(3,this.pose.distance*e)),this.update();let r=this.onPlane(t,n,this.pose.target.z);s!==null&&r!==null&&s.distanceTo(r)<this.pose.distance*2&&(this.pose.target.add(s.sub(r)),this.update())}ray(e,t){let n=new ba;return n.setFromCamera(new nt(e/this.width*2-1,1-t/this.height*2),this.camera),n.ray}onPlane(e,t,n){return this.ray(e,t).intersectPlane(new ri(new q(0,0,1),-n),new q)}project(e,t,n){let s=new q(e,t,n).project(this.camera);return[(s.x+1)/2*this.width,(1-s.y)/2*this.height,s.z>-1&&s.z<1]}};var Xu=class{mesh;material;texture;constructor(e,t){this.material=new An({uniforms:{...t,uMap:{value:null},uCorner:{value:new nt},uSize:{value:new nt(1,1)},uColour:{value:new q(...Ya.map(n=>n/255))}},vertexShader:wf,fragmentShader:`
        uniform sampler2D uMap;
        uniform vec3 uColour;
        varying vec2 vPlace;
        void main() {
          float hidden = texture2D(uMap, vPlace).r;
          if (hidden < 0.002) discard;
          gl_FragColor = vec4(uColour, hidden);
        }`,side:Fn,transparent:!0,depthWrite:!1}),this.mesh=new en(e,this.material),this.mesh.frustumCulled=!1,this.mesh.visible=!1,this.mesh.renderOrder=2}show(e){if(e===void 0)return;let{nx:t,ny:n,cell:s}=e;this.texture===void 0&&(this.texture=new Ai(new Uint8Array(t*n),t,n,mr),this.texture.magFilter=this.texture.minFilter=xn,this.texture.unpackAlignment=1,this.material.uniforms.uMap.value=this.texture,this.material.uniforms.uCorner.value.set(e.x0,e.y0),this.material.uniforms.uSize.value.set(t*s,n*s));let r=this.texture.image.data;for(let o=0;o<r.length;o++)r[o]=Math.round(255*e.values[o]);this.texture.needsUpdate=!0}get active(){return this.texture!==void 0}dispose(){this.texture?.dispose(),this.material.dispose()}};var kE=9,zE=6,qu=class{constructor(e,t){this.run=e;this.theme=t;this.software=VE(),this.renderer=new Iu({canvas:this.canvas,antialias:!this.software,powerPreference:"high-performance",stencil:!0}),this.renderer.setPixelRatio(this.software?1:Math.min(2,window.devicePixelRatio)),this.shared={uBase:{value:e.venue.lowest},uSpread:{value:1}},this.people=new zu(this.shared,!this.software),this.solid=Gs(this.shared,{polygonOffset:!0,polygonOffsetFactor:1,polygonOffsetUnits:1}),this.lined=Gs(this.shared,{transparent:!0}),this.lined.uniforms.uAlpha.value=.7,this.zones=new Vu(this.shared),this.places=new Gu(this.shared),this.build(),this.scene.add(this.people.mesh,this.places.group,this.zones.group)}run;theme;canvas=document.createElement("canvas");rig=new Wu;software;shared;shown=()=>!0;arrangement="";renderer;scene=new oa;people;zones;places;heatTable={value:ox()};solid;lined;parts=[];states="";smoke="";smoky=!1;heat=null;palette="standard";values=new Float32Array(0);loaded="";spreadGoal=1;width=1;height=1;build(){for(let e of this.parts)this.discard(e);this.renderer.setClearColor(this.theme.background),this.parts=this.run.venue.surfaces.map(e=>{let t=sx(e,this.run.venue,this.theme),n={solid:new en(t.solid,this.solid),lines:new ca(t.lines,this.lined),doors:new en(new Un,this.solid),heat:new ku(t.floor,this.shared,this.heatTable),smoke:new Xu(t.floor,this.shared)};for(let s of[n.solid,n.lines,n.doors])s.frustumCulled=!1;return this.scene.add(n.solid,n.lines,n.doors,n.heat.mesh,n.smoke.mesh),n}),this.states="",this.smoke="",this.drawHeat()}discard(e){this.scene.remove(e.solid,e.lines,e.doors,e.heat.mesh,e.smoke.mesh);for(let t of[e.solid,e.lines,e.doors,e.heat.mesh])t.geometry.dispose();e.heat.dispose(),e.smoke.dispose()}setTheme(e){this.theme=e,this.build()}resize(e,t){this.width=e,this.height=t,this.renderer.setSize(e,t,!1),this.rig.resize(e,t)}get pixelRatio(){return this.renderer.getPixelRatio()}arrange(e,t){this.arrangement=`${e} ${t}`;let n=this.run.venue.storeys[t]?.surfaces;this.shown=e==="single"&&n!==void 0?s=>n.has(s):()=>!0,this.spreadGoal=e==="exploded"?this.spread():1,this.loaded=""}spread(){let e=[...new Set(this.run.venue.storeys.map(a=>a.surface.elevation))].sort((a,l)=>a-l);if(e.length<2)return 1;let t=(e[e.length-1]-e[0])/(e.length-1),[n,s,r,o]=this.run.venue.bounds;return Math.min(zE,Math.max(1.5,.3*Math.max(r-n,o-s)/t))}settle(e){let t=this.shared.uSpread,n=this.spreadGoal-t.value;return Math.abs(n)<.01||e<=0?(t.value=this.spreadGoal,!1):(t.value+=n*Math.min(1,e*7),!0)}settleNow(){this.shared.uSpread.value=this.spreadGoal}fit(e=44){let t=[],n=this.shared.uSpread.value;this.shared.uSpread.value=this.spreadGoal;for(let s of this.run.venue.surfaces)if(this.shown(s.index))for(let[r,o]of s.polygons.flatMap(a=>a[0])){let a=this.lift(s.height(r,o));t.push(new q(r,o,a),new q(r,o,a+1.5))}for(let{kind:s,surface:r,line:[o,a]}of this.run.venue.openings){if(s!=="exit"||!this.shown(r))continue;let l=Math.hypot(a[0]-o[0],a[1]-o[1])||1,c=(o[0]+a[0])/2+2.4*(a[1]-o[1])/l,u=(o[1]+a[1])/2-2.4*(a[0]-o[0])/l;t.push(new q(c,u,this.lift(this.run.venue.surfaces[r].height(...o))))}this.rig.fit(t,e),this.shared.uSpread.value=n}lift(e){return this.shared.uBase.value+(e-this.shared.uBase.value)*this.shared.uSpread.value}setColouring(e){this.people.colour(e),this.loaded=""}setPalette(e){this.palette=e,this.drawHeat()}showHeat(e){this.heat=e,this.drawHeat()}drawHeat(){let{heat:e}=this;e!==null&&ax(this.heatTable.value,e.scale,this.palette),this.parts.forEach((t,n)=>t.heat.show(e?.planes[n],e?.scale))}showSmoke(e,t){this.smoky=e!==void 0,!(e===void 0||t===this.smoke)&&(this.smoke=t,this.parts.forEach((n,s)=>n.smoke.show(e[s])))}showDanger(e,t){let{run:n}=this;this.zones.group.visible=t&&n.zones.any,this.zones.group.visible&&this.zones.show(n.zones.viewsAt(e),n.venue.surfaces,this.shown,`${this.arrangement} ${n.zones.keyAt(e)}`),this.places.group.visible=n.places.length>0,this.places.group.visible&&this.places.show(n.places,n.venue,this.shown,e,this.arrangement)}render(e,t){let{run:n}=this,s=`${n.version} ${t.name}`;s!==this.loaded&&(this.values.length<n.slice.count&&(this.values=new Float32Array(n.slice.count*2)),lp(n,t,this.values),this.people.load(n.slice,this.values,this.shown),this.loaded=s);let r=Uu(n.venue,e);r!==this.states&&(this.states=r,this.parts.forEach((a,l)=>{a.doors.geometry.dispose(),a.doors.geometry=tx(n.venue.surfaces[l],n.venue,this.theme,e).build()})),this.parts.forEach((a,l)=>{let c=this.shown(l);for(let u of[a.solid,a.lines,a.doors])u.visible=c;a.heat.mesh.visible=c&&a.heat.active,a.smoke.mesh.visible=c&&this.smoky&&a.smoke.active}),this.people.material.uniforms.uShare.value=n.shareAt(e);let{plan:o}=this.rig;this.people.see(this.width,this.height,this.pixelRatio,!o,o?this.rig.metresPerPixel:this.rig.pixelAtUnitDepth),this.renderer.render(this.scene,this.rig.camera)}showPeople(e){this.people.mesh.visible=e}get drawn(){return this.people.mesh.visible?this.people.count:0}project(e,t,n){return this.rig.project(e,t,this.lift(n))}pick(e,t,n){let{slice:s}=this.run,r=this.run.shareAt(n),o=-1,a=kE;for(let l=0;l<this.people.count;l++){let c=this.people.drawn[l],[u,h,d]=s.position(c,r),f=this.lift(d),[m,y,p]=this.rig.project(u,h,f+.3);if(!p||Math.abs(m-e)>80||Math.abs(y-t)>120)continue;let[g,_]=this.rig.project(u,h,f+1.5),E=Math.min(1,Math.max(0,((e-m)*(g-m)+(t-y)*(_-y))/((g-m)**2+(_-y)**2||1))),b=Math.hypot(e-m-E*(g-m),t-y-E*(_-y));b<a&&(a=b,o=s.person[c])}return o}ground(e,t){let{origin:n,direction:s}=this.rig.ray(e,t),r=this.shared.uSpread.value,o=1/0,a=null;for(let l of this.run.venue.surfaces){if(!this.shown(l.index))continue;let[c,u]=l.gradient,h=(this.lift(l.height(n.x,n.y))-n.z)/(s.z-(c*s.x+u*s.y)*r),d=n.x+h*s.x,f=n.y+h*s.y;h>0&&h<o&&l.contains(d,f)&&(o=h,a={surface:l.index,point:[d,f]})}return a}onSurface(e,t,n){let{origin:s,direction:r}=this.rig.ray(e,t),o=this.run.venue.surfaces[n],[a,l]=o.gradient,c=(this.lift(o.height(s.x,s.y))-s.z)/(r.z-(a*r.x+l*r.y)*this.shared.uSpread.value);return c>0?[s.x+c*r.x,s.y+c*r.y]:null}dispose(){for(let e of this.parts)this.discard(e);this.people.dispose(),this.zones.dispose(),this.places.dispose(),this.renderer.dispose()}};function VE(){let i=document.createElement("canvas").getContext("webgl2");if(i===null)return!0;let e=i.getExtension("WEBGL_debug_renderer_info"),t=e===null?"":String(i.getParameter(e.UNMASKED_RENDERER_WEBGL));return i.getExtension("WEBGL_lose_context")?.loseContext(),/swiftshader|llvmpipe|software|basic render/i.test(t)}var xr={background:15133679,floor:Lo,flight:15331058,tread:14410472,slab:12766421,wall:13884386,wallTop:7504013,line:6122360,seat:14015972,seatTop:12372179,exit:33610,shut:11739423,door:5933496,ink:"#17212b",halo:"rgba(255,255,255,0.88)",muted:"#5d6b78",exitInk:"#006b3c",shutInk:"#a01c1a"},dx={background:1119771,floor:2634042,flight:3292487,tread:3819089,slab:1778217,wall:3950675,wallTop:9083303,line:6582911,seat:3753296,seatTop:4872293,exit:1221987,shut:14242639,door:7316436,ink:"#eef2f5",halo:"rgba(14,19,24,0.85)",muted:"#9eabb6",exitInk:"#4fd596",shutInk:"#ff8d87"},HE={...dx,floor:xr.floor,flight:xr.flight,tread:xr.tread,seat:xr.seat,seatTop:xr.seatTop,line:xr.line};function fx(i,e){return i?e?HE:dx:xr}var vs=["#aa3377","#d55e00","#0072b2","#7a5195","#8c6d00"],Ef=48,Yu=class{constructor(e,t,n){this.app=e;this.run=t;this.index=n;this.stage=new qu(t,this.theme),this.overlay=new Fu(this.stage),this.overlay.canvas.className="overlay",this.insideText.dataset.testid=`pane-inside-${n}`,this.caption=H("div",{class:"caption",hidden:e.runs.length<2},H("i",{class:`caption-key${n>0?" second":""}`}),H("span",{class:"caption-name","data-testid":`pane-name-${n}`},t.entry.label),H("span",{class:"caption-count"},this.insideText," inside")),this.element=H("div",{class:"pane",tabindex:"0",role:"application","aria-label":`Scene of ${t.entry.label}`},this.stage.canvas,this.overlay.canvas,this.caption),this.listen(),this.apply(new Set(["colour","palette","plan","arrangement","layer","storey"])),new ResizeObserver(()=>this.resize()).observe(this.element)}app;run;index;stage;overlay;element;caption;insideText=H("strong",{});draft=null;heat="";moved=()=>{};dirty=!0;approach=!1;resize(){let{clientWidth:e,clientHeight:t}=this.element;if(e===0||t===0)return;let n=this.stage.width<=1;this.stage.resize(e,t),n&&this.stage.fit(),this.invalidate()}invalidate(){this.dirty=!0}apply(e){let{app:t,stage:n}=this,{state:s}=t;this.theme!==n.theme&&n.setTheme(this.theme),e.has("palette")&&n.setPalette(s.palette),(e.has("colour")||e.has("palette")||e.has("tables"))&&n.setColouring(ja(t.column,s.palette)),(e.has("arrangement")||e.has("storey"))&&n.arrange(s.arrangement,s.storey),e.has("people")&&n.showPeople(s.people),e.has("plan")&&(n.rig.plan=s.plan),(e.has("plan")||e.has("arrangement")||e.has("storey"))&&n.fit(),e.has("selected")&&s.follow&&(this.approach=!0),e.has("slice")&&(this.insideText.textContent=yi(this.run.inside())),e.has("tool")&&this.element.classList.toggle("measuring",s.tool==="measure"),e.has("tool")&&s.tool==="look"&&(this.draft=null);let r=`${s.layer} ${s.layer==="density"?this.run.version:0}`;if(r!==this.heat||e.has("tables")){this.heat=r;let o=ph(this.run,s.layer);n.showHeat(o===null?null:{planes:o,scale:il(t.runs,s.layer)})}this.invalidate()}get theme(){let{state:e,column:t}=this.app;return fx(e.dark,e.layer!=="none"||t.kind==="number"||t.name==="level_of_service")}frame(e){let{app:t,stage:n}=this;if(n.settle(e)&&(this.dirty=!0),!this.dirty||n.width<=1)return!1;this.dirty=!1;let{state:s}=t,r=Math.min(s.time,this.run.duration);s.follow&&s.selected?.run===this.index&&this.follow(s.selected.person,r,e);let o=s.smoke?this.run.air:void 0;return n.showSmoke(o?.smokeAt(r),`${this.run.index} ${o?.times.length} ${o?.place(r)}`),n.showDanger(r,s.zones),n.render(r,t.column),this.overlay.draw({time:r,labels:s.labels,single:s.arrangement==="single",selected:s.selected?.run===this.index?s.selected.person:-1,zones:this.zones,places:this.places(r),lines:this.lines(),draft:this.draftLine(),accent:"#c2185b"}),!0}get zones(){let{state:e}=this.app;return e.zones?this.run.zones.viewsAt(Math.min(e.time,this.run.duration)):[]}places(e){let{run:t}=this;return t.places.map(n=>({place:n,state:Io(n,t.venue,e),occupancy:n.kind==="refuge"?t.occupancy(n):0}))}lines(){return this.app.state.measured.map((e,t)=>({line:e,i:t})).filter(({line:e})=>e.run===this.index).map(({line:e,i:t})=>({surface:e.surface,p:e.p,q:e.q,colour:vs[t%vs.length],label:e.result===null?"measuring …":`${zi(e.result.flow)} /s`}))}draftLine(){if(this.draft===null)return null;let{surface:e,p:t,q:n}=this.draft,s=vs[this.app.state.measured.length%vs.length];return{surface:e,p:t,q:n,colour:s,label:`${zi(Math.hypot(n[0]-t[0],n[1]-t[1]))} m`}}follow(e,t,n){let s=this.run.slice.indexOf(e);if(s<0)return;let{rig:r}=this.stage,[o,a,l]=this.run.slice.position(s,this.run.shareAt(t)),c=r.pose.target.clone().set(o,a,this.stage.lift(l)),u=Math.min(1,n*6);this.approach&&n>0&&(r.pose.target.lerp(c,u),r.pose.distance>Ef&&(r.pose.distance+=(Ef-r.pose.distance)*u),this.approach=r.pose.target.distanceTo(c)>.2||r.pose.distance>Ef*1.02),this.approach||r.pose.target.copy(c),r.update(),this.moved(this),this.approach&&(this.dirty=!0)}listen(){let{element:e,stage:t,app:n}=this,s=null;e.addEventListener("contextmenu",r=>r.preventDefault()),e.addEventListener("pointerdown",r=>{e.setPointerCapture(r.pointerId),s={x:r.offsetX,y:r.offsetY,button:r.button,moved:!1}}),e.addEventListener("pointermove",r=>{let[o,a]=this.place(r);if(s!==null){let l=o-s.x,c=a-s.y;if(!s.moved&&Math.hypot(l,c)<4)return;s={...s,x:o,y:a,moved:!0},t.rig.plan||s.button!==0||r.shiftKey?(n.set({follow:!1}),t.rig.pan(l,c)):t.rig.orbit(l,c),this.eyeMoved()}else if(this.draft!==null){let l=t.onSurface(o,a,this.draft.surface);l!==null&&(this.draft.q=l),this.invalidate()}}),e.addEventListener("pointerup",r=>{let o=s!==null&&!s.moved&&s.button===0;s=null,o&&this.click(...this.place(r))}),e.addEventListener("pointercancel",()=>s=null),e.addEventListener("wheel",r=>{r.preventDefault(),this.approach=!1,t.rig.zoom(Math.exp(Math.sign(r.deltaY)*Math.min(.25,Math.abs(r.deltaY)*.0016)),...this.place(r)),this.eyeMoved()},{passive:!1})}place(e){let t=this.element.getBoundingClientRect();return[e.clientX-t.left,e.clientY-t.top]}eyeMoved(){this.moved(this),this.invalidate()}click(e,t){let{app:n,stage:s}=this;if(n.state.tool==="measure"){if(this.draft===null){let r=s.ground(e,t);r!==null&&(this.draft={surface:r.surface,p:r.point,q:r.point})}else{let{surface:r,p:o}=this.draft,a=s.onSurface(e,t,r);this.draft=null,a!==null&&Math.hypot(a[0]-o[0],a[1]-o[1])>.1&&n.measure(this.index,o,a,r),n.set({tool:"look"})}this.invalidate();return}n.select(this.index,s.pick(e,t,Math.min(n.state.time,this.run.duration)))}};var yo=14,GE=["--accent","--second"];function Tf(i){return/danger|alarm|fire|smoke|announce|lockdown/.test(i.kind)?"var(--bad)":/stuck|fail|block|lock|clos/.test(`${i.kind} ${i.label}`)?"var(--warn)":"var(--accent)"}var $u=class{constructor(e){this.app=e;this.play=H("button",{type:"button",class:"play",onclick:()=>e.togglePlay()}),this.slider=H("input",{type:"range",class:"slider",min:"0",step:"any","aria-label":"Time","data-testid":"slider",oninput:()=>{e.seek(Number(this.slider.value))}}),this.speed=H("select",{class:"select speed","aria-label":"Speed of playing",title:"Speed of playing (+ and −)",onchange:()=>e.set({speed:Number(this.speed.value)})},...Js.map(n=>H("option",{value:n},`${n}×`))),this.live.addEventListener("click",()=>{e.seek(e.duration),e.set({playing:!0})});let t=H("div",{class:"track"},this.canvas,this.marks,this.slider,this.tip);t.addEventListener("pointermove",n=>this.hover(n)),t.addEventListener("pointerleave",()=>this.tip.hidden=!0),this.element=H("footer",{class:"transport"},H("div",{class:"buttons"},En("back","One frame back (,)",()=>this.step(-1)),this.play,En("forward","One frame on (.)",()=>this.step(1))),H("div",{class:"clock-box"},this.clock,this.total),t,this.live,this.speed),new ResizeObserver(()=>this.draw()).observe(t),e.listen(n=>{n.has("time")&&this.setTime(),(n.has("playing")||n.has("waiting"))&&this.setPlaying(),n.has("speed")&&(this.speed.value=String(e.state.speed)),(n.has("runs")||n.has("tables")||n.has("dark"))&&this.draw()}),this.speed.value=String(e.state.speed),this.setPlaying(),this.draw()}app;element;play;clock=H("output",{class:"clock","data-testid":"clock","aria-live":"off"});total=H("span",{class:"clock-total"});slider;canvas=document.createElement("canvas");marks=H("div",{class:"marks"});tip=H("div",{class:"tip",hidden:!0});speed;live=H("button",{type:"button",class:"live",hidden:!0,title:"Jump to the newest frame"},"Go to live");step(e){let{run:t,state:n}=this.app;this.app.set({playing:!1}),this.app.seek((t.frameAt(n.time)+e)*t.interval)}setTime(){let{time:e}=this.app.state;this.clock.textContent=fn(e,!0),this.slider.value=String(e),this.slider.setAttribute("aria-valuetext",fn(e,!0))}setPlaying(){let{playing:e,waiting:t}=this.app.state,n=e?"Pause (space)":"Play (space)";this.play.replaceChildren(mh(e?"pause":"play")),this.play.setAttribute("aria-label",n),this.play.title=n,this.play.classList.toggle("waiting",t)}x(e){let t=this.canvas.clientWidth-yo;return yo/2+(this.app.duration>0?e/this.app.duration*t:0)}draw(){let{app:e}=this;this.slider.max=String(e.duration),this.total.textContent=`of ${fn(e.duration)}`,this.live.hidden=!e.running,this.setTime();let t=Math.min(2,window.devicePixelRatio),n=this.canvas.clientWidth,s=this.canvas.clientHeight;if(n===0)return;[this.canvas.width,this.canvas.height]=[n*t,s*t];let r=this.canvas.getContext("2d");r.scale(t,t);let o=getComputedStyle(document.documentElement),a=e.runs.map(vl),l=Math.max(1,...a.map(u=>u.inside.reduce((h,d)=>Math.max(h,d),0)));a.forEach(({time:u,inside:h},d)=>{let f=o.getPropertyValue(GE[d%2]).trim();r.beginPath(),r.moveTo(this.x(0),s);let m=Math.max(1,Math.floor(u.length/1500));for(let y=0;y<u.length;y+=m)r.lineTo(this.x(u[y]),s-h[y]/l*(s-6));r.strokeStyle=f,r.lineWidth=1.2,r.globalAlpha=.55,r.stroke(),r.lineTo(this.x(e.runs[d].duration),s),r.closePath(),r.globalAlpha=.13,r.fillStyle=f,r.fill()});for(let[u,h]of e.runs.flatMap(d=>d.entry.gaps??[]))r.globalAlpha=.5,r.fillStyle=o.getPropertyValue("--bad").trim(),r.fillRect(this.x(u),s-4,Math.max(2,this.x(h)-this.x(u)),4);let c=e.runs.flatMap(u=>u.entry.events);this.marks.replaceChildren(...c.slice(0,400).map(u=>{let h=e.duration>0?u.time/e.duration:0;return H("i",{style:`left:calc(${yo/2}px + (100% - ${yo}px) * ${h});background:${Tf(u)}`})}))}hover(e){let t=this.canvas.getBoundingClientRect(),n=(e.clientX-t.left-yo/2)/(t.width-yo),s=Math.min(1,Math.max(0,n))*this.app.duration,r=6/t.width*this.app.duration,a=this.app.runs.flatMap(l=>l.entry.events).filter(l=>Math.abs(l.time-s)<=r).slice(0,4).map(l=>H("div",{},`${fn(l.time)}  ${l.label}`));this.tip.replaceChildren(H("strong",{},fn(s)),...a),this.tip.hidden=!1,this.tip.style.left=`${Math.min(t.width-70,Math.max(70,e.clientX-t.left))}px`}};var WE=["mind","action","alerted_by"],Zu=class{constructor(e){this.app=e;this.chart=new qo(150,n=>{e.seek(n)}),this.lineChart=new qo(150,n=>{e.seek(n)});let t=H("details",{class:"card"},H("summary",{},H("span",{},"Events")),this.events);this.element=H("aside",{class:"panel right","aria-label":"Figures"},H("section",{},H("h3",{},"People inside"),this.headline,this.statuses),this.classBox,this.person,this.lines,H("section",{},H("h3",{},"Over time"),this.chart.element,this.chartKey),H("section",{},H("h3",{},"By storey"),this.storeys,this.ways),t),this.rows(),e.listen(n=>{n.has("slice")&&this.numbers(),(n.has("slice")||n.has("selected")||n.has("follow")||n.has("tables"))&&this.drawPerson(n.has("selected")),n.has("time")&&(this.chart.setTime(e.state.time),this.lineChart.setTime(e.state.time)),(n.has("measured")||n.has("runs"))&&this.drawLines(),(n.has("tables")||n.has("runs")||n.has("dark"))&&this.curves(),(n.has("palette")||n.has("runs")||n.has("colour"))&&this.rows(),n.has("runs")&&this.listEvents()}),this.listEvents(),requestAnimationFrame(()=>this.curves())}app;element;headline=H("div",{class:"headline"});statuses=H("div",{class:"rows"});classes=H("div",{class:"rows"});classTitle=H("h3",{});classBox=H("section",{hidden:!0,"data-testid":"classes"},this.classTitle,this.classes);storeys=H("div",{class:"rows"});ways=H("details",{class:"ways"},H("summary",{},"Stairs, ramps and landings"));cells=new Map;chart;chartKey=H("div",{class:"chart-key"});person=H("section",{class:"card",hidden:!0,"data-testid":"person"});lines=H("section",{class:"card",hidden:!0,"data-testid":"measured"});lineChart;events=H("div",{class:"events"});shownPerson="";counts(e,t){return this.app.runs.map((n,s)=>{let r=s===0?e:`${e}--${s}`,o=H("span",{class:`${t}${s===0?"":" second"}`,"data-testid":r},"0");return this.cells.set(r,o),o})}row(e,t,n){return H("div",{class:"row"},n!==void 0&&H("span",{class:"swatch",style:`background:${n}`}),H("span",{class:"row-label",title:t},t),...this.counts(e,"count"))}rows(){let{run:e,state:t}=this.app,n=e.column("status"),s=n?.values??Fo,r=Do("status",s.length,t.palette),o=this.app.runs.length>1?[]:[H("span",{class:"muted"},`of ${yi(e.entry.people)}`)];this.headline.replaceChildren(...this.counts("inside","big"),...o),this.statuses.replaceChildren(...n?.recorded===!1?[]:this.app.insideStatuses().map(c=>this.row(`status-${s[c]}`,s[c],Pn(r[c])))),this.classRows();let a=new Set(e.venue.storeys.map(c=>c.surface.index));this.storeys.replaceChildren(...[...e.venue.storeys].reverse().map(c=>this.row(`inside-${c.surface.id}`,c.surface.id)));let l=e.venue.surfaces.filter(c=>!a.has(c.index));this.ways.hidden=l.length===0,this.ways.replaceChildren(H("summary",{},H("span",{},"Stairs, ramps, landings"),...this.counts("inside-ways","count")),...l.map(c=>this.row(`inside-${c.id}`,c.id))),this.numbers()}classRows(){let{column:e,state:t}=this.app,n=WE.includes(e.name)&&e.recorded?e.values??[]:[];this.classBox.hidden=n.length===0,this.classTitle.textContent=As(e);let s=Do(e.name,n.length,t.palette);this.classes.replaceChildren(...n.map((r,o)=>this.row(`class-${o}`,xh(e,r,o),Pn(s[o]))))}numbers(){let{column:e}=this.app;this.app.runs.forEach((t,n)=>{if(!this.classBox.hidden){let c=new Array(e.values?.length??0).fill(0);for(let u=0;u<t.slice.count;u++)c[t.value(e,u)]++;c.forEach((u,h)=>this.put(`class-${h}${n===0?"":`--${n}`}`,u))}let s=n===0?"":`--${n}`,{inside:r,bySurface:o,byStatus:a}=this.app.counts(t);this.put(`inside${s}`,r);for(let[c,u]of Object.entries(a))this.put(`status-${c}${s}`,u);for(let[c,u]of Object.entries(o))this.put(`inside-${c}${s}`,u);let l=t.venue.storeys.reduce((c,u)=>c+o[u.surface.id],0);this.put(`inside-ways${s}`,r-l)})}put(e,t){let n=this.cells.get(e),s=yi(t);n!==void 0&&n.textContent!==s&&(n.textContent=s)}curves(){let{runs:e,duration:t}=this.app,n=getComputedStyle(document.documentElement),s=["--accent","--second"].map(o=>n.getPropertyValue(o).trim()),r=e.map((o,a)=>{let l=vl(o),c=s[a%2];return{label:o.entry.label,colour:c,time:l.time,value:l.inside,fill:e.length===1?`color-mix(in srgb, ${c} 12%, transparent)`:void 0,dash:a===0?void 0:[6,3]}});this.chart.show(r,t),this.chartKey.replaceChildren(...e.length<2?[H("span",{class:"muted"},"people inside; minutes : seconds")]:r.map((o,a)=>H("span",{},H("i",{style:`background:${o.colour}`}),e[a].entry.label))),this.lineChart.refresh()}drawPerson(e){let{selected:t,follow:n}=this.app.state;if(this.person.hidden=t===null,t===null){this.shownPerson="";return}let s=this.app.runs[t.run],r=s.slice.indexOf(t.person),o=`${t.run} ${t.person} ${r<0} ${n}`;(o!==this.shownPerson||e)&&(this.shownPerson=o,this.person.replaceChildren(H("header",{},H("h3",{},`Person ${t.person}`),En("follow",n?"Stop following":"Follow",()=>this.app.set({follow:!n}),{"aria-pressed":String(n)}),En("close","Close (Esc)",()=>this.app.select(0,-1))),H("dl",{class:"columns"})),e&&this.person.scrollIntoView({block:"nearest"})),this.person.querySelector("dl").replaceChildren(...this.facts(s,t.person,r))}facts(e,t,n){let s=[];for(let r of this.app.columns){if(!r.recorded)continue;let o=NaN;if(r.source==="people")o=e.people[r.name]?.[t]??NaN;else if(n>=0&&r.name==="density")o=e.densityNow().at(e.slice.surface[n],e.slice.from[3*n],e.slice.from[3*n+1]);else if(n>=0&&r.source!=="derived")o=e.value(r,n);else if(n>=0&&r.name==="speed")o=e.slice.speed[n];else continue;let l=Number.isNaN(o)||r.kind==="category"&&o<0?"–":r.kind==="category"?r.values?.[o]??String(o):`${zi(o)} ${Uo(r.unit)}`;s.push([As(r),l,Ja(r)])}return n<0&&s.unshift(["Now","not in the venue","The person has left or has not come yet"]),s.flatMap(([r,o,a])=>[H("dt",{title:a},r),H("dd",{},o)])}drawLines(){let{measured:e}=this.app.state;if(this.lines.hidden=e.length===0,e.length===0)return;let t=e.map((n,s)=>({line:n,i:s})).filter(({line:n})=>n.result!==null);this.lines.replaceChildren(H("h3",{},"Measured lines"),...e.map((n,s)=>this.lineRow(n,vs[s%vs.length])),...t.length===0?[]:[this.lineChart.element,H("div",{class:"chart-key"},H("span",{class:"muted"},"people who have crossed"))]),t.length>0&&this.lineChart.show(t.map(({line:n,i:s})=>({label:`line ${n.id}`,colour:vs[s%vs.length],steps:!0,time:[0,...n.result.nt.map(([r])=>r),this.app.duration],value:[0,...n.result.nt.map(([,r])=>r),n.result.nt.length]})),this.app.duration)}lineRow(e,t){let{result:n}=e,s=this.app.runs[e.run].venue.surfaces[e.surface]?.id??"",r=Math.hypot(e.q[0]-e.p[0],e.q[1]-e.p[1]),o=n===null?[H("span",{class:"muted"},`measuring … ${Math.round(e.progress*100)} %`)]:[H("b",{"data-testid":`flow-${e.id}`},`${zi(n.flow)} people/s`),H("span",{},`${zi(n.specificFlow)} /(m s)`),H("span",{},`${yi(n.nt.length)} crossed (${yi(n.forward)} ⇢ ${yi(n.backward)} ⇠)`),H("span",{class:"muted"},n.nt.length>0?`${fn(n.first)} to ${fn(n.last)}`:"nobody crossed it")];return H("div",{class:"measured"},H("i",{style:`background:${t}`}),H("div",{},H("div",{class:"muted"},`${s}, ${zi(r)} m`),H("div",{class:"measured-facts"},...o)),En("close","Remove this line",()=>this.app.forget(e.id)))}listEvents(){let{runs:e}=this.app,t=e.flatMap(n=>n.entry.events.map(s=>({event:s,of:e.length>1?n.entry.label:""}))).sort((n,s)=>n.event.time-s.event.time);this.events.replaceChildren(...t.length===0?[H("p",{class:"note"},"No events besides people moving.")]:t.slice(0,200).map(({event:n,of:s})=>H("button",{type:"button",class:"event",onclick:()=>{this.app.seek(n.time)}},H("i",{style:`background:${Tf(n)}`}),H("span",{class:"event-time"},fn(n.time)),H("span",{},n.label,s!==""&&H("span",{class:"muted"},` – ${s}`)))))}};var XE={complete:"complete",running:"live",incomplete:"incomplete",interrupted:"interrupted",failed:"failed",foreign:"other program"};function px(i,e,t,n){let s=()=>{document.documentElement.dataset.theme=i.state.dark?"dark":"light"};s(),i.listen(R=>R.has("dark")&&s());let r=new $u(i),o=new gl(i),a=new Zu(i),l=async()=>fl(await t.picture(),pl(i,".png")),c=H("div",{class:"hint",hidden:!0,role:"status"},"Click the two ends of a line on the floor. It counts who crosses, on one storey. Esc stops."),u=H("div",{class:"notices"}),h=(R,T)=>{let v=H("div",{class:`notice ${R}`,role:"status"},H("span",{},T),En("close","Hide",()=>v.remove()));return v},d="",f=()=>[...new Set(i.runs.flatMap(R=>R.faultsAt(Math.min(i.state.time,R.duration))))],m=()=>{let R=f();d=R.join(),u.replaceChildren(...R.map(T=>h("warn",T)),...i.runs.flatMap(T=>mp(T.entry)).slice(0,4).map(({kind:T,text:v})=>h(T,v)))};m();let y=H("main",{class:"scenes",style:`grid-template-columns:repeat(${e.length}, 1fr)`},...e.map(R=>R.element),c),p=o.element,g=a.element,_=H("div",{class:"body"},p,H("div",{class:"middle"},u,y),g),E=H("div",{class:"viewer"},qE(i,t,l,n),_,r.element);document.body.replaceChildren(E);let b=()=>{p.hidden=!i.state.leftPanel,g.hidden=!i.state.rightPanel,c.hidden=i.state.tool!=="measure"};return i.listen(R=>{(R.has("leftPanel")||R.has("rightPanel")||R.has("tool"))&&b();let T=(R.has("time")||R.has("parts")||R.has("tables"))&&f().join()!==d;(R.has("runs")||T)&&m()}),b(),{transport:r,picture:l}}function qE(i,e,t,n){let s=H("span",{class:"badge","data-testid":"status"}),r=H("span",{class:"muted facts"}),{entry:o}=i.run,a=()=>{s.textContent=XE[i.run.entry.status]??i.run.entry.status,s.className=`badge ${i.run.entry.status}`,r.textContent=[...al(i.runs.map(h=>h.entry)),`${fn(i.duration)} min`].join(" · ")},l=(h,d,f,m)=>{let y=En(h,d,()=>i.set({[f]:!i.state[f]}),{"data-testid":m}),p=()=>y.setAttribute("aria-pressed",String(i.state[f]));return i.listen(g=>g.has(f)&&p()),p(),y},c=En("measure","Measure flow over a line (M)",()=>i.set({tool:i.state.tool==="measure"?"look":"measure"}),{"data-testid":"measure"});i.listen(h=>{h.has("tool")&&c.setAttribute("aria-pressed",String(i.state.tool==="measure")),h.has("runs")&&a()}),a();let u=i.runs.length>1?i.runs.map(h=>h.entry.name).filter((h,d,f)=>f.indexOf(h)===d).join(" and "):o.name;return H("header",{class:"top"},H("span",{class:"brand"},"Exeunt"),H("h1",{title:u},u),s,r,H("span",{class:"spring"}),H("div",{class:"tools"},c,l("label","Names (L)","labels","labels"),En("fit","Fit on the screen (F)",n,{"data-testid":"fit"})),H("div",{class:"tools"},En("camera","Save a picture (S)",()=>{t()},{"data-testid":"picture"}),En("film","Export a film …",()=>_h(i,e,"film"),{"data-testid":"film"}),En("frames","Export frames …",()=>_h(i,e,"frames"),{"data-testid":"frames"})),H("div",{class:"tools"},l("left","Display panel ([)","leftPanel","left-panel"),l("right","Figures panel (])","rightPanel","right-panel"),l("theme","Light or dark (T)","dark","dark"),En("help","Keys and mouse (?)",ml,{"data-testid":"help"})))}function mx(i){if(!i.source.live||!i.running)return;let e=async()=>{let t=await i.source.manifest().catch(()=>null);if(t!==null)for(let n of i.runs){let s=t.runs[n.index];s!==void 0&&s.venue!==null&&await YE(i,n.index,s).catch(()=>{})}i.running&&setTimeout(()=>{e()},1e3)};setTimeout(()=>{e()},1e3)}async function YE(i,e,t){let n=i.runs.find(o=>o.index===e),s=n.entry;n.entry=t,n.store.extend(t.chunks),i.tell("runs"),(s.revision?.people!==t.revision?.people||s.revision?.maps!==t.revision?.maps||s.status!==t.status)&&(await n.loadTables(),i.tell("tables")),(s.revision?.air!==t.revision?.air||s.status!==t.status)&&await n.loadAir()&&i.tell("tables")}var gx=2;async function $E(){let i=Zf(window.EXEUNT??{}),e;try{e=await i.manifest()}catch(s){throw document.body.replaceChildren(Ks("The data of this page cannot be read",String(s instanceof Error?s.message:s),["If the command exeunt view has ended, start it again; this page cannot be loaded without it."])),s}if(e.format!==gx)throw document.body.replaceChildren(Ks("This page and its data do not fit together",`The data have format ${e.format}, this page reads format ${gx}.`,[`Written by Exeunt ${e.exeunt}.`])),new Error("format");let t=e.runs.find(s=>!gh(s));if(t!==void 0||e.runs.length===0)return document.body.replaceChildren(t===void 0?Ks("There is no run to show","No run folder was named."):pp(t)),document.title="Exeunt",i.live&&t!==void 0&&["running","broken","empty"].includes(t.status)&&vx(i),xx(t?.status??"empty");let n=ZE();return n!==null?(document.body.replaceChildren(n),document.title="Exeunt",xx("no graphics")):JE(e,i)}function vx(i){setTimeout(async()=>{let e=await i.manifest().catch(()=>null);e!==null&&e.runs.length>0&&e.runs.every(gh)?location.reload():vx(i)},1e3)}function ZE(){let i=document.createElement("canvas").getContext("webgl2");return i?.getExtension("WEBGL_lose_context")?.loseContext(),i!==null?null:Ks("This browser cannot draw the scene","It has no WebGL 2, which the viewer draws with, or has it turned off.",["Open this address in a current Firefox, Chrome, Edge or Safari, and turn on hardware acceleration (“graphics acceleration”) in its settings; on a remote desktop, open it on your own computer.","The figures need no browser: the run folder holds pictures, and “exeunt report RUN” writes maps, curves and tables."])}async function JE(i,e){let t=new rl(i,e,new Va);document.title=`${t.run.entry.name} – Exeunt`,document.documentElement.dataset.theme="light",await Promise.all(t.runs.map(d=>d.loadTables()));let n=t.runs.map((d,f)=>new Yu(t,d,f));for(let d of n)d.moved=f=>KE(n,f);let s=0,r=(d=0)=>{let f=!1;for(let m of n)f=m.frame(d)||f;f&&s++},o=new dl(t,n,()=>{for(let d of n)d.invalidate();r()});t.listen(d=>{for(let f of n)f.apply(d)});let a=()=>n.forEach(d=>{d.stage.fit(),d.invalidate()}),{transport:l,picture:c}=px(t,n,o,a);wp(t,{fit:a,picture:()=>{c()},step:d=>l.step(d)}),t.arrived=()=>{t.show(),t.tell("parts")},mx(t),await t.seek(0),t.tell("tables","slice","time"),t.loadAir();let u=performance.now(),h=d=>{let f=Math.min(.25,(d-u)/1e3);u=d,t.advance(f),r(f),o.onFrame?.(),requestAnimationFrame(h)};return requestAnimationFrame(h),jE(t,n,o,r,()=>s)}function KE(i,e){for(let t of i)t!==e&&(Object.assign(t.stage.rig.pose,{...e.stage.rig.pose,target:e.stage.rig.pose.target.clone()}),t.stage.rig.update(),t.invalidate())}function jE(i,e,t,n,s){let r=(o,a)=>typeof a=="number"?a:i.runs[o].venue.surfaces.findIndex(l=>l.id===a);return{ready:Promise.resolve(),state:()=>{let{state:o}=i;return{time:o.time,playing:o.playing,speed:o.speed,colour:o.colour,layer:o.layer,palette:o.palette,view:o.plan?"plan":"3d",arrangement:o.arrangement,smoke:o.smoke&&i.run.air?.smoky===!0,storey:i.run.venue.storeys[o.storey]?.surface.id??null,selected:o.selected?.person??null,follow:o.follow,waiting:o.waiting,status:i.run.entry.status,duration:i.duration,drawn:e[0].stage.drawn,frames:s(),software:e[0].stage.software,measured:o.measured.map(({surface:a,p:l,q:c,result:u})=>({surface:a,p:l,q:c,flow:u?.flow??null})),held:i.runs.reduce((a,l)=>a+l.store.size,0),...i.counts(i.run),runs:i.runs.map(a=>({name:a.entry.name,...i.counts(a)}))}},set:({view:o,...a})=>{o!==void 0&&(a.plan=o==="plan"),i.set(a),n()},seek:async o=>{await i.seek(o),n()},play:()=>i.set({playing:!0}),pause:()=>i.set({playing:!1}),select:(o,a=0)=>i.select(a,o),place:(o,a=0)=>{let{stage:l,element:c}=e[a],u=c.getBoundingClientRect(),h;if("person"in o){let m=i.runs[a].slice.indexOf(o.person);if(m<0)return null;h=i.runs[a].slice.position(m,i.runs[a].shareAt(i.state.time))}else h=[...o.point,i.runs[a].venue.surfaces[o.surface].height(...o.point)];let[d,f]=l.rig.project(h[0],h[1],l.lift(h[2])+("person"in o?.85:0));return[u.left+d,u.top+f]},measure:(o,a,l,c=0)=>i.measure(c,o,a,r(c,l)),density:(o,a,l=0)=>i.runs[l].densityNow().at(o,...a),smoke:(o,a,l=0)=>{let c=i.runs[l].air?.smokeAt(i.state.time)[o];return c===void 0?0:c.values[Ga(c,...a)]},zones:(o=0)=>e[o].zones.map(({id:a,surface:l,centre:c,radius:u})=>({id:a,surface:l,centre:c,radius:u})),danger:(o,a,l=0)=>{let c=e[l].zones.filter(u=>u.surface===o);return{inside:c.some(u=>hh([u.core],a)),seen:c.some(u=>hh(u.seen,a))}},refuges:(o=0)=>e[o].places(i.state.time).filter(({place:a})=>a.kind==="refuge").map(({place:a,state:l,occupancy:c})=>({id:a.id,state:l,occupancy:c})),picture:()=>t.picture(),frames:o=>t.frames(o,()=>!0),film:o=>t.film(o,()=>!0)}}function xx(i){let e=()=>{throw new Error("There is no run to show.")};return{ready:Promise.resolve(),state:()=>({status:i,inside:0,runs:[]}),set:e,seek:e,play:e,pause:e,select:e,place:e,measure:e,density:e,smoke:e,zones:e,danger:e,refuges:e,picture:e,frames:e,film:e}}var yx=$E(),Af=yx.then(()=>{});Af.catch(i=>{console.error(i),document.querySelector(".message")===null&&document.body.replaceChildren(Ks("The run cannot be shown",i instanceof Error?i.message:String(i)))});window.exeuntViewer={ready:Af};yx.then(i=>Object.assign(window.exeuntViewer,{...i,ready:Af}));})();
