"""Surfaces that are computed for every pixel: in Skia's shading language, and the same in numpy for where Skia is not.

A numpy twin takes x and y (arrays of one shape, in canvas units) and the uniforms in the order of their declaration,
and returns premultiplied colours of shape (…, 4).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

# Domain-warped value noise coloured by four stops.
WARP: Final = """uniform float2 res; uniform float seed; uniform float zoom;
uniform float3 a; uniform float3 b; uniform float3 c; uniform float3 d;
float h(float2 p){ p=fract(p*float2(.3183099,.3678794)+seed*.0137); p*=17.; return fract(p.x*p.y*(p.x+p.y)); }
float n(float2 p){ float2 i=floor(p),f=fract(p); f=f*f*f*(f*(f*6-15)+10);
 return mix(mix(h(i),h(i+float2(1,0)),f.x),mix(h(i+float2(0,1)),h(i+float2(1,1)),f.x),f.y);}
float fbm(float2 p){ float s=0,m=.5; for(int i=0;i<3;i++){ s+=m*n(p); p=p*2.03+float2(1.7,9.2); m*=.5;} return s/.875; }
half4 main(float2 xy){ float2 p=xy/res.y*zoom+seed; float2 q=float2(fbm(p),fbm(p+float2(5.2,1.3)));
 float f=fbm(p+1.9*q); float3 col=mix(a,b,smoothstep(.25,.75,f));
 col=mix(col,c,smoothstep(.42,.85,q.x*f*2.1)*.85); col=mix(col,d,smoothstep(.55,.95,q.y*f*2.)*.6);
 return half4(half3(col),1); }"""
# Dots on a 45 degree screen that shrink along a direction.
DOTS: Final = """uniform float2 origin; uniform float2 way;
uniform float cell; uniform float reach; uniform float4 tint;
half4 main(float2 xy){ float2 p=float2(xy.x-xy.y,xy.x+xy.y)*.7071/cell; float2 g=fract(p)-.5;
 float2 m=(floor(p)+.5)*cell; float2 w=float2(m.x+m.y,m.y-m.x)*.7071;
 float t=clamp(1-dot(w-origin,way)/reach,0,1); float a=clamp((.62*t-length(g))*cell*tint.a+.5,0,1)*step(.02,t);
 return half4(half3(tint.rgb*a),a); }"""

Twin = Callable[[np.ndarray, np.ndarray, tuple[float, ...]], np.ndarray]


def _fract(values: np.ndarray) -> np.ndarray:
    return np.asarray(values - np.floor(values))


def _smoothstep(low: float, high: float, values: np.ndarray) -> np.ndarray:
    t = np.clip((values - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _mix(first: np.ndarray, second: np.ndarray, share: np.ndarray) -> np.ndarray:
    return np.asarray(first + (second - first) * share)


def _hash(x: np.ndarray, y: np.ndarray, seed: np.float32) -> np.ndarray:
    shift = seed * np.float32(0.0137)
    x = _fract(x * np.float32(0.3183099) + shift) * np.float32(17)
    y = _fract(y * np.float32(0.3678794) + shift) * np.float32(17)
    return _fract(x * y * (x + y))


def _noise(x: np.ndarray, y: np.ndarray, seed: np.float32) -> np.ndarray:
    left, top = np.floor(x), np.floor(y)
    u, v = x - left, y - top
    u, v = (t * t * t * (t * (t * 6 - 15) + 10) for t in (u, v))
    one = np.float32(1)
    upper = _mix(_hash(left, top, seed), _hash(left + one, top, seed), u)
    return _mix(upper, _mix(_hash(left, top + one, seed), _hash(left + one, top + one, seed), u), v)


def _octaves(x: np.ndarray, y: np.ndarray, seed: np.float32) -> np.ndarray:
    total, share = np.zeros_like(x), np.float32(0.5)
    for _ in range(3):
        total = total + share * _noise(x, y, seed)
        x, y, share = x * np.float32(2.03) + np.float32(1.7), y * np.float32(2.03) + np.float32(9.2), share / 2
    return np.asarray(total / np.float32(0.875))


def _warp(x: np.ndarray, y: np.ndarray, uniforms: tuple[float, ...]) -> np.ndarray:
    _, height, start, zoom, *rest = (np.float32(value) for value in uniforms)
    a, b, c, d = np.array(rest, np.float32).reshape(4, 3)
    # In single precision as on a graphics card: the hash scatters what is beyond it.
    u, v = (values.astype(np.float32) / height * zoom + start for values in (x, y))
    first = _octaves(u, v, start)
    second = _octaves(u + np.float32(5.2), v + np.float32(1.3), start)
    f = _octaves(u + np.float32(1.9) * first, v + np.float32(1.9) * second, start)
    colour = _mix(a, b, _smoothstep(0.25, 0.75, f)[..., None])
    colour = _mix(colour, c, (_smoothstep(0.42, 0.85, first * f * 2.1) * 0.85)[..., None])
    colour = _mix(colour, d, (_smoothstep(0.55, 0.95, second * f * 2.0) * 0.6)[..., None])
    return np.concatenate([colour, np.ones_like(f)[..., None]], axis=-1)


def _dots(x: np.ndarray, y: np.ndarray, uniforms: tuple[float, ...]) -> np.ndarray:
    origin_x, origin_y, way_x, way_y, cell, reach, red, green, blue, sharpness = uniforms
    u, v = (x - y) * 0.7071 / cell, (x + y) * 0.7071 / cell
    middle_u, middle_v = (np.floor(u) + 0.5) * cell, (np.floor(v) + 0.5) * cell
    place_x, place_y = (middle_u + middle_v) * 0.7071, (middle_v - middle_u) * 0.7071
    t = np.clip(1 - ((place_x - origin_x) * way_x + (place_y - origin_y) * way_y) / reach, 0, 1)
    far = np.hypot(_fract(u) - 0.5, _fract(v) - 0.5)
    alpha = np.clip((0.62 * t - far) * cell * sharpness + 0.5, 0, 1) * (t >= 0.02)
    return np.stack([red * alpha, green * alpha, blue * alpha, alpha], axis=-1)


TWINS: Final[dict[str, Twin]] = {WARP: _warp, DOTS: _dots}
