from alpine:3.20 as base
run echo hi
copy --from=base /a /b
env a=b
healthcheck cmd true
onbuild run echo trigger
cmd ["sh"]
