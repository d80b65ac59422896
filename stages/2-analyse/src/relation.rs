//! The relations of Universal Dependencies as a type, so that a misspelt one does not compile.

macro_rules! relations {
    ($($variant:ident $name:literal $general:ident),* $(,)?) => {
        /// A relation between a word and its head: the universal relations of UD v2 and the subtypes that treebanks of
        /// French and English use (<https://universaldependencies.org/ext-dep-index.html>).
        ///
        /// A subtype is a relation of its own and has a [`general`](Relation::general) one:
        ///
        /// ```
        /// use selon_analyse::Relation;
        /// assert_eq!(Relation::NsubjPass.general(), Relation::Nsubj);
        /// assert_eq!(Relation::from_name("obl:agent"), Some(Relation::OblAgent));
        /// assert_eq!(Relation::OblAgent.name(), "obl:agent");
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        #[allow(missing_docs)] // The names are the documentation: those of Universal Dependencies.
        pub enum Relation { $($variant),* }

        impl Relation {
            /// All of them, in alphabetical order.
            pub const ALL: &'static [Relation] = &[$(Relation::$variant),*];

            /// The relation as CoNLL-U writes it, with its subtype.
            pub fn name(self) -> &'static str {
                match self { $(Relation::$variant => $name),* }
            }

            /// The relation of that name.
            pub fn from_name(name: &str) -> Option<Relation> {
                match name { $($name => Some(Relation::$variant),)* _ => None }
            }

            /// The universal relation without its subtype.
            pub fn general(self) -> Relation {
                match self { $(Relation::$variant => Relation::$general),* }
            }
        }
    };
}

relations! {
    Acl "acl" Acl,
    AclCleft "acl:cleft" Acl,
    AclRelcl "acl:relcl" Acl,
    Advcl "advcl" Advcl,
    AdvclCleft "advcl:cleft" Advcl,
    AdvclRelcl "advcl:relcl" Advcl,
    Advmod "advmod" Advmod,
    AdvmodEmph "advmod:emph" Advmod,
    AdvmodLmod "advmod:lmod" Advmod,
    AdvmodNeg "advmod:neg" Advmod,
    AdvmodTmod "advmod:tmod" Advmod,
    Amod "amod" Amod,
    Appos "appos" Appos,
    Aux "aux" Aux,
    AuxCaus "aux:caus" Aux,
    AuxPass "aux:pass" Aux,
    AuxTense "aux:tense" Aux,
    Case "case" Case,
    Cc "cc" Cc,
    CcPreconj "cc:preconj" Cc,
    Ccomp "ccomp" Ccomp,
    Clf "clf" Clf,
    Compound "compound" Compound,
    CompoundLvc "compound:lvc" Compound,
    CompoundPrt "compound:prt" Compound,
    Conj "conj" Conj,
    Cop "cop" Cop,
    Csubj "csubj" Csubj,
    CsubjOuter "csubj:outer" Csubj,
    CsubjPass "csubj:pass" Csubj,
    Dep "dep" Dep,
    DepComp "dep:comp" Dep,
    Det "det" Det,
    DetNumgov "det:numgov" Det,
    DetPoss "det:poss" Det,
    DetPredet "det:predet" Det,
    Discourse "discourse" Discourse,
    Dislocated "dislocated" Dislocated,
    DislocatedSubj "dislocated:subj" Dislocated,
    Expl "expl" Expl,
    ExplComp "expl:comp" Expl,
    ExplImpers "expl:impers" Expl,
    ExplPass "expl:pass" Expl,
    ExplPv "expl:pv" Expl,
    ExplSubj "expl:subj" Expl,
    Fixed "fixed" Fixed,
    Flat "flat" Flat,
    FlatForeign "flat:foreign" Flat,
    FlatName "flat:name" Flat,
    FlatRange "flat:range" Flat,
    Goeswith "goeswith" Goeswith,
    Iobj "iobj" Iobj,
    IobjAgent "iobj:agent" Iobj,
    List "list" List,
    Mark "mark" Mark,
    Nmod "nmod" Nmod,
    NmodAgent "nmod:agent" Nmod,
    NmodAppos "nmod:appos" Nmod,
    NmodArg "nmod:arg" Nmod,
    NmodDesc "nmod:desc" Nmod,
    NmodNpmod "nmod:npmod" Nmod,
    NmodPoss "nmod:poss" Nmod,
    NmodTmod "nmod:tmod" Nmod,
    NmodUnmarked "nmod:unmarked" Nmod,
    Nsubj "nsubj" Nsubj,
    NsubjCaus "nsubj:caus" Nsubj,
    NsubjOuter "nsubj:outer" Nsubj,
    NsubjPass "nsubj:pass" Nsubj,
    Nummod "nummod" Nummod,
    NummodGov "nummod:gov" Nummod,
    Obj "obj" Obj,
    ObjAgent "obj:agent" Obj,
    ObjLvc "obj:lvc" Obj,
    Obl "obl" Obl,
    OblAgent "obl:agent" Obl,
    OblArg "obl:arg" Obl,
    OblLmod "obl:lmod" Obl,
    OblMod "obl:mod" Obl,
    OblNpmod "obl:npmod" Obl,
    OblTmod "obl:tmod" Obl,
    OblUnmarked "obl:unmarked" Obl,
    Orphan "orphan" Orphan,
    Parataxis "parataxis" Parataxis,
    ParataxisInsert "parataxis:insert" Parataxis,
    ParataxisObj "parataxis:obj" Parataxis,
    ParataxisParenth "parataxis:parenth" Parataxis,
    Punct "punct" Punct,
    Reparandum "reparandum" Reparandum,
    Root "root" Root,
    Vocative "vocative" Vocative,
    Xcomp "xcomp" Xcomp,
    XcompPred "xcomp:pred" Xcomp,
}

impl std::fmt::Display for Relation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_lead_to_the_general_relation() {
        for &relation in Relation::ALL {
            assert_eq!(Relation::from_name(relation.name()), Some(relation));
            let general = relation.name().split(':').next().unwrap();
            assert_eq!(relation.general().name(), general);
        }
        assert_eq!(Relation::from_name("nsubj:passive"), None);
    }
}
