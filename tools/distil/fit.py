import time

import numpy as np
import scipy.sparse as sp
def train(A, T, V, epochs=2, batch=1024, lr=2e-3, tau=0.05, tau_t=0.05, w_cos=1.0, w_kl=1.0, seed=0, reg=0.0, evaluate=None, every=200):
    """Adam over the rows a batch touches; loss: cosine to the teacher + divergence of the in-batch neighbour distributions."""
    rng=np.random.default_rng(seed); n=A.shape[0]; V=V.astype(np.float32).copy(); V0=V.copy()
    m=np.zeros_like(V); v=np.zeros_like(V); steps=epochs*(n//batch); t=0; s0=time.time(); ema=None
    for ep in range(epochs):
        order=rng.permutation(n)
        for b in range(n//batch):
            k=np.sort(order[b*batch:(b+1)*batch]); Ab=A[k]; Tb=T[k]
            cols,inv=np.unique(Ab.indices,return_inverse=True)
            As=sp.csr_matrix((Ab.data,inv.astype(np.int32),Ab.indptr),shape=(len(k),len(cols)))
            Vs=V[cols]; X=As@Vs; nx=np.maximum(np.linalg.norm(X,axis=1,keepdims=True),1e-6); E=X/nx
            dE=-w_cos*Tb/batch
            loss=1-float((E*Tb).sum(1).mean())
            if w_kl:
                St=(Tb@Tb.T)/tau_t; Ss=(E@E.T)/tau
                np.fill_diagonal(St,-1e4); np.fill_diagonal(Ss,-1e4)
                Pt=np.exp(St-St.max(1,keepdims=True)); Pt/=Pt.sum(1,keepdims=True)
                mx=Ss.max(1,keepdims=True); Ps=np.exp(Ss-mx); Z=Ps.sum(1,keepdims=True); Ps/=Z
                dS=(Ps-Pt)*(w_kl/batch/tau); np.fill_diagonal(dS,0)
                dE=dE+(dS+dS.T)@E
                kl=float((Pt*(np.log(np.maximum(Pt,1e-12))-np.log(np.maximum(Ps,1e-12)))).sum(1).mean())
            else: kl=0
            dX=(dE-E*(dE*E).sum(1,keepdims=True))/nx
            G=As.T@dX
            if reg: G+=reg*(Vs-V0[cols])/batch
            t+=1
            mm=m[cols]=0.9*m[cols]+0.1*G; vv=v[cols]=0.98*v[cols]+0.02*G*G
            l=lr*min(1,t/50)*max(0.05,1-t/steps)
            V[cols]=Vs-l*(mm/(1-0.9**t))/(np.sqrt(vv/(1-0.98**t))+1e-8)
            cur=np.array([loss,kl]); ema=cur if ema is None else .98*ema+.02*cur
            if evaluate and (t%every==0 or t==steps): print(f'step {t}/{steps} cos {ema[0]:.4f} kl {ema[1]:.4f} {time.time()-s0:.0f}s',end=' ',flush=True); evaluate(V)
    return V
