//! A function's handlers, named once.
//!
//! Each has its path and method in its description (`#[utoipa::path]`). What is deployed serves them and
//! never describes itself, so the description is made by a function that only the local bundle and
//! tests call: it would cost every start, and be in every binary.

/// Makes `routes`, which serves these handlers, and `openapi`, which describes them.
#[macro_export]
macro_rules! handlers {
    ($($($part:ident)::+),+ $(,)?) => {
        fn routes() -> axum::Router<$crate::State> {
            use utoipa_axum::PathItemExt as _;
            let mut routes = axum::Router::new();
            $(
                let path = utoipa_axum::routes!(@path [path()] of $($part)::+);
                let methods = utoipa_axum::routes!(@path [methods()] of $($part)::+);
                let methods = methods.iter().fold(axum::routing::MethodRouter::new(), |methods, method| {
                    methods.on(method.to_method_filter(), $($part)::+)
                });
                routes = routes.route(&path, methods);
            )+
            routes
        }

        /// This function's part of the API's description.
        pub fn openapi() -> utoipa::openapi::OpenApi {
            utoipa_axum::router::OpenApiRouter::<$crate::State>::new()
                $(.routes(utoipa_axum::routes!($($part)::+)))+
                .into_openapi()
        }
    };
}
