FROM hexpm/elixir:1.17.2-erlang-27.0-alpine-3.20.1 AS build
ENV MIX_ENV=prod
RUN mix local.hex --force && mix local.rebar --force
WORKDIR /app
COPY mix.exs mix.lock ./
RUN mix deps.get --only $MIX_ENV
COPY config config
RUN mix deps.compile
COPY lib lib
RUN mix release
FROM alpine:3.20.1
RUN apk add --no-cache libstdc++ openssl ncurses-libs
COPY --from=build /app/_build/prod/rel/app ./
CMD ["bin/app", "start"]
