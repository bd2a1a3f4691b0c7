#!/usr/bin/env python3.11
"""The steps of case posix_more: programs, directories, scheduling, copies. builtin_types.py writes it."""

def steps():
    """Each step's calls are of posix."""
    steps = []

    def c(f, *a, **k):
        steps.append({'call': f, 'in': 'posix', 'args': list(a), **({'kwargs': k} if k else {})})
        return f'${len(steps)}'

    def T(*a):
        return {'tuple': list(a)}

    def R(r):
        return {'ref': r}
    for a in [(), ('/x',), (1, []), ('/nonexistent', []), ('/nonexistent', 3), ('/nonexistent', ['']), ('/nonexistent', [3]), ('/nonexistent', ['a']), ('/nonexistent', T('a', {'bytes': 'YQ=='})), ('/non\x00e', T('a')), ('/nonexistent', T('a', 'b\x00c')), (3, ['a']), (None, ['a'])]:
        c('execv', *a)
    c('execv', path='/nonexistent', argv=['a'])
    D = lambda *p: {'dict': [list(x) for x in p]}
    for a in [(), ('/nonexistent', [], D()), ('/nonexistent', 3, D()), ('/nonexistent', ['a'], 3), ('/nonexistent', ['a'], []), ('/nonexistent', ['a'], D(('a', 'b'))), ('/nonexistent', ['a'], D(('a=b', 'b'))), ('/nonexistent', ['a'], D(('', 'b'))), ('/nonexistent', ['a'], D((3, 'b'))), ('/nonexistent', ['a'], D(('a', 3))), (999, ['a'], D()), (None, ['a'], D()), ('/nonexistent', [''], D()), ({'bigint': str(2 ** 40)}, ['a'], D())]:
        c('execve', *a)
    c('execve', path='/nonexistent', argv=['a'], env=D())
    sp = c('sched_param', 0)
    sa = c('sched_param', 'a')
    for f in ('posix_spawn', 'posix_spawnp'):
        for a in [(), ('nonexistent', ['a'], D()), ('/nonexistent', [], D()), ('/nonexistent', 3, D()), ('/nonexistent', ['a'], 3), ('/nonexistent', [''], D()), (3, ['a'], D()), ('/bin/true', ['a'], D(), [])]:
            c(f, *a)
        for k in [dict(file_actions=3), dict(file_actions=[3]), dict(file_actions=[T()]), dict(file_actions=[T(9)]), dict(file_actions=[T('a')]), dict(file_actions=[T(0)]), dict(file_actions=[T(1)]), dict(file_actions=[T(2)]), dict(file_actions=[T(2, 1)]), dict(file_actions=[T(0, 1, 2, 3, 4)]), dict(file_actions=[T(1, 'a')]), dict(setpgroup='a'), dict(setsigmask=3), dict(setsigmask=[999]), dict(setsigdef=3), dict(setsigdef=['a']), dict(scheduler=3), dict(scheduler=T()), dict(scheduler=T(1, 2)), dict(scheduler=T(None, 3)), dict(scheduler=T('a', R(sp))), dict(bogus=1), dict(file_actions=[T(1, -1)])]:
            c(f, '/bin/true', ['a'], D(), **k)
        for script, k in [('exit 3', {}), ('test -e /proc/self/fd/7', dict(file_actions=[T(2, 2, 7)])), ('test -e /proc/self/fd/7', dict(file_actions=[T(2, 2, 7), T(1, 7)])), ('read x && test "$x" = root:x:0:0:root:/root:/bin/bash; echo $? >/dev/null; exit 5', dict(file_actions=[T(0, 0, '/etc/passwd', 0, 0)])), ('test "$A" = b', {}), ('exit 0', dict(setsid=True, setsigdef=[2], setsigmask=[2], resetids=True)), ('exit 1', dict(scheduler=T(0, R(sp)))), ('exit 1', dict(scheduler=T(None, R(sp)), setpgroup=0))]:
            p = c(f, '/bin/sh', ['sh', '-c', script], D(('A', 'b')), **k)
            steps[-1]['show'] = 'type'
            c('waitpid', R(p), 0)
            steps[-1]['show'] = 'type'
            steps.append({'on': f'${len(steps)}', 'op': 'getitem', 'args': [1]})
        p = c(f, 'sh', ['sh', '-c', 'exit 3'], D())
        steps[-1]['show'] = 'type'
        if f == 'posix_spawnp':
            c('waitpid', R(p), 0)
            steps[-1]['show'] = 'type'
            steps.append({'on': f'${len(steps)}', 'op': 'getitem', 'args': [1]})
    c('sched_param')
    c('sched_param', 3, 4)
    p = c('sched_param', sched_priority=3)
    for g in ('sched_priority', 'n_fields'):
        steps.append({'on': p, 'get': g})
    for o in ('repr', 'tuple', 'len', 'hash', 'type'):
        steps.append({'on': p, 'op': o})
    steps.append({'on': p, 'method': '__reduce__'})
    steps.append({'on': p, 'op': 'eq', 'args': [T(3)]})
    for a in [(0,), (), ('a',), (999999,)]:
        c('sched_getparam', *a)
    for a in [(), (0, 3), (0, T(3)), (0, R(sa)), (0, R(sp)), (999999, R(sp)), ('a', 3)]:
        c('sched_setparam', *a)
    for a in [(), (0, 0, 3), (0, 0, R(sp)), (0, 99, R(sp)), ('a', 'b', R(sp))]:
        c('sched_setscheduler', *a)
    for a in [(), (3,), ('',), ('.',), ('a/b',), ('a//b/../c/.',), ('/../x',), ('//x',), ('///x',), ({'bytes': 'YQ=='},), ('a\x00b/..//c',), ('../../a',), ('a/',), ('/',), ('//',), ('.//.',), ('é/..',), ('./a',), ('a/..',), ('a/../..',), ('/a/../..',), ('//a/../..',), ('../a/..',), ('a/./b',)]:
        c('_path_normpath', *a)
    c('_path_normpath', path='a//b')
    for a in [(3.5,), ('/nonex',), (999,), ('/etc/passwd',)]:
        c('scandir', *a)
    it = c('scandir', '/proc/sys/kernel/random')
    steps.append({'on': it, 'op': 'sorted', 'args': []})
    for d in ('/proc/sys/kernel/random', '/proc/sys/kernel/random/', {'bytes': 'L3Byb2Mvc3lzL2tlcm5lbC9yYW5kb20='}):
        it = c('scandir', d)
        steps.append({'on': it, 'op': 'iter'})
        steps.append({'on': it, 'op': 'next'})
        e = f'${len(steps)}'
        steps.append({'on': e, 'get': 'name'})
        steps.append({'on': e, 'get': 'path'})
        for m, k in [('is_dir', {}), ('is_file', {}), ('is_symlink', {}), ('is_dir', {'follow_symlinks': False}), ('is_file', {'follow_symlinks': False}), ('__fspath__', {}), ('is_dir', {'x': 1})]:
            steps.append({'on': e, 'method': m, 'kwargs': k})
        for m in ('is_dir', 'stat', 'inode', 'is_symlink'):
            steps.append({'on': e, 'method': m, 'args': [1]})
        steps.append({'on': e, 'method': 'inode', 'show': 'type'})
        steps.append({'on': e, 'method': 'stat', 'show': 'type'})
        steps.append({'on': f'${len(steps)}', 'get': 'st_mode'})
        steps.append({'on': e, 'set': 'name', 'value': 3})
        steps.append({'on': e, 'op': 'type'})
        t = f'${len(steps)}'
        steps.append({'on': t, 'op': 'call'})
        steps.append({'on': t, 'op': 'getitem', 'args': [{'builtin': 'int'}]})
        steps.append({'on': it, 'op': 'list', 'show': 'type'})
        steps.append({'on': f'${len(steps)}', 'op': 'len'})
        steps.append({'on': it, 'op': 'next'})
        steps.append({'on': it, 'method': 'close'})
        steps.append({'on': it, 'op': 'next'})
        steps.append({'on': it, 'op': 'enter'})
        steps.append({'on': it, 'op': 'exit'})
        steps.append({'on': it, 'op': 'type'})
        steps.append({'on': f'${len(steps)}', 'op': 'call'})
    fd = c('open', '/proc/sys/kernel/random', 0)
    steps[-1]['show'] = 'type'
    it = c('scandir', R(fd))
    steps.append({'on': it, 'op': 'next'})
    e = f'${len(steps)}'
    steps.append({'on': e, 'get': 'path'})
    steps.append({'on': e, 'method': 'stat', 'show': 'type'})
    steps.append({'on': f'${len(steps)}', 'get': 'st_mode'})
    c('close', R(fd))
    c('pipe')
    steps[-1]['show'] = 'type'
    pp = f'${len(steps)}'
    steps.append({'on': pp, 'op': 'getitem', 'args': [0], 'show': 'type'})
    r = f'${len(steps)}'
    steps.append({'on': pp, 'op': 'getitem', 'args': [1], 'show': 'type'})
    w = f'${len(steps)}'
    c('open', '/etc/passwd', 0)
    steps[-1]['show'] = 'type'
    f = f'${len(steps)}'
    c('splice', R(f), R(w), 5)
    c('read', R(r), 10)
    c('splice', R(f), R(w), 4, 1)
    c('read', R(r), 10)
    c('splice', R(f), R(w), 5, offset_src=2, flags=0)
    c('read', R(r), 10)
    c('splice', R(f), R(w), -1)
    c('splice', R(f), R(f), 5)
    c('splice')
    c('splice', 1, 'a', 3)
    c('splice', R(f), R(w), 5, 'a')
    c('splice', R(f), R(w), 5, 0, 0, 0, 0)
    c('splice', R(f), R(w), 5, flags=-1)
    c('memfd_create', 'c4j')
    steps[-1]['show'] = 'type'
    m = f'${len(steps)}'
    c('memfd_create', 'c4j')
    steps[-1]['show'] = 'type'
    m2 = f'${len(steps)}'
    c('write', R(m), {'bytes': 'aGVsbG8gd29ybGQ='})
    c('copy_file_range', R(m), R(m2), 5, 0)
    c('pread', R(m2), 20, 0)
    c('copy_file_range', R(m), R(m2), 5, offset_src=6, offset_dst=1)
    c('pread', R(m2), 20, 0)
    c('copy_file_range', R(m), R(m2), -5)
    c('copy_file_range', R(m), R(m2))
    c('copy_file_range', 'a', R(m2), 4)
    c('copy_file_range', R(m), R(m2), 5, 0, 0, 0)
    c('copy_file_range', R(m), R(m2), 5, 'a')
    for x in (r, w, f, m, m2):
        c('close', R(x))
    return steps
