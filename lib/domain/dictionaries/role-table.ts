/**
 * Words for people by what they do, each followed by other words for such people, nearest first. Made by
 * `tools/roles/build.py` from WordNet 3.0, Copyright 2006 by Princeton University; its licence allows use, copying and
 * change with this notice: https://wordnet.princeton.edu/license-and-commercial-use
 */
export const ROLES = `
academic academician
accountant auditor comptroller
actor actress
aeronaut airman aviator pilot
airman aeronaut aviator pilot
anchorman anchor
anthropologist archaeologist
apothecary druggist
artist painter muralist sculptor
asker enquirer interrogator inquirer
assistant associate aide
astronomer astrophysicist stargazer
athlete sportsman sprinter sport footballer
attendant hostess stewardess escort
attorney lawyer counsel prosecutor solicitor
attractor attraction
author novelist writer coauthor
aviator aeronaut airman pilot
bagger packer
ballerina danseuse
ballplayer outfielder
barkeep barman bartender
barman barkeep bartender barmaid
bartender barman barmaid barkeep
basso bass
batsman hitter
batter hitter
bellboy bellman bellhop
bellhop bellboy bellman
bellman bellboy bellhop
biologist botanist ecologist zoologist microbiologist entomologist
boatman waterman ferryman paddler
boatswain bosun
bosun boatswain
broadcaster announcer
broker stockbroker
buckaroo vaquero
businessman magnate
businessperson businesswoman businessman
cameraman cinematographer
chemist biochemist
cinematographer cameraman
comedian comic
comic joker comedian
commandant commander
commander commandant
composer songwriter psalmist
comptroller controller accountant
conciliator peacemaker
congressman congresswoman representative
congresswoman congressman representative
conjurer conjuror
conjuror conjurer
controller comptroller
cook chef
copyist scrivener scribe
counsel counsellor counselor
cowherd cowpoke cowman cattleman cowgirl
cowman cowherd cattleman cowpoke cowgirl
cowpoke cowherd cowman cattleman cowgirl
crewman seaman seafarer
cricketer bowler outfielder
czar tsar tzar
dancer ballerina danseuse danseur
danseuse ballerina
deacon deaconess
deckhand roustabout
dentist orthodontist periodontist
diagnostician pathologist
diplomat ambassador consul envoy
distributor wholesaler retailer
divider splitter
doc doctor physician
doctor physician specialist surgeon neurologist pathologist urologist cardiologist paediatrician
dramatist playwright
drover herdsman
druggist pharmacologist pharmacist apothecary
educator teacher pedagogue schoolteacher schoolmaster instructor
emcee compere
emissary envoy
emperor empress
employee workingman workman
enquirer inquirer asker inquisitor
entertainer performer comedian
fielder outfielder shortstop catcher
financier banker
footballer tackler cornerback
freelance freelancer
freelancer freelance
geologist geophysicist hydrologist
ghostwriter ghost
glazer glazier
glazier glazer
goalie goaltender goalkeeper
goalkeeper goaltender goalie
goaltender goalie goalkeeper
hairdresser coiffeuse coiffeur hairstylist stylist
hairstylist coiffeuse coiffeur hairdresser
hatter milliner
headmaster schoolmaster
helper help
herdsman drover
hitter batter batsman slugger
holdover hangover
housemaid handmaid maidservant maid handmaiden chambermaid
houseman interne
hunter huntress huntsman
huntsman huntress hunter
impresario showman
infantryman grenadier
innkeeper boniface
inquirer enquirer inquisitor asker
inquisitor interrogator
instructor tutor teacher
instrumentalist musician keyboardist guitarist accordionist soloist bassist violinist percussionist
intercessor intermediary mediator
intermediary intercessor mediator
intern interne
interne intern houseman
interpreter translator
interrogator inquisitor
investigator researcher
investor shareholder stockholder
journalist photojournalist correspondent sportswriter
journeyman woodsman
judge jurist magistrate
lawyer attorney solicitor counsel advocate
legionary legionnaire
legislator congressman senator representative congresswoman
lifeguard lifesaver
lifesaver lifeguard
lineman tackle
linguist grammarian
lumberjack lumberman
lumberman lumberjack
maestro master
magician illusionist
magnate baron
maid maidservant housemaid chambermaid handmaid handmaiden
maidservant housemaid maid chambermaid handmaid handmaiden
mailman postman
manakin manikin mannequin
mannequin manikin manakin
mariner seafarer seaman whaler boatswain
master maestro
mediator intercessor intermediary
merchandiser merchant clothier shopkeeper retailer tradesman
merchant merchandiser tradesman trader shopkeeper vendor
milliner hatter
mime mimer
mimer mummer mime
monarch king
mummer mimer
musician instrumentalist guitarist keyboardist saxophonist drummer accordionist percussionist pianist
narrator storyteller
negotiator conciliator
newsman anchorman reporter
officer commandant sergeant commander adjutant
orator spellbinder
organiser organizer
packer bagger
painter muralist
paramedic paramedical
paramedical paramedic
paraprofessional paramedic paramedical paralegal
pathologist diagnostician
peacemaker conciliator
pedagogue educator
percussionist drummer
performer musician soloist singer instrumentalist
pharmacist pharmacologist druggist
photographer cameraman cinematographer
physician doctor paediatrician medico surgeon gastroenterologist specialist cardiologist urologist
physicist astronomer
pilot copilot
pitcher reliever
playwright dramatist
poet poetess
politician legislator senator congressman governor
postman mailman
practitioner clinician
preserver restorer renovator
pro professional semipro
prof professor
professor prof
pruner trimmer
psychiatrist psychoanalyst
psychoanalyst analyst
renovator restorer preserver
repairer repairman fixer
repairman mechanic handyman
reporter newsman
researcher investigator
responder respondent
restorer renovator preserver
roustabout deckhand
sailor seaman boatswain seafarer mariner
salesperson saleswoman salesman
schoolmaster headmaster master
scientist physicist researcher biologist physiologist astronomer biochemist mineralogist
scribbler scribe
scriptwriter screenwriter
scrivener copyist
seafarer mariner seaman whaler boatswain
seaman seafarer mariner boatswain
seller vendor dealer
servant housekeeper
serviceman soldier
shareholder stockholder
shipbuilder shipwright
shipwright shipbuilder
shopkeeper storekeeper tradesman
singer vocalist
slugger hitter
soldier infantryman grenadier rifleman trooper guardsman
southpaw lefty
stewardess hostess
stockholder shareholder
stonemason mason
storekeeper shopkeeper tradesman
storyteller narrator
striptease stripper
subordinate underling
supergrass grass
supplier wholesaler distributor
surgeon neurosurgeon
swagger swagman
swagman swagger
teacher schoolteacher instructor
technician techie
temp temporary
temporary temp
tradesman shopkeeper storekeeper
trimmer pruner
tsar czar tzar
tzar czar tsar
underling subordinate
valet gentleman
vaquero buckaroo
vendor seller dealer
vet veterinarian veterinary
veterinarian veterinary
veterinary veterinarian
vocalist singer voice tenor
voluntary volunteer
volunteer voluntary
waiter waitress
washer laundress
waterman boatman ferryman
worker employee workingman workman
workingman workman warehouseman
workman workingman warehouseman
writer novelist screenwriter author sportswriter scriptwriter essayist speechwriter scribe
zoologist entomologist ornithologist
`;
