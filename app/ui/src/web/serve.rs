//! The one way through all routes.

use super::{
    Answer, Download, Problem, Site, Visit, Who, cookies,
    form::{self, Sent},
    gate::{self, Gate, check_form, who_is_it},
    headers::{self, Kind},
    render,
    route::{Method, Route},
    visit::Fields,
};
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, RawPathParams, Request, State, rejection::RawPathParamsRejection},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::Response,
    routing::MethodRouter,
};
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

/// A router of all rows, and of nothing else.
pub fn router(site: Site, routes: Vec<Route>) -> Router {
    let mut by_path: Vec<(&'static str, MethodRouter<Site>)> = Vec::new();
    for route in routes {
        let path = route.path;
        let place = by_path.iter().position(|(known, _)| *known == path);
        let known = place
            .map(|place| by_path.swap_remove(place).1)
            .unwrap_or_default();
        by_path.push((path, add(known, route)));
    }
    let router = by_path
        .into_iter()
        .fold(Router::new(), |router, (path, methods)| {
            router.route(path, methods)
        });
    router
        .method_not_allowed_fallback(missing)
        .fallback(missing)
        .with_state(site)
}

/// Addresses that have no row, and methods that their row does not offer.
async fn missing(State(site): State<Site>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    through(&site, &nowhere(), parts, Fields::default(), Body::empty()).await
}

fn add(known: MethodRouter<Site>, route: Route) -> MethodRouter<Site> {
    let method = route.method;
    let route = Arc::new(route);
    let handler = move |State(site): State<Site>,
                        params: Result<RawPathParams, RawPathParamsRejection>,
                        request: Request| {
        let route = Arc::clone(&route);
        async move {
            let (parts, body) = request.into_parts();
            // An address that is not UTF-8 is the address of nothing.
            let Ok(params) = params else {
                return missing(State(site), Request::from_parts(parts, body)).await;
            };
            let params = Fields::of(params.iter());
            through(&site, &route, parts, params, body).await
        }
    };
    match method {
        Method::Get => known.get(handler),
        Method::Post => known.post(handler),
    }
}

/// The row for addresses that have none.
fn nowhere() -> Route {
    super::get("", Who::Anyone, |_| async { Err(Problem::NotFound) })
}

async fn through(site: &Site, route: &Route, parts: Parts, params: Fields, body: Body) -> Response {
    let (visit, new_cookie) = match visit(site, &parts, params).await {
        Ok(visit) => visit,
        Err(problem) => return bare(site, &problem),
    };
    let mut response = match handle(route, visit.clone(), &parts.headers, &parts.uri, body).await {
        Ok(answer) => respond(&visit, answer),
        Err(problem) => say(&visit, route.method, problem),
    };
    if let Some(Ok(cookie)) = new_cookie.map(|c| HeaderValue::from_str(&c)) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Finds out who it is. A visitor without a sign-in is given a token for forms, in a cookie of its own.
async fn visit(
    site: &Site,
    parts: &Parts,
    params: Fields,
) -> Result<(Visit, Option<String>), Problem> {
    let now = site.now();
    let found = who_is_it(site, &parts.headers, now).await?;
    let actor = found.as_ref().map(|(signed_in, _)| gate::actor(signed_in));
    let (signed_in, token) = found.unzip();
    let known = match &signed_in {
        Some(signed_in) => Some(signed_in.form_token.clone()),
        None => cookies::read(site.settings(), &parts.headers, "cascade-form"),
    };
    let is_new = known.is_none();
    let form_token = known.unwrap_or_else(|| site.ids.secret());
    let cookie = is_new.then(|| cookies::form_cookie(site.settings(), &form_token));
    let visit = Visit {
        site: site.clone(),
        now,
        today: domain::calendar::day_of(now),
        signed_in,
        token,
        form_token,
        path: parts.uri.path().to_owned(),
        params,
        query: Fields::parse(parts.uri.query().unwrap_or_default()),
        form: Fields::default(),
        files: Vec::new(),
        address: address(site, parts),
        agent: parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
        actor,
    };
    Ok((visit, cookie))
}

fn address(site: &Site, parts: &Parts) -> IpAddr {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let forwarded = parts
        .headers
        .get("x-forwarded-for")
        .and_then(|v| v.to_str().ok());
    let told = forwarded
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    told.filter(|_| site.settings().behind_proxy)
        .or(peer)
        .unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

/// The body of a form is read only after the gate, so that nobody sends a large file to a page that is not theirs.
async fn handle(
    route: &Route,
    mut visit: Visit,
    headers: &HeaderMap,
    uri: &Uri,
    body: Body,
) -> Result<Answer, Problem> {
    match gate::gate(route.who, visit.signed_in.as_ref(), visit.actor.as_ref()) {
        Gate::Open => {}
        Gate::SignIn => return Err(Problem::SignInNeeded),
        Gate::SecondFactor => return Ok(super::see("/sign-in/code")),
        Gate::SetUpSecondFactor => return Ok(super::see("/account/second-factor")),
        Gate::NoSuchPage => return Err(Problem::NotFound),
    }
    if route.method == Method::Post {
        let Sent { fields, files } = form::read(route, headers, body).await?;
        (visit.form, visit.files) = (fields, files);
        check_form(&visit, headers, uri)?;
    }
    (route.handler)(visit).await
}

fn respond(visit: &Visit, answer: Answer) -> Response {
    match answer {
        Answer::Page(page) => {
            let nonce = store::hex(&visit.ids.bytes::<16>());
            let (status, refresh) = (page.status, page.refresh);
            let html = render::document(visit, *page, &nonce);
            let mut response = with(status, Body::from(html), "text/html; charset=utf-8");
            headers::set(
                response.headers_mut(),
                visit.settings(),
                Some(&nonce),
                Kind::Personal,
            );
            if let Some(seconds) = refresh {
                response
                    .headers_mut()
                    .insert("refresh", HeaderValue::from(seconds));
            }
            response
        }
        Answer::WithCookies(page, cookies) => {
            set_cookies(respond(visit, Answer::Page(page)), &cookies)
        }
        Answer::See { to, cookies } => {
            let mut response = with(
                StatusCode::SEE_OTHER,
                Body::empty(),
                "text/plain; charset=utf-8",
            );
            headers::set(
                response.headers_mut(),
                visit.settings(),
                None,
                Kind::Personal,
            );
            if let Ok(to) = HeaderValue::from_str(&to) {
                response.headers_mut().insert(header::LOCATION, to);
            }
            set_cookies(response, &cookies)
        }
        Answer::Download(download) => file(visit, download),
        Answer::Words(words) => {
            let mut response = with(
                StatusCode::OK,
                Body::from(words),
                "text/plain; charset=utf-8",
            );
            headers::set(
                response.headers_mut(),
                visit.settings(),
                None,
                Kind::Personal,
            );
            response
        }
    }
}

fn set_cookies(mut response: Response, cookies: &[String]) -> Response {
    for cookie in cookies.iter().filter_map(|c| HeaderValue::from_str(c).ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn file(visit: &Visit, download: Download) -> Response {
    let mut response = with(
        StatusCode::OK,
        Body::from(download.bytes),
        download.media_type,
    );
    let kind = if download.lasting {
        Kind::Lasting
    } else {
        Kind::Personal
    };
    headers::set(response.headers_mut(), visit.settings(), None, kind);
    if let Some(Ok(disposition)) = download
        .name
        .map(|name| HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")))
    {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

fn with(status: StatusCode, body: Body, media_type: &'static str) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// Says what the matter is. Only here are causes logged, once, with the reference that the person sees.
fn say(visit: &Visit, method: Method, problem: Problem) -> Response {
    let reference = visit
        .ids
        .bytes::<4>()
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02X}"));
    match &problem {
        Problem::SignInNeeded => {
            let back = form_urlencoded::Serializer::new(String::new())
                .append_pair("back", &visit.path)
                .finish();
            // Whoever posts had a page open, so their sign-in has ended since.
            let ended = match method {
                Method::Get => "",
                Method::Post => "&ended=1",
            };
            return respond(visit, super::see(format!("/sign-in?{back}{ended}")));
        }
        Problem::Ours(cause) => {
            tracing::error!(%cause, reference, path = visit.path, "could not answer a request");
        }
        _ => {}
    }
    respond(visit, problem.page(&reference).into())
}

/// When not even the visitor can be found out, because the database does not answer.
fn bare(site: &Site, problem: &Problem) -> Response {
    tracing::error!(?problem, "could not find out who a visitor is");
    let text =
        "Sorry, there is a problem. Try again in a few minutes. What was saved before stays saved.";
    let mut response = with(
        StatusCode::SERVICE_UNAVAILABLE,
        Body::from(text),
        "text/plain; charset=utf-8",
    );
    headers::set(
        response.headers_mut(),
        site.settings(),
        None,
        Kind::Personal,
    );
    response
}
