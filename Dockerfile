# The program with all that an edition needs, for one desk: configuration, archive and editions lie in /srv/briefing.
#   docker build -t briefing .
#   docker run --rm -v "$PWD/desk:/srv/briefing" briefing init --yes
#   docker run -d --restart unless-stopped -v "$PWD/desk:/srv/briefing" briefing
FROM python:3.12-slim-bookworm AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY briefing briefing
COPY templates templates
COPY docs/man docs/man
ARG EXTRAS=web,remote,notify,html
RUN python -m venv /opt/briefing && /opt/briefing/bin/pip install --no-cache-dir -c constraints.txt ".[$EXTRAS]"

FROM python:3.12-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 briefing \
 && mkdir /srv/briefing && chown briefing:briefing /srv/briefing
COPY --from=build /opt/briefing /opt/briefing
ENV PATH=/opt/briefing/bin:$PATH PYTHONUNBUFFERED=1
USER briefing
WORKDIR /srv/briefing
VOLUME /srv/briefing
# well: the last editions came out and nothing is overdue
HEALTHCHECK --interval=5m --timeout=30s --start-period=1m CMD ["briefing", "status", "--json"]
ENTRYPOINT ["/usr/bin/tini", "--", "briefing"]
CMD ["schedule"]
