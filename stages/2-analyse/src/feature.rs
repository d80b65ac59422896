//! The universal features as types, so that a misspelt one does not compile.

use smol_str::SmolStr;

/// Universal features, `Gender=Masc|Number=Sing`, sorted as the standard asks; empty where there are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feats(pub SmolStr);

impl Feats {
    /// Whether the feature has that value.
    ///
    /// ```
    /// use selon_analyse::{Feats, feature::{Gender, Number}};
    /// let feats = Feats("Gender=Masc|Number=Sing".into());
    /// assert!(feats.is(Number::Sing) && !feats.is(Gender::Fem));
    /// ```
    pub fn is<F: Feature>(&self, value: F) -> bool {
        self.written(F::NAME) == Some(value.name())
    }

    /// The value of a feature, `None` too where the value is none of those that rules ask for.
    ///
    /// ```
    /// use selon_analyse::{Feats, feature::{Gender, Number}};
    /// let feats = Feats("Gender=Masc|Number=Ptan".into());
    /// assert_eq!(feats.get(), Some(Gender::Masc));
    /// assert_eq!(feats.get::<Number>(), None);
    /// ```
    pub fn get<F: Feature>(&self) -> Option<F> {
        F::from_name(self.written(F::NAME)?)
    }

    /// The value of a feature as it is written.
    fn written(&self, name: &str) -> Option<&str> {
        self.0
            .split('|')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }
}

/// A feature with its values, as <https://universaldependencies.org/u/feat/> names them.
pub trait Feature: Copy + Sized {
    /// The name of the feature, `Number`.
    const NAME: &'static str;

    /// The value as it is written, `Sing`.
    fn name(self) -> &'static str;

    /// The value of that name.
    fn from_name(name: &str) -> Option<Self>;
}

macro_rules! features {
    ($($feature:ident { $($value:ident),* $(,)? })*) => {
        $(
            #[doc = concat!("Values of the feature `", stringify!($feature), "`.")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            #[allow(missing_docs)] // The names are the documentation: those of Universal Dependencies.
            pub enum $feature { $($value),* }

            impl Feature for $feature {
                const NAME: &'static str = stringify!($feature);

                fn name(self) -> &'static str {
                    match self { $($feature::$value => stringify!($value)),* }
                }

                fn from_name(name: &str) -> Option<$feature> {
                    match name {
                        $(stringify!($value) => Some($feature::$value),)*
                        _ => None,
                    }
                }
            }
        )*
    };
}

features! {
    Definite { Def, Ind }
    Degree { Abs, Cmp, Equ, Pos, Sup }
    Gender { Fem, Masc, Neut }
    Mood { Cnd, Imp, Ind, Sub }
    Number { Plur, Sing }
    NumType { Card, Frac, Mult, Ord }
    Poss { Yes }
    PronType { Art, Dem, Ind, Int, Neg, Prs, Rel, Tot }
    Reflex { Yes }
    Tense { Fut, Imp, Past, Pqp, Pres }
    VerbForm { Fin, Ger, Inf, Part }
}
